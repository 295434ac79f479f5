#include "engine/spirv/call_graph.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::spirv {
namespace {

// Sums of copies of copies grow exponentially.
constexpr uint64_t kMost = uint64_t{1} << 40;

uint64_t sum(uint64_t a, uint64_t b) {
  return std::min(a + b, kMost);
}

}  // namespace

bool is_atomic(spv::Op op) {
  return op >= spv::OpAtomicLoad && op <= spv::OpAtomicXor;
}

uint32_t root_of_pointer(const ParsedModule& module, uint32_t pointer) {
  for (;;) {
    const Instruction& definition = module.definition(pointer);
    switch (definition.op) {
      case spv::OpAccessChain:
      case spv::OpInBoundsAccessChain:
        pointer = definition.operand(3);
        break;
      case spv::OpVariable:
      case spv::OpFunctionParameter:
        return pointer;
      default:
        return 0;
    }
  }
}

// Without recursion of our own: a chain of calls may be as long as the program's text.
tl::expected<std::vector<size_t>, std::string> callees_first(const ParsedModule& module) {
  const auto& functions = module.functions();
  std::unordered_map<uint32_t, size_t> numbers;
  for (size_t f = 0; f < functions.size(); ++f) numbers[functions[f].id] = f;
  enum class State { fresh, open, done };
  std::vector<State> states(functions.size(), State::fresh);
  std::vector<size_t> order;
  struct Visit {
    size_t function, next;
  };
  std::vector<Visit> stack;
  const auto open = [&](size_t f) {
    states[f] = State::open;
    stack.push_back({f, functions[f].begin});
  };
  for (size_t root = 0; root < functions.size(); ++root) {
    if (states[root] == State::fresh) open(root);
    while (!stack.empty()) {
      Visit& top = stack.back();
      if (top.next == functions[top.function].end) {
        states[top.function] = State::done;
        order.push_back(top.function);
        stack.pop_back();
        continue;
      }
      const Instruction& instruction = module.instructions()[top.next++];
      if (instruction.op != spv::OpFunctionCall) continue;
      const auto callee = numbers.find(instruction.operand(3));
      if (callee == numbers.end()) return tl::unexpected<std::string>("calls a function that does not exist");
      if (states[callee->second] == State::open) return tl::unexpected<std::string>("a function calls itself");
      if (states[callee->second] == State::fresh) open(callee->second);
    }
  }
  return order;
}

CallGraph::CallGraph(const ParsedModule& module) : module_(module) {
  auto order = callees_first(module);
  PP_CHECK(order.has_value(), order.error());
  order_ = std::move(*order);
  for (const size_t f : order_) facts_[module.functions()[f].id] = facts_of(module.functions()[f]);
  for (size_t i = 0; i < module.first_function(); ++i)
    if (module.instructions()[i].op == spv::OpEntryPoint)
      entry_point_ = module.instructions()[i].operand(2);
  facts_.at(entry_point_).num_copies = 1;
  for (auto f = order_.rbegin(); f != order_.rend(); ++f) {
    const Function& function = module.functions()[*f];
    const uint64_t copies = facts_.at(function.id).num_copies;
    for (size_t i = function.begin; i < function.end; ++i)
      if (const Instruction& instruction = module.instructions()[i];
          instruction.op == spv::OpFunctionCall) {
        uint64_t& of_callee = facts_.at(instruction.operand(3)).num_copies;
        of_callee = sum(of_callee, copies);
      }
  }
}

void CallGraph::recount(const Function& function, uint64_t num_saved) {
  const uint64_t counted = count(function);
  facts_.at(function.id).num_instructions = counted - std::min(counted, num_saved);
}

uint64_t CallGraph::count(const Function& function) const {
  uint64_t total = function.end - function.begin;
  for (size_t i = function.begin; i < function.end; ++i)
    if (const Instruction& instruction = module_.instructions()[i];
        instruction.op == spv::OpFunctionCall)
      total = sum(total, facts_.at(instruction.operand(3)).num_instructions);
  return total;
}

FunctionFacts CallGraph::facts_of(const Function& function) const {
  FunctionFacts facts;
  facts.num_instructions = count(function);
  const auto touch = [&](uint32_t pointer, bool is_read, bool is_written) {
    const uint32_t root = root_of_pointer(module_, pointer);
    const Instruction& variable = module_.definition(root);
    if (variable.op == spv::OpFunctionParameter) return;
    const uint32_t storage = variable.op == spv::OpVariable ? variable.operand(3) : 0;
    if (storage == spv::StorageClassFunction && root != 0) return;
    if (storage == spv::StorageClassPrivate) {
      if (is_read) facts.reads.insert(root);
      if (is_written) facts.writes.insert(root);
    } else {
      facts.writes_memory |= is_written;
    }
  };
  for (size_t i = function.begin; i < function.end; ++i) {
    const Instruction& instruction = module_.instructions()[i];
    switch (instruction.op) {
      case spv::OpLoad:
        touch(instruction.operand(3), true, false);
        break;
      case spv::OpStore:
        touch(instruction.operand(1), false, true);
        break;
      case spv::OpFunctionCall: {
        const FunctionFacts& callee = facts_.at(instruction.operand(3));
        facts.reads.insert(callee.reads.begin(), callee.reads.end());
        facts.writes.insert(callee.writes.begin(), callee.writes.end());
        facts.writes_memory |= callee.writes_memory;
        for (size_t a = 4; a < instruction.words.size(); ++a)
          if (module_.definition(module_.definition(instruction.words[a]).type).op ==
              spv::OpTypePointer)
            touch(instruction.words[a], true, true);
        break;
      }
      default:
        // Atomics and copies of memory; glslang writes no others that have a pointer among them.
        facts.writes_memory |= instruction.op == spv::OpCopyMemory || is_atomic(instruction.op);
        break;
    }
  }
  return facts;
}

}  // namespace progpretrain::spirv
