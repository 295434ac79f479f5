#include "trainer/checkpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "trainer/module_weights.h"
#include "trainer/safetensors.h"
#include "trainer/train_step.h"

namespace progpretrain::trainer {
namespace fs = std::filesystem;
namespace {

constexpr int kFormatVersion = 1;
constexpr const char* kFolder = "checkpoints";
constexpr const char* kDone = "DONE";
constexpr const char* kEncoderFile = "encoder.safetensors";
constexpr const char* kMethodFile = "method.safetensors";
constexpr const char* kStateFile = "state.safetensors";
constexpr const char* kStateJson = "state.json";
constexpr const char* kStepPrefix = "step-";
constexpr const char* kTemporaryPrefix = ".writing-";

std::string step_folder_name(int64_t step) {
  std::string digits = std::to_string(step);
  return kStepPrefix + std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0') + digits;
}

/// The step that a folder name of ours tells.
std::optional<int64_t> parse_step(const std::string& name) {
  if (!name.starts_with(kStepPrefix)) return std::nullopt;
  const char* const last = name.data() + name.size();
  int64_t step = 0;
  const auto [end, error] = std::from_chars(name.data() + std::strlen(kStepPrefix), last, step);
  return error == std::errc() && end == last ? std::optional(step) : std::nullopt;
}

/// Complete checkpoints, newest first.
std::vector<fs::path> complete_checkpoints(const fs::path& run_folder) {
  std::vector<std::pair<int64_t, fs::path>> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(run_folder / kFolder, error))
    if (const auto step = parse_step(entry.path().filename().string());
        step && fs::exists(entry.path() / kDone))
      found.emplace_back(*step, entry.path());
  std::sort(found.rbegin(), found.rend());
  std::vector<fs::path> folders;
  for (auto& [step, folder] : found) folders.push_back(std::move(folder));
  return folders;
}

/// Makes names in a folder durable.
void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!synced) throw EnvironmentError(folder.string() + ": cannot sync: " + std::strerror(reason));
}

/// Removes a checkpoint so that it never looks complete while it is half gone. Failing to remove
/// loses nothing.
void remove_checkpoint(const fs::path& folder) {
  std::error_code ignored;
  fs::remove(folder / kDone, ignored);
  fs::remove_all(folder, ignored);
}

/// What killed processes left behind.
void remove_leftovers(const fs::path& checkpoints) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(checkpoints, error))
    if (entry.path().filename().string().starts_with(kTemporaryPrefix))
      fs::remove_all(entry.path(), error);
}

void write_files(const fs::path& folder, TrainStep& step, const base::Json& provenance, const base::Json& stream) {
  const RunConfig& config = step.config();
  const std::map<std::string, std::string> metadata = {
      {"format", "pt"},
      {"encoder", config.encoder},
      {"method", config.method},
      {"size_px", std::to_string(config.size_px)},
      {"step", std::to_string(step.completed_steps())}};
  write_safetensors(folder / kEncoderFile, named_weights(step.encoder()), metadata);
  write_safetensors(folder / kMethodFile, named_weights(step.method()), metadata);
  write_safetensors(folder / kStateFile, step.optimiser().state(), metadata);
  const nlohmann::ordered_json state = {
      {"format", kFormatVersion}, {"step", step.completed_steps()}, {"config", to_json(config)}, {"stream", stream}};
  base::write_file_atomically(folder / kStateJson, state.dump(2) + "\n");
  base::write_file_atomically(folder / "provenance.json", provenance.dump(2) + "\n");
}

int64_t metadata_number(const SafetensorsFile& file, const std::string& key,
                        const std::string& where) {
  const auto found = file.metadata.find(key);
  int64_t value = 0;
  if (found == file.metadata.end() ||
      std::from_chars(found->second.data(), found->second.data() + found->second.size(), value)
              .ec != std::errc())
    throw UsageError(where + ": its metadata lack '" + key +
                     "': not an encoder that this program wrote");
  return value;
}

}  // namespace

