#include <thread>

#include "engine/base/check.h"
#include "engine/spirv/compile.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

TEST_CASE("compile: an error in the author's text carries the author's line") {
  const corpus::Refusal refusal = refusal_of(
      "// line 1\n"
      "void mainImage(out vec4 c, in vec2 p) {\n"
      "  c = vec4(unknown_name);\n"
      "}\n");
  CHECK(refusal.verdict == corpus::Verdict::parse_error);
  CHECK(refusal.stage == "compile");
  CHECK(refusal.line == 3);
  CHECK(refusal.reason == "'unknown_name' : undeclared identifier");
}

TEST_CASE("compile: a sum of 100,000 terms is compiled, as deep as the compiler's recursion goes") {
  std::string sum = "float x = 0.0";
  for (int i = 0; i < 100'000; ++i) sum += "+p.x";
  const Module module = build_program(main_image(sum + "; c = vec4(x);"));
  CHECK(count(module.words, spv::OpFAdd) >= 100'000);
}

TEST_CASE("compile: an error in the text around the program has no author's line") {
  const corpus::Refusal refusal = refusal_of("void notMainImage() {}\n");
  CHECK(refusal.stage == "compile");
  CHECK(refusal.line == 0);
  CHECK(refusal.reason.find("mainImage") != std::string::npos);
}

TEST_CASE("compile: only the first error is told, without warnings before it") {
  const corpus::Refusal refusal = parse_compiler_message(
      "WARNING: 1:2: 'x' : something harmless\n"
      "ERROR: 1:12: 'foo' : undeclared identifier \n"
      "ERROR: 1:13: '' : compilation terminated \n"
      "ERROR: 2 compilation errors.  No code generated.\n");
  CHECK(refusal.line == 12);
  CHECK(refusal.reason == "'foo' : undeclared identifier");
}

TEST_CASE("compile: a message without line or without text is still a reason") {
  CHECK(parse_compiler_message("ERROR: 1:4: 'ppu_sample' : undeclared identifier").reason ==
        "'sample' : undeclared identifier");
  CHECK(parse_compiler_message("ERROR: Linking compute stage: Missing entry point\n").reason ==
        "Linking compute stage: Missing entry point");
  CHECK(parse_compiler_message("ERROR: 1:99999999999999999999: x").line == 0);
  CHECK_FALSE(parse_compiler_message("").reason.empty());
  CHECK_FALSE(parse_compiler_message("ERROR:").reason.empty());
}

TEST_CASE("compile: recursion and #include are refused") {
  CHECK(refusal_of(main_image("c.x = f(3);", "float f(int n) { return n < 1 ? 1.0 : f(n - 1); }"))
            .reason.find("ecursi") != std::string::npos);
  CHECK(refusal_of("#include \"/etc/passwd\"\n" + main_image("")).stage == "compile");
}

TEST_CASE("compile: a refusal of recursion names the function that calls itself") {
  CHECK(refusal_of(main_image("c.x = f(3);", "float f(int n) { return n < 1 ? 1.0 : f(n - 1); }"))
            .reason == "recursion: f calls itself");
  const std::string mutual = refusal_of(main_image("c.x = g(3);",
                                                   "float f(int n); float g(int n) { return f(n); }"
                                                   "float f(int n) { return g(n); }"))
                                 .reason;
  CHECK((mutual == "recursion: f calls g, which calls it" ||
         mutual == "recursion: g calls f, which calls it"));
}

TEST_CASE("compile: a message about source string 2 is one about the common text") {
  const corpus::Refusal refusal = parse_compiler_message("ERROR: 2:7: 'x' : undeclared identifier");
  CHECK(refusal.line == 7);
  CHECK(refusal.reason == "Common: 'x' : undeclared identifier");
}

TEST_CASE("compile: threads may compile at the same time") {
  std::vector<std::thread> threads;
  std::vector<size_t> sizes(4);
  for (size_t t = 0; t < sizes.size(); ++t)
    threads.emplace_back([&sizes, t] {
      for (int i = 0; i < 5; ++i)
        sizes[t] += compile(testing::compute_unit_of(main_image("c.x = sin(p.x);")).glsl)->size();
    });
  for (auto& thread : threads) thread.join();
  for (const size_t size : sizes) CHECK(size == sizes[0]);
}

TEST_CASE("compile_own: a trusted shader compiles, a broken one throws with the message") {
  CHECK(compile_own("#version 450\nlayout(local_size_x = 1) in;\nvoid main() {}\n").size() > 20);
  CHECK_THROWS_AS(compile_own("#version 450\nvoid main() { x = 1; }\n"), InvariantError);
}

}  // namespace
}  // namespace progpretrain::spirv
