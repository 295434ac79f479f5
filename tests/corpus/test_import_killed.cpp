// kill -9 in the middle of an import, and the same import again.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "engine/base/check.h"
#include "engine/corpus/import.h"
#include "tests/corpus/corpus_support.h"
#include "tests/corpus/tar_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Entry;
using corpus::ImportOptions;
using corpus::Store;

namespace {

std::vector<std::string> rows_of(const Store& store) {
  std::vector<std::string> rows;
  for (const Entry& e : store.entries())
    rows.push_back(e.program.id + "|" + e.program.origin + "|" + e.content_hash + "|" +
                   e.duplicate_of + "|" + e.program.common + "|" +
                   (e.refused ? e.refused->reason : ""));
  return rows;
}

/// 900 items of all kinds from a folder, lines and an archive.
void write_sources(const std::filesystem::path& place) {
  std::string lines;
  std::vector<TarMember> members;
  for (int i = 0; i < 300; ++i) {
    write_source(place / base::concat("p", i, ".glsl"),
                 i % 7 == 0 ? base::concat("odd?", i) : base::concat("int x", i / 2, ";"));
    lines += base::Json{{"id", base::concat("r", i / 3)},
                        {"image_code", base::concat("int r", i, ";")},
                        {"common_code", base::concat("int c", i, ";")}}
                 .dump() +
             "\n";
    members.push_back({base::concat("m", i, ".frag"), base::concat("int m", i / 2, ";")});
  }
  write_source(place / "rows.jsonl", lines);
  write_source(place / "pack.tar.gz", tar_bytes(members, TarKind::tar_gz));
}

}  // namespace

TEST_CASE(
    "import: killed at 20 random moments, each time resumed, it ends as one that was left alone") {
  TemporaryFolder folder;
  write_sources(folder / "s");
  const ImportOptions options{{folder / "s"}, ""};
  // A dialect room that takes its time, so that the moments fall everywhere.
  const auto slow = [](const corpus::Program& item) {
    std::this_thread::sleep_for(std::chrono::microseconds(150));
    return classify(item);
  };
  Store whole(folder / "whole.db", Store::Mode::create_or_open);
  corpus::import_sources(whole, options, slow, {});
  REQUIRE(whole.num_entries() == 900);

  std::mt19937 random(20240607);
  int num_killed = 0;
  for (int round = 0; round < 20; ++round) {
    const auto path = folder / base::concat("killed", round, ".db");
    // When it has come to this item, and then at any moment soon.
    const int last_item = static_cast<int>(random() % 800);
    const std::chrono::microseconds delay(random() % 3000);
    const pid_t child = fork();
    if (child == 0) {
      try {
        Store store(path, Store::Mode::create_or_open);
        std::atomic<int> num_items{0};
        const auto doomed = [&](const corpus::Program& item) {
          if (num_items++ == last_item)
            std::thread([delay] {
              std::this_thread::sleep_for(delay);
              raise(SIGKILL);
            }).detach();
          return slow(item);
        };
        corpus::import_sources(store, options, doomed, {});
      } catch (...) {
        _exit(1);
      }
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    num_killed += WIFSIGNALED(status) ? 1 : 0;
    Store store(path, Store::Mode::create_or_open);
    const auto before = store.num_entries();
    const auto counts = corpus::import_sources(store, options, classify, {});
    CHECK(counts.already_there == before);
    CHECK(counts.added + counts.duplicates + counts.refused + before == 900);
    CHECK(rows_of(store) == rows_of(whole));
    CHECK(store.fingerprint() == whole.fingerprint());
  }
  CHECK(num_killed >= 10);  // the others ended first
}
