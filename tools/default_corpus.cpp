#include "tools/default_corpus.h"

#include <string_view>

#include "tools/corpus_session.h"

namespace progpretrain::tools {
namespace fs = std::filesystem;
namespace {

constexpr const char* kDefault = "open21k";
constexpr const char* kSmall = "starter";
constexpr const char* kPackEnding = ".jsonl.xz";

}  // namespace

std::optional<fs::path> builtin_source(const std::string& name) {
  if (name.empty() || name.find_first_of("/\\.") != std::string::npos) return std::nullopt;
  const fs::path folder = programs_folder();
  if (fs::is_regular_file(folder / (name + kPackEnding))) return folder / (name + kPackEnding);
  if (fs::is_directory(folder / name)) return folder / name;
  return std::nullopt;
}

std::string default_corpus() {
  return builtin_source(kDefault) ? kDefault : kSmall;
}

bool is_pack(const std::string& corpus) {
  return corpus.ends_with(kPackEnding);
}

std::string name_of_corpus(const std::string& corpus) {
  const std::string file = fs::path(corpus).filename().string();
  return is_pack(file) ? file.substr(0, file.size() - std::string_view(kPackEnding).size())
                       : fs::path(file).stem().string();
}

bool names_builtin(const std::string& corpus) {
  return !fs::exists(corpus) && builtin_source(corpus).has_value();
}

}  // namespace progpretrain::tools
