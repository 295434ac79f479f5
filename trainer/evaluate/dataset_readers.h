#pragma once
// One function per format of datasets.h, for load_dataset() alone. Each returns nothing when the
// folder is of another kind.
#include <filesystem>
#include <optional>

#include "trainer/evaluate/datasets.h"

namespace progpretrain::trainer {

std::optional<Dataset> read_record_set(const std::filesystem::path& folder, int size_px);
std::optional<Dataset> read_cifar10(const std::filesystem::path& folder, int size_px);
std::optional<Dataset> read_idx_set(const std::filesystem::path& folder, int size_px);
std::optional<Dataset> read_image_folders(const std::filesystem::path& folder, int size_px);

}  // namespace progpretrain::trainer