fs::path save_checkpoint(const fs::path& run_folder, TrainStep& step, const base::Json& provenance,
                         int64_t keep, const base::Json& stream) {
  const fs::path checkpoints = run_folder / kFolder;
  const std::string name = step_folder_name(step.completed_steps());
  const fs::path writing = checkpoints / (kTemporaryPrefix + name),
                 final_folder = checkpoints / name;
  std::error_code error;
  fs::create_directories(checkpoints, error);
  remove_leftovers(checkpoints);
  try {
    if (!fs::create_directory(writing, error))
      throw EnvironmentError(writing.string() + ": cannot create: " + error.message());
    write_files(writing, step, provenance, stream);
    sync_folder(writing);
    remove_checkpoint(final_folder);
    fs::rename(writing, final_folder, error);
    if (error)
      throw EnvironmentError(final_folder.string() + ": cannot rename: " + error.message());
    sync_folder(checkpoints);
    base::write_file_atomically(final_folder / kDone, "");
    sync_folder(final_folder);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(writing, ignored);
    throw;
  }
  const std::vector<fs::path> complete = complete_checkpoints(run_folder);
  for (size_t i = static_cast<size_t>(keep); i < complete.size(); ++i)
    remove_checkpoint(complete[i]);
  return final_folder;
}

std::optional<fs::path> newest_checkpoint(const fs::path& run_folder) {
  const std::vector<fs::path> complete = complete_checkpoints(run_folder);
  return complete.empty() ? std::nullopt : std::optional(complete.front());
}

void load_checkpoint(const fs::path& folder, TrainStep& step) {
  if (!fs::exists(folder / kDone))
    throw UsageError(folder.string() + ": not a complete checkpoint (no DONE file)");
  const std::string where = (folder / kStateJson).string();
  const base::Json state = base::parse_json(base::read_file(folder / kStateJson), where);
  base::refuse_unknown_keys(state, {"format", "step", "config", "stream"}, where);
  if (base::require<int>(state, "format", where) != kFormatVersion)
    base::throw_json_error(where, "format",
                           base::concat("this program reads version ", kFormatVersion));
  const auto completed_steps = base::require<int64_t>(state, "step", where);
  if (completed_steps < 0 || completed_steps > step.config().steps)
    base::throw_json_error(
        where, "step", base::concat(completed_steps, " is beyond steps = ", step.config().steps));
  // Read everything before anything is replaced.
  const auto read = [&](const char* name) { return read_safetensors(folder / name).tensors; };
  const TensorMap encoder = read(kEncoderFile), method = read(kMethodFile),
                  optimiser = read(kStateFile);
  load_weights(step.encoder(), encoder, (folder / kEncoderFile).string());
  load_weights(step.method(), method, (folder / kMethodFile).string());
  step.optimiser().load_state(optimiser, (folder / kStateFile).string());
  step.set_completed_steps(completed_steps);
}

PretrainedEncoder load_encoder(const fs::path& path) {
  PretrainedEncoder result;
  result.file = path;
  if (fs::is_directory(path)) {
    const std::optional<fs::path> newest = newest_checkpoint(path);
    if (!newest && !fs::exists(path / kDone))
      throw UsageError(
          path.string() +
          ": holds no complete checkpoint (accepted: a run folder, a checkpoint folder, or an "
          "encoder.safetensors file)");
    result.file = (newest ? *newest : path) / kEncoderFile;
  }
  const SafetensorsFile file = read_safetensors(result.file);
  const std::string where = result.file.string();
  result.size_px = metadata_number(file, "size_px", where);
  result.step = metadata_number(file, "step", where);
  if (!file.metadata.contains("encoder"))
    throw UsageError(where +
                     ": its metadata lack 'encoder': not an encoder that this program wrote");
  result.name = file.metadata.at("encoder");
  if (file.metadata.contains("method")) result.method = file.metadata.at("method");
  try {
    result.encoder = make_encoder(result.name);
  } catch (const UsageError& e) {
    throw UsageError(where + ": " + e.what());
  }
  load_weights(*result.encoder, file.tensors, where);
  result.encoder->eval();
  return result;
}

}  // namespace progpretrain::trainer
