#pragma once
// The corpora that come with progpretrain: packs (programs/NAME.jsonl.xz) and folders
// (programs/NAME). Which one a command takes that was given none, and how others are named.
#include <filesystem>
#include <optional>
#include <string>

namespace progpretrain::tools {

/// "open21k" when its pack is there, else "starter".
std::string default_corpus();

/// Where the built-in corpus NAME comes from: its pack or its folder; nullopt when there is none.
std::optional<std::filesystem::path> builtin_source(const std::string& name);

/// Whether `corpus`, as given to --corpus, is called as packs are (NAME.jsonl.xz).
bool is_pack(const std::string& corpus);

/// NAME of a built-in corpus NAME, of FOLDER/NAME.db and of FOLDER/NAME.jsonl.xz.
std::string name_of_corpus(const std::string& corpus);

/// Whether `corpus`, as given to --corpus, names a built-in corpus. A file of that name goes first.
bool names_builtin(const std::string& corpus);

}  // namespace progpretrain::tools
