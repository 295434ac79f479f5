#pragma once
// Messages to people, always on stderr (stdout belongs to results), and a progress line.
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace progpretrain::log {

/// Silences info and progress; warnings and errors stay.
void set_quiet(bool quiet);
bool is_quiet();

void info(const std::string& message);
void warn(const std::string& message);
void error(const std::string& message);

/// "1:02:03", "4:05" or "0.8 s".
std::string format_duration(double seconds);

/// A progress line with rate and remaining time: redrawn in place on a terminal, a plain line every
/// `kPlainPeriod` elsewhere. Nothing is printed when quiet.
class Progress {
 public:
  /// `what` names the activity ("screening"), `unit` what is counted ("programs"); total 0 =
  /// unknown.
  Progress(std::string what, std::string unit, uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// For a total that is known only later.
  void set_total(uint64_t total) { total_ = total; }
  /// `done` is the absolute count; `extra` is appended ("loss 4.12").
  void update(uint64_t done, std::string_view extra = {});
  /// Prints the last state and ends the line; called by the destructor.
  void finish();

 private:
  void print(bool last);

  static constexpr std::chrono::seconds kPlainPeriod{10};
  std::string what_, unit_, extra_;
  uint64_t total_, done_ = 0;
  bool terminal_, finished_ = false;
  std::chrono::steady_clock::time_point start_, printed_;
};

}  // namespace progpretrain::log
