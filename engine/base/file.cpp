#include "engine/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "engine/base/check.h"

namespace progpretrain::base {
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  const auto fail = [&] {
    throw UsageError(path.string() + ": " +
                     (errno == ENOENT ? "no such file" : std::strerror(errno)));
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail();
  struct stat status {};
  std::string bytes;
  int problem = ::fstat(file, &status) == 0 ? 0 : errno;
  // One byte more than the file's size lets the loop see its end without growing the buffer.
  if (problem == 0) bytes.resize(static_cast<size_t>(status.st_size) + 1);
  for (size_t done = 0; problem == 0;) {
    if (done == bytes.size()) bytes.resize(2 * done);
    const ssize_t count = ::read(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno != EINTR) problem = errno;
    if (count > 0) done += static_cast<size_t>(count);
    if (count == 0) {
      bytes.resize(done);
      break;
    }
  }
  ::close(file);
  if (problem == EISDIR) throw UsageError(path.string() + ": is a folder, expected a file");
  errno = problem;
  if (problem != 0) fail();
  return bytes;
}

namespace {

bool write_all(int file, std::string_view bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    done += static_cast<size_t>(count);
  }
  return true;
}

// A device or a pipe cannot be replaced by a file: /dev/null would be gone.
bool is_special(const fs::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

void write_and_rename(const fs::path& path, std::string_view bytes, bool sync) {
  const auto fail = [&](const char* what) {
    throw EnvironmentError(path.string() + ": " + what + ": " + std::strerror(errno));
  };
  if (is_special(path)) {
    const int device = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (device < 0) fail("cannot open");
    const bool written = write_all(device, bytes);
    const int reason = errno;
    ::close(device);
    errno = reason;
    return written ? void() : fail("cannot write");
  }
  std::error_code ignored;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), ignored);
  static std::atomic<unsigned> num_written = 0;  // keeps the threads of one process apart
  const std::string temporary =
      concat(path.string(), ".tmp", getpid(), "-", num_written.fetch_add(1));
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) fail("cannot create");
  bool written = write_all(file, bytes);
  if (sync) written = written && ::fsync(file) == 0;
  const int saved = errno;
  ::close(file);
  if (written && ::rename(temporary.c_str(), path.c_str()) == 0) return;
  if (!written) errno = saved;
  const int reason = errno;
  ::unlink(temporary.c_str());
  errno = reason;
  fail("cannot write");
}

}  // namespace

void write_file_atomically(const fs::path& path, std::string_view bytes) {
  write_and_rename(path, bytes, true);
}

void write_cache_file(const fs::path& path, std::string_view bytes) {
  write_and_rename(path, bytes, false);
}

fs::path cache_folder() {
  if (const char* own = std::getenv("PROGPRETRAIN_CACHE"); own && *own) return own;
  if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg)
    return fs::path(xdg) / "progpretrain";
  const char* home = std::getenv("HOME");
  return fs::path(home && *home ? home : "/tmp") / ".cache" / "progpretrain";
}

fs::path executable_folder() {
  return fs::read_symlink("/proc/self/exe").parent_path();
}

}  // namespace progpretrain::base
