#pragma once
// What a process and its workers say to each other: messages framed as a length (u32, little
// endian) and that many bytes of JSON. The parent says hello with its versions and settings, the
// worker answers with its own; then the parent sends one task at a time, the worker announces the
// stages of its work and ends with one answer.
//
//   parent  {"type":"hello", "protocol", "version", "cache_folder", "device", "code"}
//   worker  {"type":"hello", "protocol", "version"}
//   parent  {"type":"translate"|"screen"|"latents"|"graph", "program":{"id","dialect","source","parts"},
//           "translation"?, "key"?, "counted"?} | {"type":"describe"}
//   worker  {"type":"stage", "stage"}*  then  {"type":"answer", ...} | {"type":"error", "kind",
//           "message"}
//
// An answer speaks of the program, for better or worse; an error speaks of the machine or the
// request and ends the parent's work.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/base/strict_json.h"
#include "engine/corpus/store.h"

namespace progpretrain::render {

inline constexpr int kWorkerProtocol = 6;
inline constexpr uint32_t kMaxMessageBytes = 256u << 20;
/// A worker that loses the device leaves with this code; the device cannot be trusted afterwards.
inline constexpr int kExitDeviceLost = 70;

/// What two executables must agree on: the versions of translator and rewriter, and the loop
/// budget.
std::string worker_version();

/// The other side sent something that is no message.
class ProtocolError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The bytes of one message. Text that is not UTF-8 has its bad bytes replaced.
std::string frame_message(const base::Json& message);

/// Cuts a stream of bytes into messages.
class MessageReader {
 public:
  void append(std::string_view bytes) { bytes_.append(bytes); }
  /// The next complete message, or nullopt when bytes are missing. Throws ProtocolError on garbage.
  std::optional<base::Json> next();

 private:
  std::string bytes_;
};

/// Blocking, for the worker. read_message returns nullopt at the end of the stream and throws
/// ProtocolError when it ends within a message; write_message throws EnvironmentError.
std::optional<base::Json> read_message(int file);
void write_message(int file, const base::Json& message);

/// How the machine code that a program is screened with is made. On a CPU device, quick code skips LLVM's optimiser and
/// leaves out what only training needs (colour transforms, several samples per pixel): it is there in half the time, draws
/// slower, and is of no use to a process that draws later. Elsewhere both are the same: optimised.
enum class Code { quick, optimised };
std::string_view to_string(Code code);
/// Throws UsageError for any other name.
Code code_from_string(std::string_view name);

/// What holds for all tasks of a worker.
struct WorkerSettings {
  std::filesystem::path cache_folder;  ///< of spirv::ModuleCache
  std::string device = "auto";         ///< see gpu::Device
  Code code = Code::optimised;
};
base::Json hello_message(const WorkerSettings& settings);
/// Throws EnvironmentError naming both versions when `hello` is of another protocol or version.
void check_hello(const base::Json& hello, const std::string& who);
WorkerSettings read_settings(const base::Json& hello);

base::Json translate_task(const corpus::Program& program);
base::Json describe_task();
/// The program of a task: id, dialect, source and its other parts.
corpus::Program read_program(const base::Json& task);

/// What became of a translation. The module itself lies in the cache.
struct Translation {
  std::string spirv_key;
  uint32_t num_instructions = 0, num_loops = 0;
  bool uses_derivatives = false;
  double translate_ms = 0;  ///< a few tenths when the module came from the cache
  bool from_cache = false;
};

base::Json answer(const corpus::Result<Translation>& translation);
base::Json answer(const corpus::Screening& screening, const std::string& device_key);
corpus::Result<Translation> read_translation(const base::Json& answer);

/// `known`: the program was translated before, and its module should be in the cache.
base::Json screen_task(const corpus::Program& program,
                       const std::optional<Translation>& known = std::nullopt);
std::optional<Translation> read_known_translation(const base::Json& task);

corpus::Screening read_screening(const base::Json& answer);

/// Asks for a program's graph (program_structure.h), of all its operations or of those that count,
/// which the worker puts into the cache of graphs under `key`, or the reason why there is none. The
/// answer says nothing more.
base::Json graph_task(const corpus::Program& program, bool counted, const std::string& key,
                      const std::optional<Translation>& known);
base::Json graph_answer();
/// Refused: the worker failed before it could put anything into the cache.
corpus::Result<base::Json> read_graph_answer(const base::Json& answer);

/// Asks for a program's LatentMeasurement (measure_latents.h), which comes back as JSON.
base::Json latents_task(const corpus::Program& program);
base::Json latents_answer(const corpus::Result<base::Json>& latents);
corpus::Result<base::Json> read_latents(const base::Json& answer);

}  // namespace progpretrain::render
