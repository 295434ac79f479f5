#include "engine/dialect/macro_expansion.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace progpretrain::dialect {
namespace {

constexpr size_t kMaxSteps = 500'000;  ///< tokens looked at
constexpr int kMaxDepth = 32;          ///< of macros in macros

struct Macro {
  bool has_parameters = false;
  std::vector<std::string> parameters;
  Tokens body;
};

class Expansion {
 public:
  Tokens run(const Tokens& tokens) {
    Tokens out;
    size_t i = 0;
    while (i < tokens.size()) {
      const size_t end = end_of_line(tokens, i);
      if (tokens[i].is("#")) {
        read_directive(tokens, i + 1, end);
        i = end;
      } else {
        // Up to the next directive: a call's arguments may go on in the next line.
        size_t last = end;
        while (last < tokens.size() && !tokens[last].is("#")) last = end_of_line(tokens, last);
        expand(tokens, i, last, 0, out);
        i = last;
      }
    }
    return out;
  }

 private:
  static size_t end_of_line(const Tokens& tokens, size_t i) {
    const int line = tokens[i].line;
    while (i < tokens.size() && tokens[i].line == line) ++i;
    return i;
  }

  void read_directive(const Tokens& tokens, size_t first, size_t last) {
    if (first + 1 >= last || !tokens[first + 1].is_identifier()) return;
    const std::string& name = tokens[first + 1].text;
    if (tokens[first].is("undef")) macros_.erase(name);
    if (!tokens[first].is("define")) return;
    Macro macro;
    size_t i = first + 2;
    if (i < last && tokens[i].is("(") && tokens[i].space.empty()) {
      macro.has_parameters = true;
      for (++i; i < last && !tokens[i].is(")"); ++i)
        if (tokens[i].is_identifier()) macro.parameters.push_back(tokens[i].text);
      i = std::min(i + 1, last);
    }
    macro.body.assign(tokens.begin() + static_cast<std::ptrdiff_t>(i),
                      tokens.begin() + static_cast<std::ptrdiff_t>(last));
    macros_[name] = std::move(macro);
  }

  void expand(const Tokens& in, size_t first, size_t last, int depth, Tokens& out) {
    for (size_t i = first; i < last; ++i) {
      ++num_steps_;
      const auto found = macros_.find(in[i].text);
      const bool expands = found != macros_.end() && num_steps_ < kMaxSteps && depth < kMaxDepth &&
                           !active_.contains(in[i].text) &&
                           (!found->second.has_parameters || (i + 1 < last && in[i + 1].is("(")));
      if (!expands) {
        out.push_back(in[i]);
        continue;
      }
      const std::string name = in[i].text;
      const int line = in[i].line;
      std::vector<Tokens> arguments;
      if (found->second.has_parameters) i = read_arguments(in, i + 1, last, arguments);
      Tokens body = substitute(found->second, arguments, depth);
      for (Token& token : body) token.line = line;
      active_.insert(name);
      expand(body, 0, body.size(), depth + 1, out);
      active_.erase(name);
    }
  }

  /// The index of the closing parenthesis.
  size_t read_arguments(const Tokens& in, size_t open, size_t last,
                        std::vector<Tokens>& arguments) {
    arguments.emplace_back();
    int depth = 0;
    size_t i = open;
    for (; i < last && ++num_steps_ < kMaxSteps; ++i) {
      depth += in[i].is("(") - in[i].is(")");
      if (depth == 0) break;
      if (depth == 1 && in[i].is(","))
        arguments.emplace_back();
      else if (i > open)
        arguments.back().push_back(in[i]);
    }
    return i;
  }

  static bool is_paste(const Tokens& body, size_t i) {
    return i + 1 < body.size() && body[i].is("#") && body[i + 1].is("#");
  }

  /// The body with arguments for parameters and what stands beside ## as one token; there arguments
  /// stay as they are written.
  Tokens substitute(const Macro& macro, const std::vector<Tokens>& arguments, int depth) {
    Tokens out;
    bool pastes = false;
    for (size_t i = 0; i < macro.body.size(); ++i) {
      const Token& t = macro.body[i];
      if (is_paste(macro.body, i)) {
        pastes = true;
        ++i;
        continue;
      }
      const auto at = std::find(macro.parameters.begin(), macro.parameters.end(), t.text);
      const auto index = static_cast<size_t>(at - macro.parameters.begin());
      const bool is_parameter = at != macro.parameters.end() && index < arguments.size();
      const size_t start = out.size();
      if (!is_parameter) {
        out.push_back(t);
      } else if (num_steps_ < kMaxSteps) {
        const Tokens& argument = arguments[index];
        num_steps_ += argument.size();
        if (pastes || is_paste(macro.body, i + 1))
          out.insert(out.end(), argument.begin(), argument.end());
        else
          expand(argument, 0, argument.size(), depth + 1, out);
      }
      if (std::exchange(pastes, false) && start > 0 && start < out.size()) {
        out[start - 1].text += out[start].text;
        out.erase(out.begin() + static_cast<std::ptrdiff_t>(start));
      }
    }
    num_steps_ += macro.body.size();
    return out;
  }

  std::unordered_map<std::string, Macro> macros_;
  NameSet active_;  ///< being expanded
  size_t num_steps_ = 0;
};

}  // namespace

Tokens expand_macros(const Tokens& tokens) {
  return Expansion().run(tokens);
}

}  // namespace progpretrain::dialect
