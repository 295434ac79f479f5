#include "tools/labelled_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "tools/corpus_session.h"

namespace progpretrain::tools {
namespace fs = std::filesystem;
namespace {

constexpr uint32_t kSize_px = 64;
constexpr uint32_t kTrainImages = 4000, kTestImages = 2000;
constexpr uint32_t kFirstTestSample = 100'000;  // of a class; far from the training samples

struct Class {
  std::string name;
  std::vector<uint32_t> programs;  // indices; sample i is drawn by program i modulo their number
};

std::vector<Class> classes_of(const std::vector<render::DrawableProgram>& programs, const corpus::Store& store) {
  std::map<std::string, std::vector<uint32_t>> by_folder;
  for (uint32_t i = 0; i < programs.size(); ++i)
    by_folder[fs::path(store.find(programs[i].id)->program.origin).parent_path().filename()].push_back(i);
  std::vector<Class> classes;
  for (auto& [name, indices] : by_folder) classes.push_back({name, std::move(indices)});
  return classes;
}

// Records of one label byte and three planes; the classes take turns.
std::string records(render::RenderSession& session, const std::vector<Class>& classes, uint32_t num_images, uint32_t first_sample) {
  std::vector<render::FrameRequest> requests;
  for (uint32_t n = 0; n < num_images; ++n) {
    const Class& its_class = classes[n % classes.size()];
    const auto sample = first_sample + n / static_cast<uint32_t>(classes.size());
    requests.push_back(render::preview_request(its_class.programs[sample % its_class.programs.size()], kSize_px, static_cast<float>(sample) + 0.5f));
  }
  log::Progress progress("drawing the labelled set", "images", num_images);
  const auto frames = session.draw(requests, [&](uint64_t done) { progress.update(done); });
  std::string bytes;
  for (uint32_t n = 0; n < num_images; ++n) {
    bytes.push_back(static_cast<char>(n % classes.size()));
    const auto image = frames.image(n);
    bytes.append(reinterpret_cast<const char*>(image.data()), image.size());
  }
  return bytes;
}

}  // namespace

fs::path labelled_set(const CommonOptions& common) {
  CommonOptions options = common;
  options.corpus = builtin_corpus("labelled", options).string();
  CorpusSession session(options);
  const fs::path folder = base::cache_folder() / "labelled" / (session.store.fingerprint().substr(0, 16) + "-" + session.driver_key.substr(0, 8)) / "progpretrain-shapes";
  if (fs::exists(folder / "meta.json")) return folder;

  if (!session.ensure_screened()) throw Interrupted("interrupted while screening");
  const auto programs = render::drawable_programs(session.store, session.driver_key);
  const auto classes = classes_of(programs, session.store);
  PP_CHECK(classes.size() >= 2, "the labelled programs could not be drawn");
  auto renderer = session.render_session(programs, {100, kSize_px, kSize_px});
  base::write_file_atomically(folder / "train.bin", records(*renderer, classes, kTrainImages, 0));
  base::write_file_atomically(folder / "test.bin", records(*renderer, classes, kTestImages, kFirstTestSample));
  base::Json names = base::Json::array();
  for (const Class& its_class : classes) names.push_back(its_class.name);
  const base::Json meta = {{"classes", names}, {"channels", 3}, {"height", kSize_px}, {"width", kSize_px},
                           {"train_count", kTrainImages}, {"test_count", kTestImages},
                           {"source", "drawn by progpretrain from programs/labelled"}, {"licence", "CC0-1.0"}};
  base::write_file_atomically(folder / "meta.json", meta.dump(1) + "\n");
  return folder;
}

}  // namespace progpretrain::tools
