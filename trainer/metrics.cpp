#include "trainer/metrics.h"

#include <cerrno>
#include <cstring>
#include <sstream>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/strict_json.h"

namespace progpretrain::trainer {
namespace fs = std::filesystem;
namespace {

/// The lines about steps up to `last_step`. A last line that a killed process left unfinished goes
/// too.
std::string lines_until(const fs::path& path, int64_t last_step) {
  std::string kept;
  if (last_step == 0 || !fs::exists(path)) return kept;
  std::istringstream in(base::read_file(path));
  for (std::string line; std::getline(in, line);) {
    const base::Json record = base::Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!record.is_object() || !record.contains("step") || !record["step"].is_number_integer())
      continue;
    if (record["step"].get<int64_t>() <= last_step) kept += line + "\n";
  }
  return kept;
}

}  // namespace

MetricsWriter::MetricsWriter(const fs::path& run_folder, int64_t completed_steps)
    : path_(run_folder / "metrics.jsonl"),
      events_(run_folder / "tensorboard", completed_steps + 1) {
  base::write_file_atomically(path_, lines_until(path_, completed_steps));
  lines_.open(path_, std::ios::binary | std::ios::app);
}

void MetricsWriter::write(int64_t step, const Scalars& scalars) {
  nlohmann::ordered_json record = {{"step", step}};
  for (const auto& [name, value] : scalars) record[name] = value;
  errno = 0;
  lines_ << record.dump() << "\n" << std::flush;
  if (!lines_) throw EnvironmentError(path_.string() + ": cannot write: " + std::strerror(errno));
  events_.write(step, scalars);
}

}  // namespace progpretrain::trainer
