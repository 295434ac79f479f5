#pragma once
// What a program calculates, as a graph: a node for every operation that its picture depends on,
// with edges to what feeds it. Names, the order of statements, dead code, how vectors are taken
// apart and put together, and the values of constants leave no trace.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/spirv/module.h"

namespace progpretrain::structure {

/// Raise it when optimise() or operation_graph() change what they make.
inline constexpr int kStructureVersion = 1;

/// One thing that feeds an operation.
struct Operand {
  static constexpr uint32_t kConstant = 0xffffff;
  uint32_t node : 24;      ///< index of the operation, or kConstant: constants have no node
  uint32_t component : 4;  ///< of its result
  uint32_t role : 4;       ///< place among the operands; equal where their order does not matter
  bool operator==(const Operand&) const = default;
};

/// A node works on scalars where that is the same (a sum of vectors is one node a component). Its
/// label is a hash of what it does and of its result's type (float, integer or bool; components):
/// - an instruction of SPIR-V or GLSL.std.450; a > b is b < a, fma(a, b, c) a * b + c;
/// - "select": a value that depends on a condition (OpSelect, or OpPhi where branches meet);
/// - "loop": a value that a loop hands on, with what it was before, what a round makes of it, and
/// the
///   conditions that end the loop. The body is there once, however often it runs;
/// - "memory" and "load": an array with a dynamic index, with all that is stored to it;
/// - "input:...": frag_coord, time, resolution, time_delta, frame, pointer, date, frame_rate,
///   parameter, each once per component;
/// - "call:...": a function of the engine's: a texture, a derivative;
/// - "picture", "buffer", "discard": what is shown, kept for other passes, not drawn.
class OperationGraph {
 public:
  struct Node {
    uint64_t label = 0;
    uint32_t first_operand = 0, num_operands = 0;
    /// Id of the value in the optimised module, when the node is a float (vector) of its own, else
    /// 0.
    uint32_t result = 0;
  };

  size_t size() const { return nodes_.size(); }
  const std::vector<Node>& nodes() const { return nodes_; }
  std::span<const Operand> operands(const Node& node) const {
    return std::span(operands_).subspan(node.first_operand, node.num_operands);
  }

  /// Appends a node; operands may be added later ones.
  uint32_t add(uint64_t label, std::span<const Operand> operands, uint32_t result = 0);
  /// Appends another graph (of another pass of the same program).
  void append(const OperationGraph& other);
  /// What is left when the nodes marked in `is_constant` are constants: they and what only they
  /// need are gone. (size() flags)
  OperationGraph without(const std::vector<bool>& is_constant) const;

  /// A compact form for caches; `result` is not kept. parse() gives nothing for bytes that no
  /// serialise() of this version wrote.
  std::string serialise() const;
  static corpus::Result<OperationGraph> parse(std::string_view bytes);

 private:
  std::vector<Node> nodes_;
  std::vector<Operand> operands_;
};

/// The hash of a node's kind: the same on every machine.
uint64_t label_of(std::string_view what);

/// The graph of one optimised module (optimise.h). The engine's part (where pixel and request come
/// from, the loop budget, the store) is left out.
OperationGraph operation_graph(const spirv::ParsedModule& optimised);

}  // namespace progpretrain::structure
