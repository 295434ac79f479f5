// From a stranger's text to compute units: dialect found or given, then translation. Refusals are
// values; nothing else may come out.
#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/base/file.h"
#include "engine/corpus/text.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/translate.h"
#include "tests/fuzz/fuzz_target.h"

namespace progpretrain::fuzz {
namespace {

namespace fs = std::filesystem;

// Between the parts of an input: the picture's text, Common, buffer A.
constexpr char kPartMark = '\x1E';

std::vector<std::string> parts_of(const std::string& bytes) {
  std::vector<std::string> parts(1);
  for (const char c : bytes) {
    if (c == kPartMark && parts.size() < 3)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  parts.resize(3);
  return parts;
}

/// First byte: 0 = the dialect is found, else the number of one.
corpus::Program program_of(const uint8_t* bytes, size_t size) {
  corpus::Program program;
  program.id = program.origin = "fuzz";
  const auto& known = dialect::dialects();
  if (const size_t number = bytes[0] % (known.size() + 1); number > 0)
    program.dialect = known[number - 1].name;
  const auto parts = parts_of({reinterpret_cast<const char*>(bytes) + 1, size - 1});
  program.source = corpus::clean_source(parts[0]);
  program.common = corpus::clean_source(parts[1]);
  if (!parts[2].empty()) {
    program.buffers = {{"A", corpus::clean_source(parts[2]), {{1, "buffer", "A", "", ""}}}};
    program.inputs = {{0, "buffer", "A", "linear", "clamp"},
                      {1, "texture", "/x.png", "", "repeat"},
                      {2, "cubemap", "/y.png", "", ""},
                      {3, "keyboard", "", "", ""}};
  }
  return program;
}

void check(const corpus::Refusal& refusal, const corpus::Program& program) {
  expect(!refusal.reason.empty() && refusal.reason.find('\n') == std::string::npos,
         "a reason is one line");
  expect(refusal.line >= 0, "a line is not negative");
  size_t num_lines = 3;
  for (const std::string* text : {&program.source, &program.common})
    num_lines += static_cast<size_t>(std::count(text->begin(), text->end(), '\n'));
  for (const auto& buffer : program.buffers)
    num_lines += static_cast<size_t>(std::count(buffer.source.begin(), buffer.source.end(), '\n'));
  // `#line` lets an author number the lines at will.
  if (program.source.find("line") == std::string::npos)
    expect(static_cast<size_t>(refusal.line) <= num_lines, "a line lies in the text");
}

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  const fs::path folder = fs::path(PROGPRETRAIN_SOURCE_FOLDER) / "programs" / "starter";
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".glsl") files.push_back(entry);
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) out.push_back('\0' + base::read_file(file));
  const std::string mark(1, kPartMark);
  // Every dialect by its number on the forms of program there are.
  for (size_t number = 0; number <= dialect::dialects().size(); ++number) {
    const std::string first(1, static_cast<char>(number));
    out.push_back(
        first +
        "void mainImage(out vec4 o, in vec2 p) { float s; o += texture(iChannel0, p) + f(s); }" +
        mark + "float f(float x) { return x; }\n#define iTime 2\n" + mark +
        "void mainImage(out vec4 o, in vec2 p) { o = texelFetch(iChannel1, ivec2(p), 0); }");
    out.push_back(
        first +
        "#version 300 es\nprecision highp float; uniform vec2 r, m; uniform float t; out vec4 c;\n"
        "void main() { int i; c = vec4(t / r.x, dFdx(r.y), m); if (i++ > 3) discard; }");
    out.push_back(first + "for (int i; i++ < 9;) o += fsnoise(FC.xy) * (t > 1. ? i = 2 : i);");
    out.push_back(first +
                  "/*{\"INPUTS\": [{\"NAME\": \"a\", \"TYPE\": \"float\", \"DEFAULT\": 0.5, "
                  "\"MIN\": 0, \"MAX\": 1}],"
                  " \"PASSES\": [{\"TARGET\": \"b\", \"PERSISTENT\": true}, {}]}*/\n"
                  "void main() { gl_FragColor = IMG_NORM_PIXEL(b, isf_FragNormCoord) * a; }");
    out.push_back(
        first +
        "#define F(a, ...) a ## __VA_ARGS__\n#if defined(GL_ES) && 1\nstruct S { float sample; } "
        "buffer;\n"
        "#endif extra\nconst float k[2] = float[2](1., 2.);\nlayout(location = 0) out vec4 frag;\n"
        "void main(void) { frag = gl_FragCoord * F(k, [1]); gl_FragData[0] = frag; }");
  }
  return out;
}

}  // namespace progpretrain::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace progpretrain;
  if (size == 0) return 0;
  corpus::Program program = fuzz::program_of(bytes, size);
  const auto found = dialect::classify(program);
  if (!found) {
    fuzz::check(found.error(), program);
    return 0;
  }
  fuzz::expect(dialect::find_dialect(found->dialect) != nullptr,
               "a dialect that is found is known");
  fuzz::expect(found->content_hash.size() == 64, "a content hash is a SHA-256");
  program.dialect = found->dialect;
  const auto translated = dialect::translate(program);
  if (!translated) {
    fuzz::check(translated.error(), program);
    return 0;
  }
  fuzz::expect(!translated->units.empty() && !translated->passes.empty(),
               "there is something to draw");
  for (const auto& pass : translated->passes)
    fuzz::expect(pass.unit < translated->units.size() &&
                     pass.first_buffer + pass.num_buffers <= translated->num_buffers,
                 "passes name units and buffers that exist");
  fuzz::expect(translated->shown_buffer < static_cast<int64_t>(translated->num_buffers),
               "the shown buffer exists");
  for (const auto& parameter : translated->parameters)
    fuzz::expect(parameter.num_components <= 4 &&
                     parameter.first + parameter.num_components <= dialect::kMaxParameters,
                 "parameters lie in their vector");
  return 0;
}
