#include "tools/picture_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/picture/codec.h"
#include "engine/picture/contact_sheet.h"
#include "engine/picture/gallery.h"
#include "engine/picture/npy.h"
#include "engine/picture/webp_animation.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace fs = std::filesystem;
namespace {

picture::Image image_of(const PictureSet& set, size_t program, size_t moment) {
  return picture::from_planar(set.frames.image(program * set.moments_s.size() + moment),
                              static_cast<int>(set.frames.height_px), static_cast<int>(set.frames.width_px));
}

// How long each frame is shown: as it was in the program's time, 40 ms when that cannot be said.
int frame_duration_ms(const PictureSet& set) {
  if (set.moments_s.size() < 2) return 40;
  const float span_s = std::abs(set.moments_s.back() - set.moments_s.front());
  const float step_ms = 1000.0f * span_s / static_cast<float>(set.moments_s.size() - 1);
  return std::clamp(static_cast<int>(step_ms + 0.5f), 10, 1000);
}

picture::Image sheet_at(const PictureSet& set, size_t moment) {
  std::vector<picture::Tile> tiles;
  for (size_t i = 0; i < set.ids.size(); ++i) tiles.push_back({image_of(set, i, moment), set.ids[i]});
  return picture::contact_sheet(tiles);
}

// Rows = programs, columns = moments.
picture::Image sheet_of_moments(const PictureSet& set) {
  std::vector<picture::Tile> tiles;
  for (size_t i = 0; i < set.ids.size(); ++i)
    for (size_t m = 0; m < set.moments_s.size(); ++m)
      tiles.push_back({image_of(set, i, m), fmt::format("{} {:.2f}s", set.ids[i], set.moments_s[m])});
  return picture::contact_sheet(tiles, set.ids.size() == 1 ? 0 : static_cast<int>(set.moments_s.size()));
}

void write_picture(const PictureSet& set, const fs::path& path) {
  if (set.ids.size() == 1 && set.moments_s.size() == 1) picture::write_png(path, image_of(set, 0, 0));
  else picture::write_png(path, set.moments_s.size() == 1 ? sheet_at(set, 0) : sheet_of_moments(set));
}

std::string animation_of(const PictureSet& set, const std::function<picture::Image(size_t)>& frame) {
  const picture::Image first = frame(0);
  picture::WebpAnimation animation(first.width, first.height, picture::WebpQuality::lossy_90);
  for (size_t m = 0; m < set.moments_s.size(); ++m) animation.add(m == 0 ? first : frame(m), frame_duration_ms(set));
  return animation.finish();
}

void write_gallery(const PictureSet& set, const fs::path& path) {
  std::vector<picture::GalleryItem> items;
  for (const corpus::Entry& entry : set.entries) {
    picture::GalleryItem item = gallery_item_of(entry);
    const auto drawn = std::find(set.ids.begin(), set.ids.end(), entry.program.id);
    if (drawn != set.ids.end()) {
      const auto program = static_cast<size_t>(drawn - set.ids.begin());
      item.picture = set.moments_s.size() == 1
                         ? picture::encode_png(image_of(set, program, 0))
                         : animation_of(set, [&](size_t m) { return image_of(set, program, m); });
    }
    items.push_back(std::move(item));
  }
  picture::write_gallery(path, "progpretrain gallery", items);
}

// An id may hold anything; a file name may not.
std::string file_name_of(const std::string& id) {
  std::string name = id;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '_' && c != '.') c = '_';
  return name.front() == '.' ? "_" + name : name;
}

void write_folder(const PictureSet& set, const fs::path& folder, const std::string& format) {
  base::Json index = {{"ids", set.ids}, {"times_s", set.moments_s}, {"failed", set.failed}};
  if (format == "npy") {
    picture::write_npy(folder / "frames.npy", set.frames.planes,
                       {static_cast<int64_t>(set.ids.size() * set.moments_s.size()), 3, set.frames.height_px, set.frames.width_px});
    if (set.moments_s.size() > 1) {
      std::vector<std::string> per_frame;
      for (const auto& id : set.ids) per_frame.insert(per_frame.end(), set.moments_s.size(), id);
      index["ids"] = per_frame;
    }
  } else {
    std::vector<std::string> files;
    std::set<std::string> taken;
    for (size_t i = 0; i < set.ids.size(); ++i) {
      std::string name = file_name_of(set.ids[i]);
      for (int n = 2; !taken.insert(name).second; ++n) name = file_name_of(set.ids[i]) + fmt::format("~{}", n);
      for (size_t m = 0; m < set.moments_s.size(); ++m) {
        files.push_back(name + (set.moments_s.size() > 1 ? fmt::format("-{:04}", m) : "") + ".png");
        picture::write_png(folder / files.back(), image_of(set, i, m));
      }
    }
    index["files"] = files;
  }
  base::write_file_atomically(folder / "frames.json", index.dump(1, ' ', false, base::Json::error_handler_t::replace));
}

}  // namespace

void PictureSet::check_output(const std::string& out) {
  const std::string ending = fs::path(out).extension().string();
  if (!ending.empty() && ending != ".png" && ending != ".webp" && ending != ".html")
    throw UsageError("-o " + out + ": expected .png, .webp, .html, or a folder (no ending)");
}

void PictureSet::write(const std::string& out, const std::string& format) const {
  check_output(out);
  const fs::path path(out);
  const std::string ending = path.extension().string();
  if (ending == ".html") return write_gallery(*this, path);
  if (ending.empty()) return write_folder(*this, path, format);
  if (ids.empty()) return;  // nothing was drawn: the caller reports it
  if (ending == ".png") return write_picture(*this, path);
  const auto frame = [&](size_t m) { return ids.size() == 1 ? image_of(*this, 0, m) : sheet_at(*this, m); };
  base::write_file_atomically(path, animation_of(*this, frame));
}

}  // namespace progpretrain::tools
