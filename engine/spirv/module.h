#pragma once
// SPIR-V in memory, as the passes of this room read it: a list of instructions with what defines an
// id, names, functions and blocks (SPIR-V specification 2.3, 2.4). Parsing is bounds-checked;
// nothing here reads past the end of the words.
#include <cstdint>
#include <span>
#include <spirv/unified1/spirv.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

namespace progpretrain::spirv {

inline constexpr size_t kHeaderWords = 5;
inline constexpr size_t kNone = static_cast<size_t>(-1);

struct Instruction {
  spv::Op op = spv::OpNop;
  uint32_t type = 0, result = 0;    ///< ids, 0 = the instruction has none
  std::span<const uint32_t> words;  ///< the whole instruction, words[0] holds length and opcode

  /// Word `i` of the instruction, or 0 (never a valid id) when it is shorter.
  uint32_t operand(size_t i) const { return i < words.size() ? words[i] : 0; }
};

/// A basic block: instructions [begin, end), the first is its OpLabel, the last its terminator.
struct Block {
  uint32_t label = 0;
  size_t begin = 0, end = 0;
  size_t terminator() const { return end - 1; }
};

/// Instructions [begin, end) from OpFunction to OpFunctionEnd.
struct Function {
  uint32_t id = 0;
  size_t begin = 0, end = 0;
  std::vector<Block> blocks;
};

class ParsedModule {
 public:
  /// Error: what is malformed, in one line.
  static tl::expected<ParsedModule, std::string> parse(std::vector<uint32_t> words);

  ParsedModule(ParsedModule&&) = default;
  ParsedModule& operator=(ParsedModule&&) = default;
  ParsedModule(const ParsedModule&) = delete;
  ParsedModule& operator=(const ParsedModule&) = delete;

  const std::vector<uint32_t>& words() const { return words_; }
  std::span<const uint32_t> header() const { return {words_.data(), kHeaderWords}; }
  const std::vector<Instruction>& instructions() const { return instructions_; }
  const std::vector<Function>& functions() const { return functions_; }
  uint32_t id_bound() const { return words_[3]; }
  /// Index of the first OpFunction, or the number of instructions: everything before it is module
  /// scope.
  size_t first_function() const { return first_function_; }

  /// Index of the instruction that defines `id`, or kNone.
  size_t definition_index(uint32_t id) const;
  /// The defining instruction; an OpNop without words for an id that is not defined.
  const Instruction& definition(uint32_t id) const;
  /// OpName of `id`, or empty.
  std::string_view name(uint32_t id) const;
  /// The first id with this OpName, or 0.
  uint32_t find_name(std::string_view name) const;
  /// The value of a scalar 32-bit (or narrower) OpConstant or a null, sign not interpreted; false
  /// when `id` is none.
  bool constant_value(uint32_t id, uint32_t* value) const;

 private:
  ParsedModule() = default;
  std::string read_instructions();
  std::string read_functions();

  std::vector<uint32_t> words_;
  std::vector<Instruction> instructions_;
  std::vector<Function> functions_;
  std::vector<size_t> definitions_;  // by id
  std::unordered_map<uint32_t, std::string_view> names_;
  size_t first_function_ = 0;
};

/// A literal string of an instruction from word `first` on, up to its NUL or the instruction's end.
std::string_view literal_string(const Instruction& instruction, size_t first);

/// Whether `op` ends a basic block.
bool is_terminator(spv::Op op);

/// Ids of the blocks that a terminator may go to.
std::vector<uint32_t> branch_targets(const Instruction& terminator);

}  // namespace progpretrain::spirv
