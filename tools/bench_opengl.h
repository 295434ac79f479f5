#pragma once
// The OpenGL peers of `progpretrain bench peers`, child processes that run
// tools/peers/opengl_peers.py: its protocol.
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engine/base/strict_json.h"

namespace progpretrain::tools {

/// The script that OpenGlPeer runs, to be written into a file.
std::string_view opengl_peers_script();

struct OpenGlJob {
  std::string python;            ///< an interpreter with moderngl and numpy
  std::filesystem::path script;  ///< opengl_peers_script()
  bool software = false;         ///< draw on the CPU, whatever this machine has
  uint32_t size_px = 0, batch = 0;
  std::vector<std::string> programs;  ///< Shadertoy's dialect
};

class OpenGlPeer {
 public:
  /// Program and time (s) of image k, drawn over and over.
  using Schedule = std::vector<std::pair<uint32_t, double>>;
  struct Turn {
    double seconds = 0;               ///< of the batches in steady state
    std::vector<double> image_means;  ///< of the first batch, in [0,1]
  };

  /// Starts a peer of a kind ("queue" or "atlas") and compiles the programs; or one line that says
  /// why there is none and what to install.
  static tl::expected<OpenGlPeer, std::string> start(const std::string& kind, const OpenGlJob& job);

  OpenGlPeer(OpenGlPeer&& other) noexcept;
  OpenGlPeer& operator=(OpenGlPeer&&) = delete;
  ~OpenGlPeer();

  const std::string& renderer() const { return renderer_; }
  /// Programs that OpenGL refused, with its reason.
  const std::map<uint32_t, std::string>& failed() const { return failed_; }

  void set_schedule(Schedule schedule) { schedule_ = std::move(schedule); }
  /// Delivers `num_batches` batches. Throws EnvironmentError when the peer fails or stays silent.
  Turn run(uint64_t num_batches);

 private:
  OpenGlPeer() = default;
  base::Json ask(const base::Json& question);

  pid_t process_ = -1;
  int to_peer_ = -1, from_peer_ = -1;
  std::string unread_, renderer_;
  std::map<uint32_t, std::string> failed_;
  Schedule schedule_;  // to be sent with the next turn
};

}  // namespace progpretrain::tools
