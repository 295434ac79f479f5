#pragma once
// Which module a program became, kept beside the modules: importing the same text again, into any
// corpus, runs neither preprocessor nor compiler. Written by parents only, never by workers.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/corpus/program.h"
#include "engine/render/worker_protocol.h"
#include "engine/spirv/build.h"

namespace progpretrain::render {

class TranslationIndex {
 public:
  /// Opens or makes the index in `cache_folder`; a damaged one is replaced. What is found there is
  /// what the worker executable `worker`, as it is now, answered before: another version of it, or a
  /// rebuilt one, starts with nothing known. Throws EnvironmentError when the folder cannot be
  /// written.
  TranslationIndex(const std::filesystem::path& cache_folder, const std::filesystem::path& worker);
  ~TranslationIndex();
  TranslationIndex(const TranslationIndex&) = delete;
  TranslationIndex& operator=(const TranslationIndex&) = delete;

  /// What became of a program with this dialect, text and other parts, whatever its id: a module
  /// that lies in the cache now, or a refusal. nullopt: not known.
  std::optional<corpus::Result<Translation>> find(const corpus::Program& program) const;

  /// Remembers a module, a parse_error or an unsupported program. Other refusals speak of time, memory
  /// or a crash, may be otherwise next time, and are not kept.
  void put(const corpus::Program& program, const corpus::Result<Translation>& translation);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
