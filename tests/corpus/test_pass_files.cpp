// Shadertoy programs saved as one file for each pass.
#include <doctest/doctest.h>

#include <algorithm>

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

TEST_CASE("pass files: names with the same prefix are one program, named after it") {
  for (const Files& files :
       {Files{{"x/waves.image.glsl", pass(kRead)}, {"x/waves.bufA.glsl", pass("c = vec4(1);")}, {"x/other.image.glsl", pass("c = vec4(2);")}},
        Files{{"x/waves - Image.glsl", pass(kRead)}, {"x/waves - Buffer A.glsl", pass("c = vec4(1);")}, {"x/image.frag", pass("c = vec4(2);")}}}) {
    Setting setting;
    CHECK(import(setting, files).added == 2);
    const Program found = setting.store.find("waves")->program;
    REQUIRE(found.buffers.size() == 1);
    CHECK(found.inputs[0].source == "A");
  }
}

TEST_CASE("pass files: main beside buffers is their image") {
  Setting setting;
  CHECK(import(setting, {{"m/main.fs", pass(kRead)}, {"m/bufferA.fs", pass("c = vec4(1);")}}).added == 1);
  CHECK(setting.store.find("m")->program.buffers.size() == 1);
  Setting with_image;
  CHECK(import(with_image, {{"m/main.fs", pass("c = vec4(2);")}, {"m/image.fs", pass(kRead)}, {"m/bufferA.fs", pass("c = vec4(1);")}}).added == 2);
}

namespace {

std::string bound(int channel, const std::string& target) {
  return "#iChannel" + std::to_string(channel) + " \"" + target + "\"\n";
}

}  // namespace

TEST_CASE("pass files: freely named files that channels are bound to are buffers, drawn before what reads them") {
  const Files files{{"e/z.glsl", "// title: Z\n" + bound(0, "file://./blur.glsl") + bound(1, "file://noise.png") +
                                     pass("c = texture(iChannel0, p) + texture(iChannel1, p);")},
                    {"e/blur.glsl", bound(2, "file://a.glsl") + bound(0, "self") + "// License: CC BY-NC 4.0\n" +
                                        pass("c = texture(iChannel2, p) + texture(iChannel0, p);")},
                    {"e/a.glsl", pass("c = vec4(1.0);")},
                    {"e/free.glsl", pass("c = vec4(0.5);")}};
  Setting setting;
  CHECK(import(setting, files).added == 2);
  CHECK(setting.ids() == std::vector<std::string>{"free", "z"});
  const Program found = setting.store.find("z")->program;
  CHECK(found.title == "Z");
  CHECK(found.licence == "CC-BY-NC-4.0");
  REQUIRE(found.buffers.size() == 2);
  CHECK(contains(found.buffers[0].source, "vec4(1.0)"));
  REQUIRE(found.buffers[1].inputs.size() == 2);
  CHECK(found.buffers[1].inputs[0].source == "B");
  CHECK(found.buffers[1].inputs[1].source == "A");
  REQUIRE(found.inputs.size() == 1);
  CHECK(found.inputs[0].source == "B");
  CHECK(std::count(found.notes.begin(), found.notes.end(), "#iChannel1 \"file://noise.png\" is not read") == 1);
  std::vector<ZipMember> zipped;
  for (const auto& [name, bytes] : files) zipped.push_back({name, bytes});
  Setting from_zip;
  write_zip(from_zip.sources / "e.zip", zipped);
  CHECK(from_zip.import().added == 2);
  CHECK(from_zip.store.find("z")->program.buffers.size() == 2);
}

TEST_CASE("pass files: files that read each other are one program, and those that cannot be buffers stay programs") {
  Setting circle;
  CHECK(import(circle, {{"e/a.glsl", bound(0, "file://b.glsl") + pass("c = texture(iChannel0, p);")},
                        {"e/b.glsl", bound(0, "file://a.glsl") + pass("c = texture(iChannel0, p) + 0.1;")}})
            .added == 1);
  const Program found = circle.store.find("a")->program;
  REQUIRE(found.buffers.size() == 2);
  CHECK(found.buffers[1].inputs[0].source == "A");
  CHECK(found.inputs[0].source == "B");
  Setting plain;
  CHECK(import(plain, {{"e/a.glsl", bound(0, "file://b.glsl") + pass("c = texture(iChannel0, p);")},
                       {"e/b.glsl", "void main() { gl_FragColor = vec4(1); }"}})
            .added == 2);
  CHECK(contains(plain.store.find("a")->program.notes.at(0), "b.glsl"));
  Files many{{"e/a.glsl", pass("c = texture(iChannel0, p);")}};
  for (int i = 0; i < 5; ++i) {
    const std::string name = "n" + std::to_string(i) + ".glsl";
    many["e/a.glsl"].insert(0, bound(i % 4, "file://" + name));
    many["e/" + name] = pass("c = vec4(" + std::to_string(i) + ");");
  }
  Setting five;
  CHECK(import(five, many).added == 6);
}

