#include <functional>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/evaluate/datasets.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
using testing::TemporaryFolder;

namespace {

std::string load_error(const std::filesystem::path& folder, int size_px = 0) {
  try {
    load_dataset(folder, size_px);
  } catch (const UsageError& e) {
    const std::string what = e.what();
    CHECK(what.find('\n') == std::string::npos);
    return what;
  }
  return "no error";
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Records whose pixel bytes count up from `first`, with labels 0, 1, 0, 1, ...
std::string make_records(int count, int pixels, int first) {
  std::string bytes;
  for (int i = 0; i < count; ++i) {
    bytes += static_cast<char>(i % 2);
    for (int p = 0; p < pixels; ++p) bytes += static_cast<char>(first + i + p);
  }
  return bytes;
}

void write_record_set(const TemporaryFolder& folder, const std::string& meta, int channels) {
  base::write_file_atomically(folder / "meta.json", meta);
  base::write_file_atomically(folder / "train.bin", make_records(4, channels * 6, 0));
  base::write_file_atomically(folder / "test.bin", make_records(2, channels * 6, 100));
}

std::string big_endian(uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
  return bytes;
}

const char* const kMeta =
    R"({"classes": ["cat", "dog"], "channels": 3, "height": 2, "width": 3, "source": {"any": 1}})";

}  // namespace

TEST_CASE("data set: records with meta.json come back byte for byte") {
  const TemporaryFolder folder;
  write_record_set(folder, kMeta, 3);
  const Dataset set = load_dataset(folder.path(), 0);
  CHECK(set.name == folder.path().filename().string());
  CHECK(set.classes == std::vector<std::string>{"cat", "dog"});
  CHECK(set.train.images.sizes() == torch::IntArrayRef({4, 3, 2, 3}));
  CHECK(set.test.images.sizes() == torch::IntArrayRef({2, 3, 2, 3}));
  CHECK(set.train.labels.equal(torch::tensor({0, 1, 0, 1}, torch::kInt64)));
  CHECK(set.train.images[2].flatten().equal(torch::arange(2, 20).to(torch::kUInt8)));
  CHECK(load_dataset(folder.path(), 8).test.images.sizes() == torch::IntArrayRef({2, 3, 8, 8}));
}

TEST_CASE("data set: a grey plane is repeated") {
  const TemporaryFolder folder;
  write_record_set(folder, R"({"classes": ["a", "b"], "channels": 1, "height": 2, "width": 3})", 1);
  const Dataset set = load_dataset(folder.path(), 0);
  CHECK(set.train.images.sizes() == torch::IntArrayRef({4, 3, 2, 3}));
  for (int64_t c = 0; c < 3; ++c)
    CHECK(set.train.images[1][c].flatten().equal(torch::arange(1, 7).to(torch::kUInt8)));
}

TEST_CASE("data set: every damage to a record set is one line that names the file") {
  const TemporaryFolder folder;
  write_record_set(folder, kMeta, 3);
  const auto with_meta = [&](const std::string& meta) {
    base::write_file_atomically(folder / "meta.json", meta);
    return load_error(folder.path());
  };
  CHECK(holds(with_meta("{"), "meta.json"));
  CHECK(holds(with_meta(R"({"classes": ["a", "b"], "height": 2, "width": 3})"), "channels"));
  CHECK(holds(with_meta(R"({"classes": ["a", "b"], "channels": 2, "height": 2, "width": 3})"),
              "1 or 3"));
  CHECK(holds(with_meta(R"({"classes": ["a", "b"], "channels": 3, "height": 0, "width": 3})"),
              "height and width"));
  CHECK(holds(with_meta(R"({"classes": ["a", "b"], "channels": 3, "height": 2, "width": 4})"),
              "train.bin: 76 bytes"));
  CHECK(holds(with_meta(R"({"classes": ["a"], "channels": 3, "height": 2, "width": 3})"),
              "train.bin: record 1 has label 1, accepted are 0 to 0"));
  CHECK(holds(
      with_meta(
          R"({"classes": ["a", "b"], "channels": 3, "height": 2, "width": 3, "test_count": 3})"),
      "test_count is 3, but the file holds 2"));
  base::write_file_atomically(folder / "meta.json", kMeta);
  base::write_file_atomically(folder / "test.bin", "");
  CHECK(holds(load_error(folder.path()), "test.bin: 0 bytes"));
  std::filesystem::remove(folder / "test.bin");
  CHECK(holds(load_error(folder.path()), "test.bin: no such file"));
  std::filesystem::remove(folder / "meta.json");
  CHECK(holds(load_error(folder.path()), "meta.json: no such file"));
}

TEST_CASE("data set: the original CIFAR-10 binaries, several batches in order") {
  const TemporaryFolder folder;
  const auto record = [](int label, int value) {
    return std::string(1, static_cast<char>(label)) + std::string(3072, static_cast<char>(value));
  };
  base::write_file_atomically(folder / "data_batch_1.bin", record(3, 10) + record(9, 20));
  base::write_file_atomically(folder / "data_batch_2.bin", record(0, 30));
  base::write_file_atomically(folder / "test_batch.bin", record(5, 40));
  const Dataset set = load_dataset(folder.path(), 0);
  CHECK(set.classes.size() == 10);
  CHECK(set.classes[3] == "cat");
  CHECK(set.train.images.sizes() == torch::IntArrayRef({3, 3, 32, 32}));
  CHECK(set.train.labels.equal(torch::tensor({3, 9, 0}, torch::kInt64)));
  CHECK(set.train.images.select(1, 0).select(1, 0).select(1, 0).equal(
      torch::tensor({10, 20, 30}, torch::kUInt8)));
  base::write_file_atomically(folder / "data_batch_2.bin", record(10, 30));
  CHECK(holds(load_error(folder.path()), "data_batch_2.bin: record 0 has label 10"));
  base::write_file_atomically(folder / "data_batch_2.bin", "x");
  CHECK(holds(load_error(folder.path()), "data_batch_2.bin: 1 bytes"));
}

TEST_CASE("data set: MNIST's idx files, and each way they can lie") {
  const TemporaryFolder folder;
  const auto images = [](uint32_t count) {
    std::string pixels(count * 6, '\0');
    for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<char>(i);
    return big_endian(0x803) + big_endian(count) + big_endian(2) + big_endian(3) + pixels;
  };
  const auto labels = [](uint32_t count) {
    std::string values(count, '\0');
    for (uint32_t i = 0; i < count; ++i) values[i] = static_cast<char>(i % 2);
    return big_endian(0x801) + big_endian(count) + values;
  };
  base::write_file_atomically(folder / "train-images-idx3-ubyte", images(4));
  base::write_file_atomically(folder / "train-labels-idx1-ubyte", labels(4));
  base::write_file_atomically(folder / "t10k-images.idx3-ubyte",
                              images(2));  // the other common spelling
  base::write_file_atomically(folder / "t10k-labels-idx1-ubyte", labels(2));
  const Dataset set = load_dataset(folder.path(), 0);
  CHECK(set.train.images.sizes() == torch::IntArrayRef({4, 3, 2, 3}));
  CHECK(set.train.images[1][2].flatten().equal(torch::arange(6, 12).to(torch::kUInt8)));
  CHECK(set.classes == std::vector<std::string>{"0", "1"});

  const auto with_images = [&](const std::string& bytes) {
    base::write_file_atomically(folder / "train-images-idx3-ubyte", bytes);
    return load_error(folder.path());
  };
  CHECK(holds(with_images(images(3)), "4 labels for 3 pictures"));
  CHECK(holds(with_images(labels(4)), "no idx file of bytes with 3 dimensions"));
  CHECK(holds(with_images(images(4).substr(0, 30)), "its header promises 40"));
  CHECK(holds(with_images(big_endian(0x803) + big_endian(~0u) + big_endian(~0u) + big_endian(~0u)),
              "header promises"));
  std::filesystem::rename(folder / "train-images-idx3-ubyte",
                          folder / "train-images-idx3-ubyte.gz");
  CHECK(holds(load_error(folder.path()), "gunzip"));
}

TEST_CASE("data set: what is no data set is refused with the list of what is") {
  const TemporaryFolder folder;
  const std::string empty = load_error(folder.path());
  CHECK(holds(empty, "no data set; accepted are train.bin"));
  CHECK(holds(empty, "folders of PNG or JPEG"));
  CHECK(holds(load_error(folder / "none"), "no such folder"));
  base::write_file_atomically(folder / "file", "x");
  CHECK(holds(load_error(folder / "file"), "is a file"));
}
