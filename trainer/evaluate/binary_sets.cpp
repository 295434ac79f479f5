// The formats that are records of bytes: our own with meta.json, CIFAR-10 (Krizhevsky 2009) and
// MNIST's idx (LeCun 1998).
#include <algorithm>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/strict_json.h"
#include "trainer/evaluate/dataset_readers.h"
#include "trainer/evaluate/resize.h"

namespace progpretrain::trainer {
namespace fs = std::filesystem;
namespace {

struct RecordShape {
  int64_t channels = 3, height = 0, width = 0, num_classes = 0;
  int64_t bytes() const { return 1 + channels * height * width; }
};

/// u8 [N,C,H,W] with C = 1 or 3 -> u8 [N,3,S,S].
torch::Tensor to_rgb(const torch::Tensor& images, int size_px) {
  const torch::Tensor rgb = images.size(1) == 3 ? images : images.expand({-1, 3, -1, -1});
  return (size_px > 0 ? fit_to_square(rgb, size_px) : rgb).contiguous();
}

torch::Tensor to_tensor(const std::string& bytes, torch::IntArrayRef shape, int64_t offset = 0) {
  return torch::from_blob(const_cast<char*>(bytes.data()) + offset, shape, torch::kUInt8).clone();
}

void check_labels(const fs::path& path, const torch::Tensor& labels, int64_t num_classes) {
  const int64_t largest = labels.max().item<int64_t>();
  if (largest >= num_classes)
    throw UsageError(base::concat(path.string(), ": record ", labels.argmax().item<int64_t>(),
                                  " has label ", largest, ", accepted are 0 to ", num_classes - 1));
}

LabelledImages read_records(const fs::path& path, const RecordShape& shape, int size_px) {
  const std::string bytes = base::read_file(path);
  const auto size = static_cast<int64_t>(bytes.size());
  if (size == 0 || size % shape.bytes() != 0)
    throw UsageError(base::concat(
        path.string(), ": ", size, " bytes are no whole number of records of ", shape.bytes(),
        " bytes (1 label + ", shape.channels, "x", shape.height, "x", shape.width, ")"));
  const torch::Tensor records = to_tensor(bytes, {size / shape.bytes(), shape.bytes()});
  const torch::Tensor labels = records.select(1, 0).to(torch::kInt64);
  check_labels(path, labels, shape.num_classes);
  const torch::Tensor pixels =
      records.slice(1, 1).reshape({-1, shape.channels, shape.height, shape.width});
  return {to_rgb(pixels, size_px), labels};
}

void check_count(const base::Json& meta, const char* key, const LabelledImages& images,
                 const std::string& where) {
  const auto count = base::optional<int64_t>(meta, key, images.labels.size(0), where);
  if (count != images.labels.size(0))
    throw UsageError(base::concat(where, ": ", key, " is ", count, ", but the file holds ",
                                  images.labels.size(0)));
}

uint32_t big_endian(const std::string& bytes, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
  return value;
}

/// An idx file of unsigned bytes: 0, 0, 8, rank, the extents big-endian, the data.
torch::Tensor read_idx(const fs::path& path, int64_t rank) {
  const std::string bytes = base::read_file(path);
  const size_t header = 4 + 4 * static_cast<size_t>(rank);
  const auto expected = static_cast<uint32_t>(0x800 + rank);
  if (bytes.size() < header || big_endian(bytes, 0) != expected)
    throw UsageError(base::concat(path.string(), ": no idx file of bytes with ", rank,
                                  " dimensions (first 4 bytes 0 0 8 ", rank, ")"));
  std::vector<int64_t> shape;
  uint64_t size = 1;
  for (int64_t d = 0; d < rank; ++d) {
    shape.push_back(big_endian(bytes, 4 + 4 * static_cast<size_t>(d)));
    size *= static_cast<uint64_t>(shape.back());
    // Stops long before a hostile header could overflow the product.
    if (size == 0 || size > bytes.size())
      throw UsageError(base::concat(path.string(),
                                    ": the header promises more or less data than its ",
                                    bytes.size(), " bytes"));
  }
  if (bytes.size() != header + size)
    throw UsageError(base::concat(path.string(), ": ", bytes.size(), " bytes, its header promises ",
                                  header + size));
  return to_tensor(bytes, shape, static_cast<int64_t>(header));
}

fs::path find_idx(const fs::path& folder, const std::string& stem, const std::string& kind) {
  for (const char* joint : {"-", "."}) {
    const fs::path path = folder / (stem + joint + kind + "-ubyte");
    if (fs::exists(path)) return path;
    if (fs::exists(path.string() + ".gz"))
      throw UsageError(path.string() + ".gz: is compressed; unpack it with gunzip first");
  }
  return folder / (stem + "-" + kind + "-ubyte");
}

LabelledImages read_idx_pair(const fs::path& folder, const std::string& part, int size_px) {
  const fs::path image_path = find_idx(folder, part + "-images", "idx3");
  const fs::path label_path = find_idx(folder, part + "-labels", "idx1");
  const torch::Tensor images = read_idx(image_path, 3),
                      labels = read_idx(label_path, 1).to(torch::kInt64);
  if (images.size(0) != labels.size(0))
    throw UsageError(base::concat(label_path.string(), ": ", labels.size(0), " labels for ",
                                  images.size(0), " pictures"));
  return {to_rgb(images.unsqueeze(1), size_px), labels};
}

}  // namespace

std::optional<Dataset> read_record_set(const fs::path& folder, int size_px) {
  if (!fs::exists(folder / "meta.json") && !fs::exists(folder / "train.bin")) return {};
  const std::string where = (folder / "meta.json").string();
  const base::Json meta = base::parse_json(base::read_file(where), where);
  RecordShape shape;
  Dataset set;
  set.classes = base::require<std::vector<std::string>>(meta, "classes", where);
  shape.channels = base::require<int64_t>(meta, "channels", where);
  shape.height = base::require<int64_t>(meta, "height", where);
  shape.width = base::require<int64_t>(meta, "width", where);
  shape.num_classes = static_cast<int64_t>(set.classes.size());
  if (shape.channels != 1 && shape.channels != 3)
    base::throw_json_error(where, "channels", "must be 1 or 3");
  constexpr int64_t kMaxSide_px = 8192;
  if (shape.height < 1 || shape.width < 1 || shape.height > kMaxSide_px ||
      shape.width > kMaxSide_px)
    throw UsageError(base::concat(where, ": height and width must be 1 to ", kMaxSide_px));
  if (shape.num_classes < 1 || shape.num_classes > 256)
    base::throw_json_error(where, "classes", "must name 1 to 256 classes");
  set.train = read_records(folder / "train.bin", shape, size_px);
  set.test = read_records(folder / "test.bin", shape, size_px);
  check_count(meta, "train_count", set.train, where);
  check_count(meta, "test_count", set.test, where);
  return set;
}

std::optional<Dataset> read_cifar10(const fs::path& folder, int size_px) {
  std::vector<fs::path> batches;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("data_batch_") && name.ends_with(".bin")) batches.push_back(entry.path());
  }
  if (batches.empty()) return {};
  std::sort(batches.begin(), batches.end());
  Dataset set;
  set.classes = {"airplane", "automobile", "bird",  "cat",  "deer",
                 "dog",      "frog",       "horse", "ship", "truck"};
  const RecordShape shape{3, 32, 32, 10};
  std::vector<torch::Tensor> images, labels;
  for (const fs::path& batch : batches) {
    const LabelledImages part = read_records(batch, shape, size_px);
    images.push_back(part.images);
    labels.push_back(part.labels);
  }
  set.train = {torch::cat(images), torch::cat(labels)};
  set.test = read_records(folder / "test_batch.bin", shape, size_px);
  return set;
}

std::optional<Dataset> read_idx_set(const fs::path& folder, int size_px) {
  if (!fs::exists(find_idx(folder, "train-images", "idx3"))) return {};
  Dataset set;
  set.train = read_idx_pair(folder, "train", size_px);
  set.test = read_idx_pair(folder, "t10k", size_px);
  const int64_t num_classes = set.train.labels.max().item<int64_t>() + 1;
  check_labels(find_idx(folder, "t10k-labels", "idx1"), set.test.labels, num_classes);
  for (int64_t i = 0; i < num_classes; ++i) set.classes.push_back(std::to_string(i));
  return set;
}

}  // namespace progpretrain::trainer
