#include <doctest/doctest.h>

#include "engine/picture/codec.h"
#include "engine/picture/contact_sheet.h"
#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

TEST_CASE("render: one picture has the size asked for and the program's pixels") {
  const auto& corpus = testing::small_corpus();
  const testing::TemporaryFolder folder;
  const auto file = folder / "ramp.png";
  REQUIRE(run_tool({"render", "--id", "ramp", "--time", "0", "--size", "64", "--corpus", corpus.path, "-o", file.string()}).exit_code == 0);
  const auto image = picture::read_png(file);
  REQUIRE(image.width == 64);
  REQUIRE(image.height == 64);
  CHECK(int{image.at(0, 0)[0]} == 2);     // (0 + 0.5) / 64
  CHECK(int{image.at(0, 0)[1]} == 253);   // top row: y up
  CHECK(int{image.at(63, 63)[0]} == 253);
  CHECK(int{image.at(63, 63)[2]} == 128);
}

TEST_CASE("render: a contact sheet, an animation and a gallery of all programs") {
  const auto& corpus = testing::small_corpus();
  const testing::TemporaryFolder folder;
  const auto render = [&](const std::string& out, std::vector<std::string> more) {
    more.insert(more.begin(), {"render", "--all", "--size", "48", "--corpus", corpus.path, "-o", (folder / out).string()});
    REQUIRE(run_tool(more).exit_code == 0);
    return base::read_file(folder / out);
  };
  CHECK(picture::decode_png(render("sheet.png", {}))->width > 2 * 48);
  const std::string webp = render("anim.webp", {"--times", "0:1:4"});
  CHECK(webp.substr(0, 4) == "RIFF");
  CHECK(webp.find("ANIM") != std::string::npos);
  const std::string html = render("gallery.html", {});
  for (const std::string id : {"ramp", "rings", "squares", "waves"}) CHECK(html.find("\"" + id + "\"") != std::string::npos);
  CHECK(html.find("http://") == std::string::npos);
}

TEST_CASE("render: npy holds the frames in the order of frames.json, refused programs are named there") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "wrong.glsl", "void mainImage(out vec4 o, in vec2 p) { o = nothing; }\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}).exit_code == 0);
  const auto result = run_tool({"render", "--all", "--size", "16", "--format", "npy", "--corpus", corpus, "-o", (folder / "frames").string()});
  CHECK(result.exit_code == 0);
  const std::string npy = base::read_file(folder / "frames" / "frames.npy");
  CHECK(npy.find("(4, 3, 16, 16)") != std::string::npos);
  const auto index = base::parse_json(base::read_file(folder / "frames" / "frames.json"), "frames.json");
  CHECK(index["ids"] == base::Json::array({"ramp", "rings", "squares", "waves"}));
  CHECK(index["failed"].contains("wrong"));
}

TEST_CASE("render: --sample takes what there is, says so, and depends on the seed alone") {
  const auto& corpus = testing::small_corpus();
  const testing::TemporaryFolder folder;
  const auto ids = [&](const std::string& count, const std::string& seed) {
    return json_of(run_tool({"render", "--sample", count, "--seed", seed, "--size", "16", "--json", "--corpus", corpus.path, "-o", (folder / "s.png").string()}))["ids"];
  };
  CHECK(ids("9", "1").size() == 4);
  CHECK(ids("2", "5") == ids("2", "5"));
  const auto result = run_tool({"render", "--sample", "9", "--size", "16", "--corpus", corpus.path, "-o", (folder / "s.png").string()});
  CHECK(result.err.find("9 programs asked for, 4") != std::string::npos);
}

TEST_CASE("render: the same bits whatever the number of the driver's threads") {
  const testing::TemporaryFolder folder;
  const auto frames = [&](const std::string& threads) {
    REQUIRE(run_tool({"render", "--corpus", "starter", "--all", "--size", "40", "--format", "npy", "-o", (folder / threads).string()}, {{"LP_NUM_THREADS", threads}}).exit_code == 0);
    return base::read_file(folder / threads / "frames.npy");
  };
  CHECK(frames("1") == frames("4"));
}

