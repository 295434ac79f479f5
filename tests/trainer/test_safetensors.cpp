#include <doctest/doctest.h>

#include <cstring>
#include <fstream>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"
#include "trainer/safetensors.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

std::string file_of(const std::string& header, const std::string& data) {
  const uint64_t length = header.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + data;
}

std::string refusal(const std::string& bytes) {
  try {
    decode_safetensors(bytes, "w.safetensors");
  } catch (const UsageError& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("safetensors: the bytes are those of the specification") {
  const std::string bytes = encode_safetensors({{"a", torch::tensor({1.0f, 2.0f})}}, {});
  const std::string header = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  CHECK(length % 8 == 0);
  CHECK(bytes.substr(8, header.size()) == header);
  CHECK(bytes.substr(8 + header.size(), length - header.size()).find_first_not_of(' ') ==
        std::string::npos);
  const float expected[2] = {1.0f, 2.0f};
  CHECK(bytes.substr(8 + length) == std::string(reinterpret_cast<const char*>(expected), 8));
}

TEST_CASE(
    "safetensors: every type, empty and scalar shapes, any memory layout and metadata come back as "
    "they were") {
  torch::manual_seed(0);
  NamedTensors tensors;
  for (const torch::ScalarType type :
       {torch::kFloat, torch::kDouble, torch::kHalf, torch::kBFloat16, torch::kLong, torch::kInt,
        torch::kShort, torch::kChar, torch::kByte, torch::kBool})
    tensors.emplace_back(torch::toString(type), torch::randint(0, 2, {3, 5}).to(type));
  tensors.emplace_back("empty", torch::empty({0, 4}));
  tensors.emplace_back("scalar", torch::tensor(int64_t{1} << 40));
  tensors.emplace_back("channels last",
                       torch::rand({2, 3, 4, 5}).contiguous(torch::MemoryFormat::ChannelsLast));
  tensors.emplace_back("transposed", torch::rand({4, 6}).t());
  const testing::TemporaryFolder folder;
  write_safetensors(folder / "t.safetensors", tensors,
                    {{"format", "pt"}, {"note", "\"quoted\"\n"}});
  const SafetensorsFile file = read_safetensors(folder / "t.safetensors");
  CHECK(file.metadata.at("note") == "\"quoted\"\n");
  CHECK(file.tensors.size() == tensors.size());
  for (const auto& [name, tensor] : tensors) {
    CAPTURE(name);
    const torch::Tensor& read = file.tensors.at(name);
    CHECK((read.scalar_type() == tensor.scalar_type()));
    CHECK(read.sizes() == tensor.sizes());
    CHECK(torch::equal(read, tensor));
  }
}

TEST_CASE("safetensors: a file cut off at any byte is refused with its name") {
  const std::string bytes =
      encode_safetensors({{"a", torch::rand({3})}, {"b", torch::rand({2, 2})}}, {{"k", "v"}});
  CHECK(refusal(bytes).empty());
  for (size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(refusal(bytes.substr(0, size)).starts_with("w.safetensors"));
  }
  CHECK(refusal(bytes + "x").starts_with("w.safetensors"));
}

TEST_CASE("safetensors: headers that lie about the data are refused") {
  const std::string data(8, 'd');
  for (
      const char* header : {
          R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}})",  // beyond the end
          R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})",   // backwards
          R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",  // shifted
          R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})",   // shape too large
          R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})",  // negative
          R"({"a":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,8]}})",  // overflows
          R"({"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}})",
          R"({"a":{"dtype":"F32","shape":[2]}})",
          R"({"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}})",
          R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"extra":1}})",
          R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",  // 4 bytes of nobody
          R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
          R"({"__metadata__":{"k":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
          R"(["a"])",
          R"({"a":)",
          "",
      }) {
    CAPTURE(header);
    const std::string message = refusal(file_of(header, data));
    CHECK(message.starts_with("w.safetensors"));
    CHECK(message.find('\n') == std::string::npos);
  }
  CHECK(
      refusal(file_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", data)).empty());
  CHECK(refusal(std::string(8, '\xff') + "{}").find("not a safetensors file") != std::string::npos);
}

TEST_CASE("safetensors: a missing file is refused by name") {
  CHECK_THROWS_WITH_AS(read_safetensors("/nowhere/w.safetensors"),
                       doctest::Contains("/nowhere/w.safetensors"), UsageError);
}

TEST_CASE("safetensors: two tensors of one name are a broken invariant") {
  CHECK_THROWS_AS(encode_safetensors({{"a", torch::rand({1})}, {"a", torch::rand({1})}}, {}),
                  InvariantError);
}
