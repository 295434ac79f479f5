#include "engine/dialect/macro_size.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

constexpr double kNotable = 1000;  // smaller macros cannot make a bomb of a source's length
constexpr int kMaxDepth = 200;

/// A size that depends on those of a macro's arguments.
struct Size {
  double constant = 0;
  std::vector<double> uses;  ///< of each parameter

  void add(const Size& other, double times = 1) {
    constant += times * other.constant;
    for (size_t i = 0; i < other.uses.size(); ++i) uses[i] += times * other.uses[i];
  }
};

/// Tokens, and where each bracket that opens among them is closed (0 = nowhere).
struct Text {
  Tokens tokens;
  std::vector<size_t> close;

  explicit Text(Tokens all = {}) : tokens(std::move(all)), close(tokens.size()) {
    std::vector<size_t> open;
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].is("(")) {
        open.push_back(i);
      } else if (tokens[i].is(")") && !open.empty()) {
        close[open.back()] = i;
        open.pop_back();
      }
    }
  }
};

struct Macro {
  Text body;
  std::vector<std::string> parameters;
  bool takes_arguments = false;
  bool is_opaque = false;  ///< counts as one token
  bool is_open = false;    ///< being measured
  std::optional<Size> size;  ///< tokens when expanded; none = not measured
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
    for (auto& [name, macro] : macros_) {
      const Size size = size_of(macro, 0);
      is_notable |= size.constant > kNotable;
      for (const double uses : size.uses) is_notable |= uses > 1;
    }
    if (!is_notable) return 0;
    const Text plain(tokenise(plain_));
    return size_of(plain, 0, plain.tokens.size(), {}, 0).constant;
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
      for (; first < tokens.size() && !tokens[first].is(")"); ++first)
        if (tokens[first].is_identifier()) macro.parameters.push_back(tokens[first].text);
      if (first < tokens.size()) ++first;
    }
    macro.body = Text(Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.end()));
  }

  Size size_of(Macro& macro, int depth) {
    if (macro.is_opaque || macro.is_open || depth > kMaxDepth)
      return {1, std::vector<double>(macro.parameters.size())};
    if (macro.size) return *macro.size;
    macro.is_open = true;
    const Size size = size_of(macro.body, 0, macro.body.tokens.size(), macro.parameters, depth + 1);
    macro.is_open = false;
    macro.size = size;
    return size;
  }

  /// Of the tokens [first, last) in the body of a macro with these parameters.
  Size size_of(const Text& text, size_t first, size_t last,
               const std::vector<std::string>& parameters, int depth) {
    Size size{0, std::vector<double>(parameters.size())};
    for (size_t i = first; i < last; ++i) {
      const Token& token = text.tokens[i];
      const auto parameter = std::find(parameters.begin(), parameters.end(), token.text);
      const auto found = token.is_identifier() ? macros_.find(token.text) : macros_.end();
      if (parameter != parameters.end()) {
        ++size.uses[static_cast<size_t>(parameter - parameters.begin())];
      } else if (found == macros_.end()) {
        ++size.constant;
      } else if (!found->second.takes_arguments) {
        size.add({size_of(found->second, depth).constant, {}});
      } else if (i + 1 < last && text.tokens[i + 1].is("(")) {
        const Size body = size_of(found->second, depth);
        size.constant += body.constant;
        const auto arguments = arguments_at(text, i + 1);
        if (arguments.size() != body.uses.size() || depth > kMaxDepth) continue;
        for (size_t a = 0; a < arguments.size(); ++a)
          if (body.uses[a] > 0)
            size.add(size_of(text, arguments[a].first, arguments[a].second, parameters,
                             depth + 1),
                     body.uses[a]);
        i = arguments.back().second;
      } else {
        ++size.constant;
      }
    }
    return size;
  }

  /// The ranges of the arguments whose bracket opens at `open`; none when it is not closed.
  static std::vector<std::pair<size_t, size_t>> arguments_at(const Text& text, size_t open) {
    const size_t close = text.close[open];
    std::vector<std::pair<size_t, size_t>> out;
    if (close == 0) return out;
    size_t first = open + 1;
    for (size_t i = first; i < close; ++i) {
      if (text.close[i] != 0) i = text.close[i];
      if (!text.tokens[i].is(",")) continue;
      out.emplace_back(first, i);
      first = i + 1;
    }
    out.emplace_back(first, close);
    return out;
  }

  std::unordered_map<std::string, Macro> macros_;
  std::string plain_;
};

}  // namespace

double expanded_tokens_at_least(std::string_view text) {
  return text.find("define") == text.npos ? 0 : Measure(text).result();
}

}  // namespace progpretrain::dialect
