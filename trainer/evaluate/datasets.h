#pragma once
// Labelled image sets for measuring encoders, in the formats people have them in.
#include <torch/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace progpretrain::trainer {

struct LabelledImages {
  torch::Tensor images;  ///< u8 [N,3,H,W], planar, row 0 = top
  torch::Tensor labels;  ///< i64 [N], index into Dataset::classes
};

struct Dataset {
  std::string name;                  ///< the folder's name
  std::vector<std::string> classes;  ///< at least two
  LabelledImages train, test;        ///< neither is empty
};

/// Reads the set in `folder`; the kind is found by the files in it:
///   train.bin, test.bin, meta.json   records of 1 label byte + C*H*W bytes in planes, C = 1 or 3
///   (meta.json: classes,
///                                    channels, height, width; train_count and test_count are
///                                    checked when given)
///   data_batch_*.bin, test_batch.bin the original CIFAR-10 binaries
///   train-images-idx3-ubyte, ...     MNIST's four idx files, unpacked
///   train/CLASS/*, test/CLASS/*      PNG and JPEG in folders by class (val/ is taken where there
///   is no test/) CLASS/*                          the same without a split: one picture in six, by
///   the hash of CLASS/FILE, is test
/// Grey pictures become RGB by repetition. size_px > 0: every picture is brought to that size by
/// fit_to_square(); 0: as stored, where all have one size. Throws UsageError naming the file and
/// what is accepted.
Dataset load_dataset(const std::filesystem::path& folder, int size_px);

}  // namespace progpretrain::trainer
