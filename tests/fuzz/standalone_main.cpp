// Runs a fuzz target without libFuzzer: see fuzz_target.h.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/file.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using Clock = std::chrono::steady_clock;
using Random = std::mt19937;

constexpr size_t kMaxInputBytes = 1u << 16;

std::string current_input, crash_file;  // for the signal handler

void keep_input(int signal) {
  const int file = ::open(crash_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0 && ::write(file, current_input.data(), current_input.size()) >= 0) {
    const char text[] = "the input was kept in the working folder: crash-*\n";
    if (::write(STDERR_FILENO, text, sizeof(text) - 1) < 0) _exit(128 + signal);
  }
  _exit(128 + signal);
}

void run(const std::string& input) {
  current_input = input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(current_input.data()),
                         current_input.size());
}

size_t below(Random& random, size_t bound) {
  return bound == 0 ? 0 : random() % bound;
}

std::string piece_of(const std::string& text, Random& random) {
  const size_t from = below(random, text.size());
  return text.substr(from, 1 + below(random, 64));
}

/// One small change.
void mutate(std::string& input, const std::vector<std::string>& seeds, Random& random) {
  static const std::vector<std::string> kTokens{std::string(1, '\0'),
                                                "\xFF",
                                                "\xEF\xBB\xBF",
                                                "\r\n",
                                                "{",
                                                "}",
                                                "[",
                                                "]",
                                                "(",
                                                ")",
                                                "\"",
                                                "\\",
                                                "/*",
                                                "*/",
                                                "//",
                                                "#define A A(A)\n",
                                                "#if 1\n",
                                                "##",
                                                ";",
                                                "0",
                                                "-1",
                                                "1e99",
                                                "4294967296",
                                                "for(;;)",
                                                "iChannel0",
                                                "\\\n"};
  const size_t at = below(random, input.size() + 1);
  switch (below(random, 8)) {
    case 0:
      if (at < input.size()) input[at] = static_cast<char>(random());
      break;
    case 1:
      if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1u << below(random, 8)));
      break;
    case 2:
      input.erase(at, 1 + below(random, 32));
      break;
    case 3:
      input.insert(at, kTokens[below(random, kTokens.size())]);
      break;
    case 4:
      input.insert(at, piece_of(input, random));
      break;
    case 5:
      input.insert(at, piece_of(seeds[below(random, seeds.size())], random));
      break;
    case 6:
      input.resize(at);
      break;
    default: {
      std::string repeated;
      const std::string piece = piece_of(input, random).substr(0, 4);
      for (size_t i = below(random, 500); i > 0; --i) repeated += piece;
      input.insert(at, repeated);
    }
  }
  if (input.size() > kMaxInputBytes) input.resize(kMaxInputBytes);
}

int fuzz(double seconds, uint32_t seed) {
  const std::vector<std::string> seeds = progpretrain::fuzz::seeds();
  for (const std::string& input : seeds) run(input);
  Random random(seed);
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  uint64_t num_runs = seeds.size();
  double longest_s = 0;
  while (Clock::now() < end) {
    std::string input = seeds[below(random, seeds.size())];
    for (size_t changes = 1 + below(random, 8); changes > 0; --changes)
      mutate(input, seeds, random);
    const auto start = Clock::now();
    run(input);
    longest_s = std::max(longest_s, std::chrono::duration<double>(Clock::now() - start).count());
    ++num_runs;
  }
  std::printf("%llu inputs, the longest took %.3f s\n", static_cast<unsigned long long>(num_runs),
              longest_s);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  double seconds = 5;
  uint32_t seed = 1;
  std::vector<std::string> files;
  crash_file = "crash-" + std::filesystem::path(argv[0]).filename().string();
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
    std::signal(signal, keep_input);
  for (int i = 1; i < argc; ++i) {
    const std::string_view option = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--seconds") {
      seconds = std::atof(value);
      ++i;
    } else if (option == "--seed") {
      seed = static_cast<uint32_t>(std::atol(value));
      ++i;
    } else if (option == "--write-seeds") {
      std::filesystem::create_directories(value);
      int number = 0;
      for (const std::string& input : progpretrain::fuzz::seeds())
        std::ofstream(std::filesystem::path(value) / std::to_string(number++), std::ios::binary)
            << input;
      return 0;
    } else {
      files.emplace_back(option);
    }
  }
  if (files.empty()) return fuzz(seconds, seed);
  for (const std::string& file : files) run(progpretrain::base::read_file(file));
  return 0;
}
