#include "tools/corpus_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <unordered_set>

#include "engine/base/log.h"
#include "tools/command.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace {

constexpr size_t kReasonsShown = 10;
constexpr size_t kReasonWidth = 110;
constexpr size_t kNamesShown = 3;
constexpr size_t kNameWidth = 40;

// Verdicts stand before "duplicate", flags behind it.
constexpr const char* kDuplicate = "duplicate";
constexpr const char* kFlags[] = {"budget", "blank", "static", "nan"};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Words of GLSL that a compiler quotes and that say something about the cause.
bool is_glsl_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words{
      "const", "in", "out", "inout", "uniform", "varying", "attribute", "buffer", "shared", "void", "bool", "int", "uint",
      "float", "double", "struct", "constructor", "return", "if", "else", "for", "while", "do", "switch", "case", "default",
      "break", "continue", "discard", "assign", "l-value", "main", "mainImage", "version", "extension", "include", "pragma",
      "define", "ifdef", "endif", "precision", "highp", "mediump", "lowp", "layout", "global", "temp", "array", "matrix", "of",
      "component", "vector", "EOF", "EOI", "gl_FragColor", "gl_FragCoord", "texture", "sampler2D", "samplerCube", "sampler3D"};
  if (words.contains(word)) return true;
  const auto is_numbered = [&](std::string_view prefix) {
    return word.size() > prefix.size() && word.starts_with(prefix) && is_digit(word[prefix.size()]);
  };
  return is_numbered("vec") || is_numbered("ivec") || is_numbered("uvec") || is_numbered("bvec") || is_numbered("mat");
}

constexpr std::string_view kName = "NAME";

// 'a' : names become NAME, numbers N; types, keywords and operators stay. `first_name`: unless it has one already.
std::string without_names(std::string_view text, std::string& first_name) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    if (word.empty()) out += text[end++];
    else if (is_glsl_word(word)) out += word;
    else if (is_digit(word[0])) out += "N";
    else out += kName;
    if (first_name.empty() && !word.empty() && !is_digit(word[0]) && !is_glsl_word(word)) first_name = word;
    i = end;
  }
  return out;
}

std::vector<std::string> columns_of(const std::map<std::string, uint64_t>& totals) {
  std::vector<std::string> verdicts, flags;
  for (const auto& [column, count] : totals) {
    const bool is_flag = std::find(std::begin(kFlags), std::end(kFlags), column) != std::end(kFlags);
    if (column != kDuplicate) (is_flag ? flags : verdicts).push_back(column);
  }
  // ok first, then what happens most.
  std::stable_sort(verdicts.begin(), verdicts.end(), [&](const auto& a, const auto& b) {
    if ((a == "ok") != (b == "ok")) return a == "ok";
    return totals.at(a) > totals.at(b);
  });
  if (totals.contains(kDuplicate)) verdicts.emplace_back(kDuplicate);
  verdicts.insert(verdicts.end(), flags.begin(), flags.end());
  return verdicts;
}

// One display width for every row; SQL, HTML or control characters in names do no harm on a terminal.
void print_table(const CorpusSummary& summary) {
  size_t first = std::string_view("dialect").size();
  for (const auto& [dialect, counts] : summary.by_dialect) first = std::max(first, dialect.size());
  const auto line = [&](const std::string& name, const auto& value_of) {
    std::string text = fmt::format("{:<{}}", name, first);
    text += fmt::format("  {:>8}", value_of("programs"));
    for (const auto& column : summary.columns)
      text += fmt::format("  {:>{}}", value_of(column), std::max<size_t>(column.size(), 6));
    print_line(text);
  };
  line("dialect", [](const std::string& column) { return column; });
  const auto number_in = [](const std::map<std::string, uint64_t>& counts) {
    return [&](const std::string& column) {
      const auto found = counts.find(column);
      return found == counts.end() ? std::string("-") : fmt::format("{}", found->second);
    };
  };
  for (const auto& [dialect, counts] : summary.by_dialect) line(dialect, number_in(counts));
  std::map<std::string, uint64_t> all = summary.totals;
  all["programs"] = summary.num_programs;
  line("all", number_in(all));
}

}  // namespace

