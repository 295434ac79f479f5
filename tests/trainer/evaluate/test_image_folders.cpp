#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/picture/codec.h"
#include "tests/picture/samples.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/evaluate/datasets.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
using testing::TemporaryFolder;

namespace {

std::string load_error(const std::filesystem::path& folder, int size_px) {
  try {
    load_dataset(folder, size_px);
  } catch (const UsageError& e) {
    return e.what();
  }
  return "no error";
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

int64_t mean_of(const torch::Tensor& image, int64_t channel) {
  return image[channel].to(torch::kFloat32).mean().round().item<int64_t>();
}

}  // namespace

TEST_CASE(
    "image folders: train and test, PNG and JPEG of any size, grey or not, fitted to one size") {
  const TemporaryFolder folder;
  picture::write_png(folder / "train/red/a.png", testing::flat_image(40, 30, 200, 0, 0));
  base::write_file_atomically(folder / "train/red/b.JPG",
                              testing::encode_jpeg(testing::flat_image(20, 50, 200, 0, 0)));
  picture::write_png(folder / "train/blue/images/c.png", testing::flat_image(64, 64, 0, 0, 200));
  base::write_file_atomically(folder / "train/blue/notes.txt", "not a picture");
  base::write_file_atomically(folder / "test/blue/d.jpeg",
                              testing::encode_jpeg(testing::flat_image(33, 33, 0, 0, 200)));
  const Dataset set = load_dataset(folder.path(), 32);
  CHECK(set.classes == std::vector<std::string>{"blue", "red"});
  CHECK(set.train.images.sizes() == torch::IntArrayRef({3, 3, 32, 32}));
  CHECK(set.train.labels.equal(torch::tensor({0, 1, 1}, torch::kInt64)));
  CHECK(set.test.labels.equal(torch::tensor({0}, torch::kInt64)));
  CHECK(mean_of(set.train.images[0], 2) == 200);
  CHECK(std::abs(mean_of(set.train.images[2], 0) - 200) <= 2);
  CHECK(std::abs(mean_of(set.test.images[0], 2) - 200) <= 2);
  CHECK(holds(load_error(folder.path(), 0), "give a size"));
}

TEST_CASE(
    "image folders: without a split one picture in six is test, the same ones wherever the folder "
    "lies") {
  const auto fill = [](const TemporaryFolder& folder) {
    for (const char* name : {"a", "b"})
      for (int i = 0; i < 60; ++i)
        picture::write_png(folder / (std::string(name) + "/" + std::to_string(i) + ".png"),
                           testing::flat_image(4, 4, i, 0, 0));
  };
  const TemporaryFolder here, there;
  fill(here);
  fill(there);
  const Dataset first = load_dataset(here.path(), 0), second = load_dataset(there.path(), 0);
  CHECK(first.test.images.equal(second.test.images));
  CHECK(first.train.labels.size(0) + first.test.labels.size(0) == 120);
  CHECK(first.test.labels.size(0) > 8);  // 20 expected
  CHECK(first.test.labels.size(0) < 36);
}

TEST_CASE("image folders: what is wrong is one line that names the file or folder") {
  const TemporaryFolder folder;
  for (const char* path : {"train/a/1.png", "train/b/1.png", "val/a/1.png"})
    picture::write_png(folder / path, testing::flat_image(8, 8, 1, 2, 3));
  CHECK(load_dataset(folder.path(), 0).test.labels.size(0) == 1);
  picture::write_png(folder / "val/z/1.png", testing::flat_image(8, 8, 1, 2, 3));
  CHECK(holds(load_error(folder.path(), 0), "val/z: there is no class of this name"));
  std::filesystem::remove_all(folder / "val/z");
  base::write_file_atomically(folder / "train/b/broken.png", "\x89PNG\r\n\x1a\nnothing");
  CHECK(holds(load_error(folder.path(), 0), "broken.png: no PNG or JPEG picture that can be read"));
  std::filesystem::remove_all(folder / "train/b");
  CHECK(holds(load_error(folder.path(), 0), "has 1 class"));
  std::filesystem::remove(folder / "val/a/1.png");
  CHECK(holds(load_error(folder.path(), 0), "for the test part"));
}
