#include "engine/base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace progpretrain::log {
namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made = std::make_shared<spdlog::logger>(
        "progpretrain", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    made->set_pattern("%^%l%$: %v");
    return made;
  }();
  return *instance;
}

}  // namespace

void set_quiet(bool quiet) {
  logger().set_level(quiet ? spdlog::level::warn : spdlog::level::info);
}
bool is_quiet() {
  return logger().level() > spdlog::level::info;
}
void info(const std::string& message) {
  logger().info("{}", message);
}
void warn(const std::string& message) {
  logger().warn("{}", message);
}
void error(const std::string& message) {
  logger().error("{}", message);
}

std::string format_duration(double seconds) {
  if (seconds < 10.0) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<int64_t>(seconds + 0.5);
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

Progress::Progress(std::string what, std::string unit, uint64_t total)
    : what_(std::move(what)),
      unit_(std::move(unit)),
      total_(total),
      terminal_(isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      printed_(start_) {}

Progress::~Progress() {
  finish();
}

void Progress::update(uint64_t done, std::string_view extra) {
  done_ = done;
  extra_ = extra;
  const auto now = std::chrono::steady_clock::now();
  const auto period =
      terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(kPlainPeriod);
  if (now - printed_ < period) return;
  printed_ = now;
  print(false);
}

void Progress::finish() {
  if (finished_) return;
  finished_ = true;
  if (done_ > 0) print(true);
}

void Progress::print(bool last) {
  if (is_quiet()) return;
  const double elapsed =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const double rate = elapsed > 0 ? static_cast<double>(done_) / elapsed : 0;
  std::string line = fmt::format("{}: {}", what_, done_);
  if (total_ > 0) {
    const double share = static_cast<double>(done_) / static_cast<double>(total_);
    const int filled = static_cast<int>(24 * std::min(share, 1.0));
    line = fmt::format("{} {:3.0f}% [{:=<{}}{: <{}}] {}/{}", what_, 100 * share, "", filled, "",
                       24 - filled, done_, total_);
  }
  line += fmt::format(" {} | {:.1f}/s | {}", unit_, rate, format_duration(elapsed));
  if (!last && total_ > done_ && rate > 0)
    line += fmt::format(" < {}", format_duration(static_cast<double>(total_ - done_) / rate));
  if (!extra_.empty()) line += " | " + extra_;
  if (terminal_) {
    std::fprintf(stderr, "\r\033[K%s%s", line.c_str(), last ? "\n" : "");
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
  std::fflush(stderr);
}

}  // namespace progpretrain::log
