#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/picture/npy.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;

TEST_CASE("npy: the header obeys numpy's layout rules for every shape") {
  for (const std::vector<int64_t>& shape :
       {std::vector<int64_t>{5}, {2, 3, 4, 4}, {21000, 3, 128, 128}, {0, 3, 8, 8}}) {
    const std::string header = picture::npy_header(shape);
    CHECK(header.size() % 64 == 0);
    CHECK(header.substr(0, 8) == std::string("\x93NUMPY\x01\x00", 8));
    const size_t length =
        static_cast<unsigned char>(header[8]) + 256u * static_cast<unsigned char>(header[9]);
    CHECK(header.size() == 10 + length);
    CHECK(header.back() == '\n');
    const std::string dictionary = header.substr(10);
    CHECK(dictionary.starts_with("{'descr': '|u1', 'fortran_order': False, 'shape': ("));
    std::string tuple = "(";
    for (const int64_t extent : shape) tuple += (tuple.back() == '(' ? "" : ", ") + std::to_string(extent);
    if (shape.size() == 1) tuple += ",";
    CHECK(dictionary.find(tuple + ")") != std::string::npos);  // one dimension needs the comma
  }
}

TEST_CASE("npy: the bytes follow the header as they are, and a wrong size is a broken promise") {
  const testing::TemporaryFolder folder;
  const std::vector<uint8_t> data = {1, 2, 3, 250, 0, 255};
  picture::write_npy(folder / "a.npy", data, {1, 3, 2, 1});
  const std::string bytes = base::read_file(folder / "a.npy");
  CHECK(bytes.substr(bytes.size() - 6) == std::string("\x01\x02\x03\xfa\x00\xff", 6));
  CHECK(bytes.size() == picture::npy_header({1, 3, 2, 1}).size() + 6);
  CHECK_THROWS_AS(picture::write_npy(folder / "b.npy", data, {2, 3, 2, 1}), InvariantError);
}
