// What the driver's cache is believed to know: a belief that may be lost or damaged, and costs time
// only.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <optional>

#include "engine/base/file.h"
#include "engine/render/warming.h"
#include "tests/support/device_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
namespace fs = std::filesystem;

namespace {

// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~Variable() {
    if (before_)
      setenv(name_, before_->c_str(), 1);
    else
      unsetenv(name_);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

// A list lies in the cache whose contents it tells: Mesa's, or beside our own where the driver's is not known.
fs::path list_folder(const fs::path& caches) {
  return caches / (testing::cpu_device()->info().is_cpu ? "mesa_shader_cache" : "warm");
}

}  // namespace

TEST_CASE("warm list: what was added is known to the next process, until the cache is purged") {
  const testing::TemporaryFolder folder;
  const Variable mesa("MESA_SHADER_CACHE_DIR", folder.path().string());
  const Variable own("PROGPRETRAIN_CACHE", folder.path().string());
  render::WarmList first(*testing::cpu_device());
  CHECK_FALSE(first.contains("a"));
  first.add("a");
  first.add("a");
  first.add("b");
  CHECK(render::WarmList(*testing::cpu_device()).contains("a"));
  CHECK(render::WarmList(*testing::cpu_device()).contains("b"));
  fs::remove_all(list_folder(folder.path()));
  CHECK_FALSE(render::WarmList(*testing::cpu_device()).contains("a"));
}

TEST_CASE(
    "warm list: one cut off, or of another driver, or in a place that cannot be written, only "
    "knows less") {
  const testing::TemporaryFolder folder;
  const Variable mesa("MESA_SHADER_CACHE_DIR", folder.path().string());
  const Variable own("PROGPRETRAIN_CACHE", folder.path().string());
  render::WarmList list(*testing::cpu_device());
  list.add("first");
  list.add("second");
  fs::path file;
  for (const auto& entry : fs::directory_iterator(list_folder(folder.path())))
    if (entry.path().extension() == ".warm") file = entry.path();  // the driver's own lie beside it
  fs::resize_file(file, fs::file_size(file) - 4);
  const render::WarmList cut(*testing::cpu_device());
  CHECK(cut.contains("first"));
  CHECK_FALSE(cut.contains("second"));
  fs::rename(file, file.parent_path() / "progpretrain-0123456789abcdef.warm");
  CHECK_FALSE(render::WarmList(*testing::cpu_device()).contains("first"));

  const Variable nowhere("MESA_SHADER_CACHE_DIR", "/proc/no-such-place");
  const Variable nowhere_either("PROGPRETRAIN_CACHE", "/proc/no-such-place");
  render::WarmList blind(*testing::cpu_device());
  blind.add("a");
  CHECK(blind.contains("a"));
}
