#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "engine/base/check.h"
#include "engine/render/worker_protocol.h"

using namespace progpretrain;
using namespace progpretrain::render;
using base::Json;

TEST_CASE("worker protocol: messages survive any cutting of the stream") {
  const Json first{{"type", "hello"}, {"text", "ä\n\"quoted\""}}, second{{"type", "x"}, {"n", 7}};
  const std::string stream = frame_message(first) + frame_message(second);
  for (size_t step = 1; step <= stream.size(); step += 3) {
    MessageReader reader;
    std::vector<Json> got;
    for (size_t at = 0; at < stream.size(); at += step) {
      reader.append(std::string_view(stream).substr(at, step));
      while (auto message = reader.next()) got.push_back(*message);
    }
    REQUIRE(got.size() == 2);
    CHECK(got[0] == first);
    CHECK(got[1] == second);
  }
}

TEST_CASE("worker protocol: garbage, absurd lengths and cut streams are errors, not hangs") {
  MessageReader garbage;
  garbage.append(std::string("\x05\0\0\0{{{{{", 9));
  CHECK_THROWS_AS(garbage.next(), ProtocolError);
  MessageReader huge;
  huge.append("a driver printed this");
  CHECK_THROWS_AS(huge.next(), ProtocolError);

  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const std::string whole = frame_message({{"type", "x"}});
  REQUIRE(write(ends[1], whole.data(), whole.size() - 1) > 0);
  close(ends[1]);
  CHECK_THROWS_AS(read_message(ends[0]), ProtocolError);
  CHECK_FALSE(read_message(ends[0]).has_value());
  close(ends[0]);
}

TEST_CASE("worker protocol: source that is not UTF-8 still makes a message") {
  corpus::Program program;
  program.id = "bad";
  program.source = "void main() { /* \xff\xfe */ }";
  MessageReader reader;
  reader.append(frame_message(screen_task(program)));
  const auto message = reader.next();
  REQUIRE(message.has_value());
  CHECK(read_program(*message).id == "bad");
}

TEST_CASE("worker protocol: translations and screenings come back as they were sent") {
  const Translation made{"ab12", 120, 3, true, 4.5, false};
  const auto back = read_translation(answer(corpus::Result<Translation>(made)));
  REQUIRE(back.has_value());
  CHECK(back->spirv_key == "ab12");
  CHECK(back->num_instructions == 120);
  CHECK(back->num_loops == 3);
  CHECK(back->uses_derivatives);
  CHECK(back->translate_ms == 4.5);

  const corpus::Refusal refusal{corpus::Verdict::parse_error, "compile", 12, "'x' : undeclared"};
  const auto refused =
      read_translation(answer(corpus::Result<Translation>(corpus::Refused(refusal))));
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().verdict == corpus::Verdict::parse_error);
  CHECK(refused.error().line == 12);
  CHECK(refused.error().reason == refusal.reason);

  corpus::Screening row;
  row.flags = {"nan", "static"};
  row.measurements = {{"draw_ms_64px", 0.25}};
  const auto screening = read_screening(answer(row, "key"));
  CHECK(screening.verdict == corpus::Verdict::ok);
  CHECK(screening.flags == row.flags);
  CHECK(screening.measurements == row.measurements);
}

TEST_CASE("worker protocol: another protocol or version is refused, naming both") {
  Json hello = hello_message({});
  CHECK_NOTHROW(check_hello(hello, "the worker"));
  for (const char* key : {"protocol", "version"}) {
    Json other = hello;
    other[key] = key == std::string("protocol") ? Json(999) : Json("another build");
    try {
      check_hello(other, "the worker");
      FAIL("accepted");
    } catch (const EnvironmentError& e) {
      const std::string text = e.what();
      CHECK(text.find(other[key].dump()) != std::string::npos);
      CHECK(text.find(worker_version()) != std::string::npos);
      CHECK(text.find('\n') == std::string::npos);
    }
  }
  CHECK_THROWS_AS(check_hello(Json::array(), "the worker"), EnvironmentError);
}