namespace {

struct Normalised {
  std::string reason, first_name;
  std::string with_names;  ///< as the reason, with the names that it quotes
};

Normalised normalise(std::string_view reason) {
  std::string out, first_name, with_names;
  size_t kept = 0;  // what of `out` stands in with_names
  for (size_t i = 0; i < reason.size();) {
    const char c = reason[i];
    // An apostrophe inside a word quotes nothing.
    const bool opens = (c == '\'' && (i == 0 || !is_word(reason[i - 1]))) || c == '"';
    const size_t close = opens ? reason.find(c, i + 1) : std::string_view::npos;
    if (close != std::string_view::npos) {
      const std::string_view inside = reason.substr(i + 1, close - i - 1);
      with_names += out.substr(kept) + c + std::string(inside) + c;
      out += c == '"' ? "\"...\"" : "'" + without_names(inside, first_name) + "'";
      kept = out.size();
      i = close + 1;
    } else if (is_word(c)) {
      size_t end = i;
      while (end < reason.size() && (is_word(reason[end]) || (reason[end] == '.' && end + 1 < reason.size() && is_digit(reason[end + 1]) && is_digit(reason[end - 1])))) ++end;
      out += is_digit(c) ? "N" : std::string(reason.substr(i, end - i));
      i = end;
    } else if (c == '/' && i + 1 < reason.size() && is_word(reason[i + 1]) && (i == 0 || reason[i - 1] == ' ')) {
      i = std::min(reason.find_first_of(" :,)", i), reason.size());
      out += "PATH";
    } else {
      out += c;
      ++i;
    }
  }
  return {out, first_name, with_names + out.substr(kept)};
}

// "iChannel0 in 12, st_assert in 3, 4 others"
std::string names_text(const std::map<std::string, uint64_t>& names) {
  std::vector<std::pair<std::string, uint64_t>> by_count(names.begin(), names.end());
  std::stable_sort(by_count.begin(), by_count.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  const size_t shown = std::min(by_count.size(), kNamesShown);
  for (size_t i = 0; i < shown; ++i)
    out += fmt::format("{}{} in {}", i == 0 ? "" : ", ", shortened(by_count[i].first, kNameWidth), by_count[i].second);
  return shown < by_count.size() ? out + fmt::format(", {} others", by_count.size() - shown) : out;
}

}  // namespace

std::string normalised_reason(std::string_view reason) { return normalise(reason).reason; }

CorpusSummary summarise(const std::vector<corpus::Entry>& entries, const std::string& not_drawn) {
  CorpusSummary out;
  out.num_programs = entries.size();
  std::map<std::pair<std::string, std::string>, ReasonCount> reasons;
  for (const auto& entry : entries) {
    std::vector<std::string> marks;
    const std::string verdict = verdict_of(entry);
    if (!entry.duplicate_of.empty()) marks = {kDuplicate};
    else marks = {verdict == "unscreened" ? not_drawn : verdict};
    if (entry.screening && entry.duplicate_of.empty())
      marks.insert(marks.end(), entry.screening->flags.begin(), entry.screening->flags.end());
    auto& row = out.by_dialect[entry.program.dialect.empty() ? "(none)" : entry.program.dialect];
    ++row["programs"];
    for (const auto& mark : marks) {
      ++row[mark];
      ++out.totals[mark];
    }
    if (verdict == "ok" || verdict == "unscreened" || !entry.duplicate_of.empty()) continue;
    const std::string reason = entry.refused ? entry.refused->reason : entry.screening->reason;
    const auto [normalised, name, with_names] = normalise(reason);
    ReasonCount& cause = reasons[{verdict, normalised}];
    if (!name.empty()) ++cause.names[name];
    if (cause.num_programs++ > 0) {
      if (cause.with_names != with_names) cause.with_names.reset();
      continue;
    }
    cause.with_names = with_names;
    cause.verdict = verdict;
    cause.reason = normalised;
    cause.example_id = entry.program.id;
    cause.example_reason = reason;
    cause.example_line = entry.refused ? entry.refused->line : entry.screening->line;
  }
  for (auto& [key, cause] : reasons) {
    if (cause.with_names && cause.with_names->find('"') == std::string::npos) cause.reason = *cause.with_names;
    else if (const size_t at = cause.reason.find(kName); cause.names.size() == 1 && at != std::string::npos)
      cause.reason.replace(at, kName.size(), cause.names.begin()->first);
    out.reasons.push_back(std::move(cause));
  }
  std::stable_sort(out.reasons.begin(), out.reasons.end(),
                   [](const auto& a, const auto& b) { return a.num_programs > b.num_programs; });
  out.columns = columns_of(out.totals);
  return out;
}

void print_summary(const CorpusSummary& summary, std::string_view done, uint64_t num_done, double elapsed_s) {
  print_table(summary);
  if (!summary.reasons.empty()) print_line("most frequent reasons:");
  for (size_t i = 0; i < std::min(summary.reasons.size(), kReasonsShown); ++i) {
    const ReasonCount& cause = summary.reasons[i];
    const std::string place = cause.example_line > 0 ? fmt::format("{}, line {}", cause.example_id, cause.example_line) : cause.example_id;
    const std::string names = cause.names.size() > 1 ? " [" + names_text(cause.names) + "]" : "";
    print_line(fmt::format("  {:>6}  {}: {}{} (as {})", cause.num_programs, cause.verdict, shortened(cause.reason, kReasonWidth), names, shortened(place, 60)));
  }
  if (summary.reasons.size() > kReasonsShown)
    print_line(fmt::format("  ... and {} rarer ones: progpretrain list, or --report FOLDER", summary.reasons.size() - kReasonsShown));
  if (num_done > 0)
    print_line(fmt::format("{} programs {} in {} ({:.1f}/s)", num_done, done, log::format_duration(elapsed_s),
                           static_cast<double>(num_done) / std::max(elapsed_s, 1e-3)));
}

base::Json to_json(const CorpusSummary& summary) {
  base::Json reasons = base::Json::array();
  for (const ReasonCount& cause : summary.reasons)
    reasons.push_back({{"verdict", cause.verdict}, {"reason", cause.reason}, {"names", cause.names}, {"programs", cause.num_programs},
                       {"example_id", cause.example_id}, {"example_line", cause.example_line}, {"example_reason", cause.example_reason}});
  return {{"programs", summary.num_programs}, {"totals", summary.totals}, {"by_dialect", summary.by_dialect}, {"reasons", std::move(reasons)}};
}

}  // namespace progpretrain::tools
