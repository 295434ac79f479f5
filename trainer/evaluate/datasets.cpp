#include "trainer/evaluate/datasets.h"

#include "engine/base/check.h"
#include "trainer/evaluate/dataset_readers.h"

namespace progpretrain::trainer {
namespace fs = std::filesystem;

Dataset load_dataset(const fs::path& folder, int size_px) {
  PP_CHECK(size_px >= 0, size_px);
  if (!fs::exists(folder)) throw UsageError(folder.string() + ": no such folder");
  if (!fs::is_directory(folder))
    throw UsageError(folder.string() + ": is a file, expected the folder of a data set");
  for (const auto read : {read_record_set, read_cifar10, read_idx_set, read_image_folders}) {
    std::optional<Dataset> set = read(folder, size_px);
    if (!set) continue;
    set->name = fs::canonical(folder).filename().string();
    if (set->classes.size() < 2)
      throw UsageError(base::concat(folder.string(), ": has ", set->classes.size(),
                                    " class, a probe needs at least 2"));
    if (set->train.images.sizes().slice(1) != set->test.images.sizes().slice(1))
      throw UsageError(folder.string() +
                       ": train and test pictures differ in size; give a size to bring them to");
    return std::move(*set);
  }
  throw UsageError(
      folder.string() +
      ": no data set; accepted are train.bin + test.bin + meta.json, CIFAR-10's data_batch_*.bin + "
      "test_batch.bin, MNIST's idx files, and folders of PNG or JPEG pictures by class");
}

}  // namespace progpretrain::trainer
