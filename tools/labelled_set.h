#pragma once
// The labelled image set that the project makes of its own: shapes and textures drawn by the programs in programs/labelled,
// none of which is in a training corpus. Every class is a folder there; sample i of a class is its program at time i + 0.5.
#include <filesystem>

#include "tools/command.h"

namespace progpretrain::tools {

/// Folder with train.bin, test.bin and meta.json (4,000 / 2,000 images, 64 px), drawn into the cache folder at first use.
std::filesystem::path labelled_set(const CommonOptions& options);

}  // namespace progpretrain::tools
