#include "engine/corpus/import.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/corpus/line_file.h"
#include "engine/corpus/reader.h"
#include "engine/corpus/readers/pass_files.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/twigl_mode.h"
#include "engine/corpus/text.h"
#include "engine/corpus/walk.h"

namespace progpretrain::corpus {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr uint64_t kMaxGroupItems = 256;
constexpr std::chrono::milliseconds kMaxGroupTime{1000};

constexpr const char* kStandardInput = "stdin";
constexpr size_t kMaxListedBytes = 300;
constexpr size_t kMaxInputBytes = 1024 * kMiB;

struct Source {
  fs::path path;  ///< normalised
  bool is_folder = false;
  Walk walk;                  ///< of a folder
  std::optional<Blob> input;  ///< standard input, read already
};

Blob read_standard_input() {
  Blob blob{kStandardInput, {}};
  std::string chunk(kMiB, '\0');
  for (;;) {
    const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw UsageError(base::concat("stdin: ", std::strerror(errno)));
    if (count == 0) return blob;
    blob.bytes.append(chunk, 0, static_cast<size_t>(count));
    if (blob.bytes.size() > kMaxInputBytes) throw UsageError("stdin: " + too_large(kMaxInputBytes));
  }
}

const Reader& reader_of(const Blob& blob) {
  const Reader* reader = find_reader(blob);
  if (reader == nullptr || (blob.bytes.empty() && file_extension(blob.name).empty()))
    throw UsageError(blob.name + ": holds no programs (expected one of " + readable_names() + ")");
  return *reader;
}

void check_blob(const Blob& blob) {
  reader_of(blob).check(blob);
}

/// One piece must hold a program; else throws what is wrong with the first.
void check_line_file(const fs::path& path) {
  std::string problem;
  bool is_good = false;
  read_line_pieces(path, [&](const Blob& piece) {
    try {
      check_blob(piece);
      is_good = true;
    } catch (const UsageError& e) {
      if (problem.empty()) problem = e.what();
    }
    return !is_good;
  });
  if (!is_good) throw UsageError(problem);
}

void check_file(const fs::path& path) {
  if (!fs::is_regular_file(path))
    throw UsageError(path.string() + ": is neither a file nor a folder");
  if (is_line_file(path.string())) return check_line_file(path);
  if (fs::file_size(path) > max_bytes_of(path.string())) return;  // refused as an item, unread
  check_blob({path.string(), base::read_file(path)});
}

/// The dialect that a mode file beside a code tells (readers/twigl_mode.h); empty when there is
/// none.
std::string dialect_beside(const fs::path& path) {
  const fs::path mode = twigl_mode_path(path.string());
  std::error_code error;
  if (mode.empty() || !fs::is_regular_file(fs::symlink_status(mode, error)) ||
      fs::file_size(mode, error) > kMaxModeBytes || error)
    return {};
  return twigl_dialect_of_mode(base::read_file(mode)).value_or("");
}

/// All that can be known to be wrong before anything is written.
std::vector<Source> check_sources(const std::vector<fs::path>& paths) {
  std::vector<Source> sources;
  for (const fs::path& given : paths) {
    if (given == "-") {
      sources.push_back({kStandardInput, false, {}, read_standard_input()});
      check_blob(*sources.back().input);
      continue;
    }
    std::error_code error;
    Source source{given.lexically_normal(), fs::is_directory(given, error), {}, {}};
    if (given.empty() || !fs::exists(given, error))
      throw UsageError(base::concat("'", given.string(), "': no such file or folder"));
    if (source.is_folder) {
      source.walk = walk_folder(source.path);
      if (source.walk.files.empty())
        throw UsageError(source.path.string() + ": holds no programs (looked for " +
                         readable_names() + ")");
    } else {
      check_file(source.path);
    }
    sources.push_back(std::move(source));
  }
  return sources;
}

/// Classifies and stores items, in groups that end after kMaxGroupItems or kMaxGroupTime.
class Importer {
 public:
  Importer(Store& store, const ImportOptions& options, const Classify& classify,
           const std::function<void(uint64_t, const ImportCounts&)>& on_progress)
      : store_(store), options_(options), classify_(classify), on_progress_(on_progress) {}
  ~Importer() { store_.rollback(); }
  Importer(const Importer&) = delete;
  Importer& operator=(const Importer&) = delete;

  void take(Item item) {
    if (const auto* skipped = std::get_if<SkippedFile>(&item)) {
      ++counts_.skipped[skipped->kind];
      return;
    }
    if (group_items_ == 0) {
      store_.begin();
      group_start_ = Clock::now();
    }
    if (auto* refused = std::get_if<RefusedItem>(&item)) {
      refuse(refused->program, refused->refusal);
    } else {
      take_program(std::get<Program>(std::move(item)));
    }
    ++num_items_;
    ++group_items_;
    if (group_items_ == kMaxGroupItems || Clock::now() - group_start_ > kMaxGroupTime) finish();
    if (on_progress_) on_progress_(num_items_, counts_);
  }

  void skip(const std::map<std::string, uint64_t>& files) {
    for (const auto& [kind, count] : files) counts_.skipped[kind] += count;
  }

  void finish() {
    if (group_items_ > 0) store_.commit();
    group_items_ = 0;
  }

  const std::set<std::string>& licences() const { return licences_; }
  uint64_t num_items() const { return num_items_; }
  const ImportCounts& counts() const { return counts_; }

