// Shadertoy programs saved as one file for each pass.
#include <doctest/doctest.h>

#include "tests/corpus/corpus_support.h"
#include "tests/corpus/tar_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;
using corpus::Program;

namespace {

std::string pass(const std::string& code) {
  return "void mainImage(out vec4 c, in vec2 p) { " + code + " }\n";
}

const std::string kRead = "c = texture(iChannel0, p / iResolution.xy) + texture(iChannel1, p);";

using Files = std::map<std::string, std::string>;

corpus::ImportCounts import(Setting& setting, const Files& files) {
  for (const auto& [name, bytes] : files) setting.write(name, bytes);
  return setting.import();
}

const Files kWaves{
    {"waves/Image.frag", "// title: Waves\n" + pass(kRead)},
    {"waves/Buffer A.glsl", "// licence: MIT\n" + pass("c = texture(iChannel0, p) * k;")},
    {"waves/buf_b.glsl", "// iChannel2: Buffer A\n" + pass("c = texture(iChannel2, p);")},
    {"waves/COMMON.glsl", "const float k = 0.5;\n"},
    {"waves/other.glsl", "int other;"}};

void check_waves(const Program& found) {
  CHECK(found.dialect == "shadertoy");
  CHECK(found.title == "Waves");
  CHECK(found.licence == "MIT");
  CHECK(contains(found.common, "float k"));
  REQUIRE(found.inputs.size() == 2);
  CHECK(found.inputs[0].source == "A");
  CHECK(found.inputs[1].source == "B");
  REQUIRE(found.buffers.size() == 2);
  CHECK(found.buffers[0].name == "A");
  REQUIRE(found.buffers[0].inputs.size() == 1);
  CHECK(found.buffers[0].inputs[0].source == "A");
  REQUIRE(found.buffers[1].inputs.size() == 1);
  CHECK(found.buffers[1].inputs[0].channel == 2);
  CHECK(found.buffers[1].inputs[0].source == "A");
}

}  // namespace

TEST_CASE("pass files: the passes of one folder are one program, named after the folder") {
  Setting setting;
  const auto counts = import(setting, kWaves);
  CHECK(counts.added == 2);
  CHECK(counts.num_read() == 2);
  CHECK(setting.store.find("other").has_value());
  check_waves(setting.store.find("waves")->program);
  CHECK(setting.import().already_there == 2);
}

TEST_CASE("pass files: what an editor's directives include and bind is done") {
  Setting setting;
  const std::string include = "#include \"common.glsl\"\n";
  import(setting, {{"e/image.glsl", include + "#iChannel3 \"file://bufferB.glsl\"\n" +
                                        pass("c = texture(iChannel3, p) * k;")},
                   {"e/bufferB.glsl",
                    include + "#iChannel1 \"self\"\n#iChannel0 \"file://./bufferA.glsl\"\n" +
                        pass("c = texture(iChannel1, p);")},
                   {"e/bufferA.glsl", "#iChannel0 \"file://noise.png\"\n" + pass("c = vec4(1);")},
                   {"e/common.glsl", "const float k = 0.5; // mainImage is elsewhere\n"}});
  const Program found = setting.store.find("e")->program;
  CHECK_FALSE(contains(found.source, "#include"));
  CHECK(contains(found.common, "float k"));
  REQUIRE(found.inputs.size() == 1);
  CHECK(found.inputs[0].channel == 3);
  CHECK(found.inputs[0].source == "B");
  REQUIRE(found.buffers.size() == 2);
  REQUIRE(found.buffers[1].inputs.size() == 2);
  CHECK(found.buffers[1].inputs[0].channel == 0);
  CHECK(found.buffers[1].inputs[0].source == "A");
  CHECK(found.buffers[1].inputs[1].channel == 1);
  CHECK(found.buffers[1].inputs[1].source == "B");
}

TEST_CASE("pass files: a zip and a tar give the same program") {
  std::vector<ZipMember> zipped;
  std::vector<TarMember> tarred;
  for (const auto& [name, bytes] : kWaves) {
    zipped.push_back({name, bytes});
    tarred.push_back({name, bytes});
  }
  for (const std::string& bytes : {zip_bytes(zipped), tar_bytes(tarred)}) {
    Setting setting;
    setting.write("pack", bytes);
    CHECK(setting.import({setting.sources / "pack"}).added == 2);
    check_waves(setting.store.find("waves")->program);
  }
}

TEST_CASE(
    "pass files: an image and Common alone are one program, at an archive's root named after it") {
  Setting setting;
  write_zip(setting.sources / "glow.zip",
            {{"image.glsl", pass("c = vec4(k);")}, {"common.glsl", "const float k = 1.0;"}});
  CHECK(setting.import().added == 1);
  CHECK(contains(setting.store.find("glow")->program.common, "float k"));
}

TEST_CASE("pass files: files that are not passes of one program stay programs by themselves") {
  const std::string image = pass("c = vec4(1.0);"),
                    plain = "void main() { gl_FragColor = vec4(1); }";
  for (const Files& files :
       {Files{{"x/image.glsl", image}, {"y/buffer a.glsl", pass("c = vec4(0.5);")}},
        Files{{"x/bufferA.glsl", image}, {"x/common.glsl", "int a;"}},
        Files{{"x/image.glsl", plain}, {"x/common.glsl", "int a;"}},
        Files{{"x/image.glsl", image}, {"x/imaged.glsl", "int a;"}},
        Files{{"x/image.glsl", image}, {"x/buffer_a.glsl", plain}},
        Files{{"x/image.glsl", "// dialect: sandbox\n" + image}, {"x/common.glsl", "int a;"}}}) {
    Setting setting;
    CHECK_MESSAGE(import(setting, files).added == 2, files.begin()->first);
  }
  Setting twice;
  CHECK(import(twice, {{"x/image.glsl", image},
                       {"x/Image.frag", pass("c = vec4(0.2);")},
                       {"x/common.glsl", "int a;"}})
            .added == 3);
}

TEST_CASE("pass files: passes whose file cannot be read leave the others as programs") {
  Setting setting;
  const auto counts = import(setting, {{"x/image.glsl", pass("c = vec4(1.0);")},
                                       {"x/buffer a.glsl", std::string(9u << 20, ' ')}});
  CHECK(counts.added == 1);
  CHECK(counts.refused == 1);
}
