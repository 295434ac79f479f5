#include "engine/dialect/macro_size.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

constexpr double kNotable = 1000;  // smaller macros cannot make a bomb of a source's length
constexpr int kMaxDepth = 200;

struct Macro {
  Tokens body;
  bool takes_arguments = false;
  bool is_opaque = false;  ///< counts as one token
  bool is_open = false;    ///< being measured
  double size = -1;        ///< tokens when expanded; -1 = not measured
};

class Measure {
 public:
  explicit Measure(std::string_view text) {
    while (!text.empty()) {
      const std::string line = take_line(text);
      const size_t first = line.find_first_not_of(" \t");
      if (first == line.npos) continue;
      if (line[first] == '#')
        read_directive(std::string_view(line).substr(first + 1));
      else
        plain_ += line + "\n";
    }
  }

  double result() {
    bool is_notable = false;
    for (auto& [name, macro] : macros_) is_notable |= size_of(macro, 0) > kNotable;
    return is_notable ? size_of(tokenise(plain_), 0) : 0;
  }

 private:
  /// One line and what its backslashes join to it.
  static std::string take_line(std::string_view& text) {
    std::string line;
    while (true) {
      const size_t end = std::min(text.find('\n'), text.size());
      line += text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.empty() || line.back() != '\\' || text.empty()) return line;
      line.back() = ' ';
    }
  }

  void read_directive(std::string_view line) {
    Tokens tokens = tokenise(line);
    if (tokens.size() < 2 || !(tokens[0].is("define") || tokens[0].is("undef"))) return;
    const auto [at, is_new] = macros_.try_emplace(tokens[1].text);
    Macro& macro = at->second;
    if (!is_new || tokens[0].is("undef")) {
      macro.is_opaque = true;
      return;
    }
    size_t first = 2;
    macro.takes_arguments = tokens.size() > 2 && tokens[2].is("(") && tokens[2].space.empty();
    if (macro.takes_arguments) {
      while (first < tokens.size() && !tokens[first].is(")")) ++first;
      if (first < tokens.size()) ++first;
    }
    macro.body.assign(tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.end());
  }

  double size_of(Macro& macro, int depth) {
    if (macro.is_opaque || macro.is_open || depth > kMaxDepth) return 1;
    if (macro.size >= 0) return macro.size;
    macro.is_open = true;
    const double size = size_of(macro.body, depth + 1);
    macro.is_open = false;
    return macro.size = size;
  }

  double size_of(const Tokens& tokens, int depth) {
    double size = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
      const auto found = tokens[i].is_identifier() ? macros_.find(tokens[i].text) : macros_.end();
      const bool expands =
          found != macros_.end() &&
          (!found->second.takes_arguments || (i + 1 < tokens.size() && tokens[i + 1].is("(")));
      size += expands ? size_of(found->second, depth) : 1;
    }
    return size;
  }

  std::unordered_map<std::string, Macro> macros_;
  std::string plain_;
};

}  // namespace

double expanded_tokens_at_least(std::string_view text) {
  return text.find("define") == text.npos ? 0 : Measure(text).result();
}

}  // namespace progpretrain::dialect