 private:
  void take_program(Program program) {
    if (!options_.licences.keep.empty() || !options_.licences.exclude.empty())
      licences_.insert(program.licence);
    if (!options_.licences.accepts(program.licence)) {
      ++counts_.left_out;
      return;
    }
    if (!options_.dialect.empty()) program.dialect = options_.dialect;
    size_t total_bytes = program.source.size() + program.common.size();
    for (const BufferPass& buffer : program.buffers) total_bytes += buffer.source.size();
    if (total_bytes > kMaxSourceBytes) {
      program.source.clear();
      program.common.clear();
      program.buffers.clear();
      return refuse(program, {Verdict::unsupported, "read", 0, too_large(kMaxSourceBytes)});
    }
    if (trim(program.source).empty())
      return refuse(program, {Verdict::parse_error, "read", 0, "source is empty"});
    const auto found = classify_(program);
    if (!found) return refuse(program, found.error());
    program.dialect = found->dialect;
    const Store::Added added = store_.add(program, found->content_hash, found->reason, earlier_texts(program));
    delivered_.insert(added.id);
    uint64_t& count = !added.is_new                ? counts_.already_there
                      : added.duplicate_of.empty() ? counts_.added
                                                   : counts_.duplicates;
    ++count;
  }

  void refuse(const Program& program, const Refusal& refusal) {
    // Of what could not be read at all no licence is known: that stays a row.
    if (!program.source.empty() && !options_.licences.accepts(program.licence)) {
      ++counts_.left_out;
      return;
    }
    const Store::Added added = store_.add_refused(program, refusal, earlier_texts(program));
    delivered_.insert(added.id);
    ++(added.is_new ? counts_.refused : counts_.already_there);
  }

  /// What comes by standard input has no place of its own whose text could have changed.
  const DeliveredIds* earlier_texts(const Program& program) const {
    return program.origin == kStandardInput ? nullptr : &delivered_;
  }

  Store& store_;
  const ImportOptions& options_;
  const Classify& classify_;
  const std::function<void(uint64_t, const ImportCounts&)>& on_progress_;
  ImportCounts counts_;
  DeliveredIds delivered_;
  std::set<std::string> licences_;  ///< of all programs, when they are filtered
  uint64_t num_items_ = 0, group_items_ = 0;
  Clock::time_point group_start_;
};

void read_line_file(const fs::path& path, bool named_by_user, const Sink& sink) {
  bool delivered = false;
  const Sink mark = [&](Item item) {
    delivered = true;
    sink(std::move(item));
  };
  try {
    if (!named_by_user) check_line_file(path);
    read_line_pieces(path, [&](const Blob& piece) {
      if (named_by_user)
        reader_of(piece).read(piece, mark);
      else
        read_contained(piece, mark);
      return true;
    });
  } catch (const UsageError& e) {
    if (named_by_user || delivered) throw;
    sink(refused_while_reading(path.string(), Verdict::parse_error, e.what()));
  }
}

/// `passes`: of the folder that it was found in; null when the user named it.
void read_path(const fs::path& path, PassFiles* passes, const Sink& sink) {
  const bool named_by_user = passes == nullptr;
  const std::string name = path.string();
  if (is_line_file(name)) return read_line_file(path, named_by_user, sink);
  const auto refuse = [&](Verdict verdict, const std::string& reason) {
    if (passes) passes->skip(name, sink);
    sink(refused_while_reading(name, verdict, reason));
  };
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (const size_t max_bytes = max_bytes_of(name); !error && bytes > max_bytes)
    return refuse(Verdict::unsupported, too_large(max_bytes));
  Blob blob{name, {}};
  try {
    blob.bytes = base::read_file(path);
    blob.dialect = dialect_beside(path);
  } catch (const UsageError& e) {
    if (named_by_user) throw;
    return refuse(Verdict::parse_error, e.what());
  }
  if (named_by_user) return reader_of(blob).read(blob, sink);
  if (is_twigl_mode_path(name) && twigl_dialect_of_mode(blob.bytes)) return;
  passes->take(std::move(blob), sink);
}

}  // namespace

ImportCounts import_sources(Store& store, const ImportOptions& options, const Classify& classify,
                            const std::function<void(uint64_t, const ImportCounts&)>& on_progress) {
  const std::vector<Source> sources = check_sources(options.sources);
  Importer importer(store, options, classify, on_progress);
  const Sink sink = [&](Item item) { importer.take(std::move(item)); };
  std::string names;
  for (const Source& source : sources) {
    names += (names.empty() ? "" : ", ") + source.path.string();
    if (source.input) {
      reader_of(*source.input).read(*source.input, sink);
      continue;
    }
    if (!source.is_folder) {
      read_path(source.path, nullptr, sink);
      continue;
    }
    importer.skip(source.walk.skipped);
    for (const auto& [folder, problem] : source.walk.problems)
      sink(refused_while_reading(folder.string(), Verdict::parse_error, problem));
    PassFiles passes({source.walk.files.begin(), source.walk.files.end()});
    for (const fs::path& file : source.walk.files) read_path(file, &passes, sink);
    passes.finish(sink);
  }
  importer.finish();
  if (importer.num_items() == 0)
    throw UsageError(names + ": holds no programs (looked for " + readable_names() + ")");
  for (const std::string& pattern : options.licences.unmatched(importer.licences())) {
    std::string found;
    for (const std::string& licence : importer.licences())
      found += (found.empty() ? "" : ", ") + (licence.empty() ? "unknown" : licence);
    log::warn(base::concat("licence '", pattern, "': no known name, and no program of ", names,
                           " has it (found: ", found.substr(0, kMaxListedBytes),
                           found.size() > kMaxListedBytes ? ", ...)" : ")"));
  }
  return importer.counts();
}

}  // namespace progpretrain::corpus