TEST_CASE("plain text: a text that reads its last frame is a buffer that the image shows") {
  const Program found = read_text("a.glsl", "// title: Trail\n" + bound(1, "self") + "#iKeyboard\n" + pass("c = texture(iChannel1, p) * 0.9;"));
  CHECK(found.title == "Trail");
  REQUIRE(found.buffers.size() == 1);
  CHECK(contains(found.buffers[0].source, "* 0.9"));
  REQUIRE(found.buffers[0].inputs.size() == 1);
  CHECK(found.buffers[0].inputs[0].channel == 1);
  CHECK(found.buffers[0].inputs[0].source == "A");
  REQUIRE(found.inputs.size() == 1);
  CHECK(found.inputs[0].source == "A");
  CHECK(std::count(found.notes.begin(), found.notes.end(), "#iKeyboard is not read: no key is pressed") == 1);
}

TEST_CASE("plain text: an editor's line that nothing comes of leaves a note, one in a comment does not") {
  const Program found = read_text("a.glsl", bound(0, "https://x.org/a.png") + "#iChannel0::WrapMode \"Repeat\"\n/*\n" + bound(1, "self") +
                                                "*/\n// #iChannel2 \"self\"\n" + pass("c = texture(iChannel0, p);"));
  CHECK(found.notes == std::vector<std::string>{"#iChannel0 \"https://x.org/a.png\" is not read"});
  CHECK(found.buffers.empty());
}

TEST_CASE("pass files: includes of files of the same folder are put in their places") {
  const std::string image = "void main() { gl_FragColor = vec4(lib(0.5)); }\n";
  Setting setting;
  const auto counts = import(setting, {{"i/image2.frag", "// title: T\n#include \"lib.glsl\"\n#include <./lib.glsl>\n" + image},
                                       {"i/lib.glsl", "// title: Lib, License: GPL v3\n#include \"deep.glsl\"\nfloat lib(float x) { return deep(x); }"},
                                       {"i/deep.glsl", "#include \"lib.glsl\"\nfloat deep(float x) { return x; }\n"}});
  CHECK(counts.num_read() == 1);
  const Program found = setting.store.find("image2")->program;
  CHECK(found.title == "T");
  CHECK(found.licence == "GPL-3.0-only");
  CHECK_FALSE(contains(found.source, "#include"));
  CHECK(found.source.find("float deep") < found.source.find("float lib"));
  CHECK(found.source.find("float lib") == found.source.rfind("float lib"));
  CHECK(found.notes.size() == 2);
}

TEST_CASE("pass files: includes that lead out of the folder, too deep or to too much are left as they are") {
  Setting setting;
  setting.write("secret.glsl", "float secret;\n");
  Files files{{"i/a.frag", "#include \"../secret.glsl\"\n#include \"/etc/passwd\"\n#include \"none.glsl\"\n#include \"d0.glsl\"\n"
                           "#include \"big1.glsl\"\n#include \"big2.glsl\"\nvoid main() { gl_FragColor = vec4(1); }\n"}};
  for (int i = 0; i < 20; ++i) files["i/d" + std::to_string(i) + ".glsl"] = "#include \"d" + std::to_string(i + 1) + ".glsl\"\nfloat f" + std::to_string(i) + ";\n";
  for (const std::string name : {"1", "2"}) files["i/big" + name + ".glsl"] = "float big" + name + ";" + std::string(700'000, ' ') + "\n";
  import(setting, files);
  const std::string source = setting.store.find("a")->program.source;
  for (const char* kept : {"#include \"../secret.glsl\"", "#include \"/etc/passwd\"", "#include \"none.glsl\"", "#include \"big2.glsl\"", "#include \"d8.glsl\""})
    CHECK_MESSAGE(contains(source, kept), kept);
  CHECK(contains(source, "float big1"));
  CHECK(contains(source, "float f7"));
  CHECK_FALSE(contains(source, "float f8"));
}
