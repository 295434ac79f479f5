// PNG and JPEG pictures in one folder per class, with or without a split into train and test.
#include <ATen/Parallel.h>

#include <algorithm>
#include <map>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/picture/codec.h"
#include "trainer/evaluate/dataset_readers.h"
#include "trainer/evaluate/resize.h"

namespace progpretrain::trainer {
namespace fs = std::filesystem;
namespace {

struct LabelledFile {
  fs::path path;
  int64_t label = 0;
};
using FilesByClass = std::map<std::string, std::vector<fs::path>>;

bool is_picture(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

/// The pictures below each subfolder of `root`, at any depth (some collections have CLASS/images/),
/// in sorted order.
FilesByClass find_pictures(const fs::path& root) {
  FilesByClass classes;
  for (const auto& folder : fs::directory_iterator(root)) {
    if (!folder.is_directory()) continue;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && is_picture(entry.path())) files.push_back(entry.path());
    if (files.empty()) continue;
    std::sort(files.begin(), files.end());
    classes[folder.path().filename().string()] = std::move(files);
  }
  return classes;
}

torch::Tensor load_picture(const fs::path& path, int size_px) {
  const picture::Image image = picture::read_image(path);
  torch::Tensor planes = torch::empty({1, 3, image.height, image.width}, torch::kUInt8);
  picture::to_planar(image, {planes.data_ptr<uint8_t>(), static_cast<size_t>(planes.numel())});
  return size_px > 0 ? fit_to_square(planes, size_px) : planes;
}

LabelledImages load_pictures(const std::vector<LabelledFile>& files, int size_px) {
  const torch::Tensor first = load_picture(files.front().path, size_px);
  const auto count = static_cast<int64_t>(files.size());
  LabelledImages set{torch::empty({count, 3, first.size(2), first.size(3)}, torch::kUInt8),
                     torch::empty({count}, torch::kInt64)};
  at::parallel_for(0, count, 8, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const LabelledFile& file = files[static_cast<size_t>(i)];
      const torch::Tensor image = load_picture(file.path, size_px);
      if (image.sizes() != first.sizes())
        throw UsageError(base::concat(file.path.string(), ": is ", image.size(3), "x",
                                      image.size(2), ", but ", files.front().path.string(), " is ",
                                      first.size(3), "x", first.size(2),
                                      "; give a size to bring them to"));
      set.images[i].copy_(image[0]);
      set.labels.data_ptr<int64_t>()[i] = file.label;
    }
  });
  return set;
}

/// Whether a picture of a set without a split is in its test part: the same answer wherever the set
/// lies.
bool is_test(const std::string& class_name, const fs::path& file) {
  const std::string hash = base::sha256_hex(class_name + "/" + file.filename().string());
  return std::stoul(hash.substr(0, 8), nullptr, 16) % 6 == 0;
}

std::optional<fs::path> find_test_folder(const fs::path& folder) {
  for (const char* name : {"test", "val", "validation"})
    if (fs::is_directory(folder / name)) return folder / name;
  return {};
}

}  // namespace

std::optional<Dataset> read_image_folders(const fs::path& folder, int size_px) {
  const std::optional<fs::path> test_folder = find_test_folder(folder);
  const bool is_split = test_folder && fs::is_directory(folder / "train");
  const FilesByClass train_files = find_pictures(is_split ? folder / "train" : folder);
  if (train_files.empty()) return {};

  Dataset set;
  std::map<std::string, int64_t> label_of;
  std::vector<LabelledFile> train, test;
  for (const auto& [name, files] : train_files) {
    const int64_t label = label_of[name] = static_cast<int64_t>(set.classes.size());
    set.classes.push_back(name);
    for (const fs::path& file : files)
      (!is_split && is_test(name, file) ? test : train).push_back({file, label});
  }
  if (is_split) {
    for (const auto& [name, files] : find_pictures(*test_folder)) {
      const auto label = label_of.find(name);
      if (label == label_of.end())
        throw UsageError((*test_folder / name).string() + ": there is no class of this name in " +
                         (folder / "train").string());
      for (const fs::path& file : files) test.push_back({file, label->second});
    }
  }
  if (train.empty() || test.empty())
    throw UsageError(folder.string() + ": no PNG or JPEG pictures for the " +
                     (train.empty() ? "train" : "test") + " part");
  set.train = load_pictures(train, size_px);
  set.test = load_pictures(test, size_px);
  return set;
}

}  // namespace progpretrain::trainer
