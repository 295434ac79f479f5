#include <doctest/doctest.h>

#include <string>

#include "engine/base/check.h"

using namespace progpretrain;

namespace {

template <class Error, class Body>
std::string message_of(Body body) {
  try {
    body();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("check: a condition that holds costs nothing and evaluates its operands once") {
  int evaluated = 0;
  PP_CHECK(++evaluated == 1, "never built");
  PP_CHECK_EQ(++evaluated, 2);
  CHECK(evaluated == 2);
}

TEST_CASE("check: a broken promise names the expression, the file and the streamed detail") {
  const std::string message =
      message_of<InvariantError>([] { PP_CHECK(1 + 1 == 3, "slot ", 7, " of ", 3); });
  CHECK(message.find("1 + 1 == 3") != std::string::npos);
  CHECK(message.find("test_check.cpp:") != std::string::npos);
  CHECK(message.find("slot 7 of 3") != std::string::npos);
}

TEST_CASE("check: a failed comparison prints both operands") {
  const int expected = 4;
  const std::string message = message_of<InvariantError>([&] { PP_CHECK_EQ(expected, 2 + 3); });
  CHECK(message.find("expected == 2 + 3") != std::string::npos);
  CHECK(message.find("4 vs 5") != std::string::npos);
}

TEST_CASE("check: a user's mistake and a broken promise are different kinds of error") {
  CHECK_THROWS_AS(throw UsageError("x"), std::runtime_error);
  CHECK_THROWS_AS(throw EnvironmentError("x"), std::runtime_error);
  CHECK_THROWS_AS(PP_CHECK(false), std::logic_error);
}
