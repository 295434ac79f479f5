#include "engine/dialect/compute_textures.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_set>

#include "engine/dialect/forbidden.h"
#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

constexpr std::string_view kWritten = "computeTex", kRead = "computeTexBack";

struct Write {
  std::string_view name, ours;
};
constexpr std::array kWrites = {
    Write{"imageAtomicAdd", "pp_scatter_add"}, Write{"imageAtomicMax", "pp_scatter_max"},
    Write{"imageAtomicMin", "pp_scatter_min"}, Write{"imageAtomicOr", "pp_scatter_or"},
    Write{"imageAtomicAnd", "pp_scatter_and"}, Write{"imageAtomicXor", "pp_scatter_xor"},
    Write{"imageStore", "pp_scatter_store"}};

bool is_ours(const Token& token) {
  return token.is(kWritten) || token.is(kRead);
}

class Planner {
 public:
  explicit Planner(AuthorProgram& program) : program_(program), tokens_(program.tokens) {}

  corpus::Result<ComputeTexturePlan> run() {
    if (!take_declarations()) return std::move(plan_);
    for (const GlobalItem& item : program_.items)
      for (size_t i = item.first; i + 2 < item.last && !refusal_; ++i)
        if (tokens_[i].text.starts_with("image") && program_.is_builtin_call(i) &&
            is_ours(tokens_[i + 2]))
          read_call(i, item.last);
    for (size_t i = 0; i < tokens_.size() && !refusal_; ++i)
      if (is_ours(tokens_[i]) && !read_.contains(i) && (i == 0 || !tokens_[i - 1].is(".")))
        refuse(i, "hands " + tokens_[i].text + " on or uses it as a whole");
    if (refusal_) return corpus::Refused(*refusal_);
    return std::move(plan_);
  }

 private:
  void refuse(size_t token, std::string reason) {
    if (!refusal_) refusal_ = refuse_unsupported(tokens_[token].line, std::move(reason));
  }

  /// layout(r32ui) uniform coherent uimage2D[3] computeTex; whether there was one.
  bool take_declarations() {
    return std::erase_if(program_.items, [&](const GlobalItem& item) {
             if (item.kind != GlobalItem::Kind::declaration) return false;
             bool has_type = false, has_name = false;
             for (size_t i = item.first; i < item.last; ++i) {
               has_type |= tokens_[i].is("uimage2D");
               has_name |= has_type && is_ours(tokens_[i]);
             }
             if (!has_name) return false;
             erase_tokens(tokens_, item.first, item.last);
             return true;
           }) > 0;
  }

  void read_call(size_t call, size_t last) {
    const std::string name = tokens_[call].text;
    const size_t image = call + 2, open = call + 3;
    if (open >= last || !tokens_[open].is("[")) return;  // refused as a use of the whole
    const size_t after = after_matching(tokens_, open, last);
    const bool written = tokens_[image].is(kWritten);
    const auto write = std::find_if(kWrites.begin(), kWrites.end(),
                                    [&](const Write& w) { return w.name == name; });
    std::string_view ours;
    if (name == "imageSize") {
      ours = "pp_scatter_size";
    } else if (name == "imageLoad") {
      ours = "pp_scatter_load";
      if (written) return refuse(call, "reads computeTex in the frame that writes it");
      plan_.reads = true;
    } else if (write != kWrites.end()) {
      ours = write->ours;
      if (!written) return refuse(call, "writes computeTexBack");
      if (!is_statement(call)) return refuse(call, "uses the result of " + name + in_any_order());
      const bool is_number = after == open + 3 && tokens_[open + 1].kind == Token::Kind::number;
      add_kind(call, is_number ? tokens_[open + 1].text : "", ours);
      plan_.writes = true;
    } else {
      return refuse(call, "calls " + name + " on compute textures");
    }
    read_.insert(image);
    plan_.calls.push_back(call);
    plan_.edits.push_back({call, std::string(ours)});
    plan_.edits.push_back({image, "int"});
    plan_.edits.push_back({open, "("});
    plan_.edits.push_back({after - 1, ")"});
  }

  static std::string in_any_order() { return ", which depends on the order of the pixels"; }

  bool is_statement(size_t call) const {
    static const NameSet kBefore = {";", "{", "}", ")", "else", "do", ":"};
    return call > 0 && kBefore.contains(tokens_[call - 1].text);
  }

  /// One image is written in one way only; an index that is no number may be any image.
  void add_kind(size_t call, const std::string& index, std::string_view kind) {
    for (const auto& [other, its_kind] : kinds_)
      if (its_kind != kind && (other == index || other.empty() || index.empty()))
        refuse(call, "writes computeTex in two ways" + in_any_order());
    kinds_[index] = kind;
  }

  AuthorProgram& program_;
  Tokens& tokens_;
  ComputeTexturePlan plan_;
  std::optional<corpus::Refusal> refusal_;
  std::unordered_set<size_t> read_;  ///< images whose use is known
  std::map<std::string, std::string_view> kinds_;
};

}  // namespace

corpus::Result<ComputeTexturePlan> plan_compute_textures(AuthorProgram& program) {
  return Planner(program).run();
}

void apply_compute_textures(AuthorProgram& program, const ComputeTexturePlan& plan) {
  for (const ComputeTexturePlan::Edit& edit : plan.edits)
    program.tokens[edit.token].text = edit.text;
}

}  // namespace progpretrain::dialect