TEST_CASE("render: a gallery shows hostile titles as text") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "evil.glsl",
                              "// title: <script>alert(1)</script>\nvoid mainImage(out vec4 o, in vec2 p) { o = vec4(fract(p * 0.1), 0.0, 1.0); } // </script><script>alert(2)\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "evil.glsl").string(), "--corpus", corpus}).exit_code == 0);
  REQUIRE(run_tool({"render", "--all", "--size", "16", "--corpus", corpus, "-o", (folder / "g.html").string()}).exit_code == 0);
  const std::string html = base::read_file(folder / "g.html");
  CHECK(html.find("<script>alert") == std::string::npos);
}

TEST_CASE("render: ids that would make the same file name keep apart") {
  const testing::TemporaryFolder folder;
  for (const std::string name : {"a b", "a_b", "a'b"})
    base::write_file_atomically(folder / "p" / (name + ".glsl"), "void mainImage(out vec4 o, in vec2 p) { o = vec4(fract(p * 0.0" + std::to_string(name.size() + name[1]) + "), 0.0, 1.0); }\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}).exit_code == 0);
  REQUIRE(run_tool({"render", "--all", "--size", "16", "--corpus", corpus, "-o", (folder / "out").string()}).exit_code == 0);
  const auto files = base::parse_json(base::read_file(folder / "out" / "frames.json"), "frames.json")["files"];
  REQUIRE(files.size() == 3);
  for (const auto& file : files) CHECK(std::filesystem::exists(folder / "out" / file.get<std::string>()));
  CHECK(files[0] != files[1]);
}

TEST_CASE("render: --neighbours draws moments by sigmas, the first column the programs themselves") {
  const auto& corpus = testing::small_corpus();
  const testing::TemporaryFolder folder;
  const auto sheet = (folder / "n.png").string();
  const auto result = json_of(run_tool({"render", "--neighbours", "--id", "rings", "--times", "1:2:2", "--size", "96", "--json", "--corpus", corpus.path, "-o", sheet}));
  const auto columns = static_cast<int>(result["sigmas"].size());
  CHECK(result["rows"].size() == 2);
  CHECK(result["sigmas"][0] == 0.0);
  const auto picture = picture::read_png(sheet);
  const auto layout = picture::layout_sheet(2 * columns, 96, 96, columns);
  CHECK(picture.width == layout.width);
  CHECK(picture.height == layout.height);
  REQUIRE(run_tool({"render", "--id", "rings", "--time", "1", "--size", "96", "--corpus", corpus.path, "-o", (folder / "one.png").string()}).exit_code == 0);
  const auto one = picture::read_png(folder / "one.png");
  int different = 0;
  for (int y = 0; y < 96; ++y)
    for (int x = 0; x < 96; ++x) {
      REQUIRE(picture.at(layout.tile_x(0) + x, layout.tile_y(0) + y)[0] == one.at(x, y)[0]);
      different += picture.at(layout.tile_x(columns - 1) + x, layout.tile_y(columns - 1) + y)[0] != one.at(x, y)[0];
    }
  CHECK(different > 96);
}

TEST_CASE("render: --neighbours parameters has a row for every declared parameter, then for literals") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "p" / "disc.glsl",
                              "// @param kRadius identity 0.3 0.1 0.5\n// @param kInk palette 0.9,0.4,0.1 0 1\n"
                              "const float kRadius = 0.3; const vec3 kInk = vec3(0.9, 0.4, 0.1);\n"
                              "void mainImage(out vec4 o, in vec2 p) { o = vec4(mix(kInk, vec3(0.2, 0.3, 0.4), smoothstep(-0.02, 0.02, length(p / iResolution.xy - 0.5) - kRadius)), 1.0); }\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}).exit_code == 0);
  const auto result = json_of(run_tool({"render", "--neighbours", "parameters", "--id", "disc", "--json", "--corpus", corpus, "-o", (folder / "n.png").string()}));
  REQUIRE(result["rows"].size() > 2);
  CHECK(result["rows"][0] == "kRadius (identity)");
  CHECK(result["rows"][1] == "kInk (palette)");
  CHECK(result["rows"][2].get<std::string>().starts_with("literal "));
  CHECK(run_tool({"render", "--neighbours", "rows", "--id", "disc", "--corpus", corpus, "-o", (folder / "n.png").string()}).exit_code == 2);
  CHECK(run_tool({"render", "--neighbours", "parameters", "--id", "disc", "--corpus", corpus, "-o", (folder / "n.webp").string()}).exit_code == 2);
}
