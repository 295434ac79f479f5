#include "tools/bench_opengl.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/base/check.h"
#include "tools/embedded_file.h"

extern char** environ;

namespace progpretrain::tools {
namespace {

// Software OpenGL may draw 1,024 px pictures of expensive programs: a peer that says nothing for so
// long is stuck.
constexpr int kSilence_ms = 20 * 60 * 1000;
constexpr const char* kMesaEgl = "/usr/share/glvnd/egl_vendor.d/50_mesa.json";

std::vector<std::string> environment_of(bool software) {
  std::vector<std::string> out;
  for (char** variable = environ; *variable; ++variable) out.emplace_back(*variable);
  out.push_back("PYTHONDONTWRITEBYTECODE=1");
  if (software) {
    out.push_back("LIBGL_ALWAYS_SOFTWARE=1");
    if (std::filesystem::exists(kMesaEgl))
      out.push_back(std::string("__EGL_VENDOR_LIBRARY_FILENAMES=") + kMesaEgl);
  }
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& s : strings) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

void close_file(int& file) {
  if (file >= 0) ::close(file);
  file = -1;
}

}  // namespace

std::string_view opengl_peers_script() {
  return embedded_file("opengl_peers.py");
}

OpenGlPeer::OpenGlPeer(OpenGlPeer&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      to_peer_(std::exchange(other.to_peer_, -1)),
      from_peer_(std::exchange(other.from_peer_, -1)),
      unread_(std::move(other.unread_)),
      renderer_(std::move(other.renderer_)),
      failed_(std::move(other.failed_)),
      schedule_(std::move(other.schedule_)) {}

// The whole process group: the peer has a rendering process of its own.
OpenGlPeer::~OpenGlPeer() {
  close_file(to_peer_);
  close_file(from_peer_);
  if (process_ <= 0) return;
  ::kill(-process_, SIGKILL);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

tl::expected<OpenGlPeer, std::string> OpenGlPeer::start(const std::string& kind,
                                                        const OpenGlJob& job) {
  int questions[2], answers[2];
  PP_CHECK(::pipe2(questions, O_CLOEXEC) == 0);
  PP_CHECK(::pipe2(answers, O_CLOEXEC) == 0);
  OpenGlPeer peer;
  peer.to_peer_ = questions[1];
  peer.from_peer_ = answers[0];

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, questions[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, answers[1], STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<std::string> arguments{job.python, job.script.string(), kind},
      environment = environment_of(job.software);
  const int error = posix_spawnp(&peer.process_, job.python.c_str(), &files, &attributes,
                                 pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  ::close(questions[0]);
  ::close(answers[1]);
  if (error != 0) {
    peer.process_ = -1;
    return tl::unexpected(
        base::concat(job.python, ": ", std::strerror(error), ": name a Python with --python"));
  }
  try {
    const base::Json hello =
        peer.ask({{"size_px", job.size_px}, {"batch", job.batch}, {"programs", job.programs}});
    if (hello.contains("missing"))
      return tl::unexpected(base::concat(job.python, " has no module ",
                                         hello["missing"].get<std::string>(),
                                         ": apt-get install python3-moderngl python3-numpy, or "
                                         "name another Python with --python"));
    peer.renderer_ = hello.at("renderer").get<std::string>();
    for (const auto& [index, reason] : hello.at("failed").items())
      peer.failed_[static_cast<uint32_t>(std::stoul(index))] = reason.get<std::string>();
  } catch (const EnvironmentError& e) {
    return tl::unexpected(std::string(e.what()));
  }
  return peer;
}

OpenGlPeer::Turn OpenGlPeer::run(uint64_t num_batches) {
  base::Json question{{"batches", num_batches}};
  if (!schedule_.empty()) question["schedule"] = std::exchange(schedule_, {});
  const base::Json answer = ask(question);
  return {answer.at("seconds").get<double>(), answer.at("means").get<std::vector<double>>()};
}

// One line out, one line back.
base::Json OpenGlPeer::ask(const base::Json& question) {
  const std::string line =
      question.dump(-1, ' ', true, base::Json::error_handler_t::replace) + "\n";
  size_t num_written = 0;
  while (
      num_written <
      line.size()) {  // fails (SIGPIPE is ignored) when the peer has ended: its last words tell why
    const ssize_t count = ::write(to_peer_, line.data() + num_written, line.size() - num_written);
    if (count < 0 && errno != EINTR) break;
    if (count > 0) num_written += static_cast<size_t>(count);
  }
  size_t end;
  while ((end = unread_.find('\n')) == std::string::npos) {
    pollfd readable{from_peer_, POLLIN, 0};
    const int num_ready = ::poll(&readable, 1, kSilence_ms);
    if (num_ready < 0 && errno == EINTR) continue;
    if (num_ready == 0) throw EnvironmentError("the OpenGL peer did not answer");
    char bytes[1 << 16];
    const ssize_t count = ::read(from_peer_, bytes, sizeof bytes);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw EnvironmentError("the OpenGL peer ended without an answer");
    unread_.append(bytes, static_cast<size_t>(count));
  }
  const base::Json answer = base::parse_json(unread_.substr(0, end), "OpenGL peer");
  unread_.erase(0, end + 1);
  if (answer.contains("error") && !answer.contains("missing"))
    throw EnvironmentError("the OpenGL peer failed: " + answer["error"].get<std::string>());
  return answer;
}

}  // namespace progpretrain::tools
