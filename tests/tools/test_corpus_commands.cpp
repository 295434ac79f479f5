#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <random>
#include <set>

#include "tests/tools/small_corpus.h"

using namespace progpretrain;
using testing::json_of;
using testing::run_tool;

TEST_CASE("import: a second import of the same files adds nothing") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  const std::vector<std::string> import{"import", (folder / "p").string(), "--corpus", (folder / "c.db").string(), "--json"};
  const auto first = json_of(run_tool(import)), second = json_of(run_tool(import));
  CHECK(first["added"] == 4);
  CHECK(second["added"] == 0);
  CHECK(second["already_there"] == 4);
  CHECK(first["fingerprint"] == second["fingerprint"]);
}

TEST_CASE("import: the counts add up to what was read, a rate stands only where a worker translated") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "again.glsl", "void mainImage(out vec4 o,in vec2 p){ o = vec4(p / iResolution.xy, 0.5 + 0.5 * sin(iTime), 1.0); }\n");
  base::write_file_atomically(folder / "p" / "blank.glsl", " \n");
  base::write_file_atomically(folder / "p" / "broken.json", "{ broken");
  base::write_file_atomically(folder / "p" / "wrong.glsl", "void mainImage(out vec4 o, in vec2 p) { o = wrong; }\n");
  base::write_file_atomically(folder / "p" / "z.glsl", "// licence: MIT\nvoid main() { gl_FragColor = vec4(1.0); }\n");
  const std::map<std::string, std::string> cache{{"PROGPRETRAIN_CACHE", (folder / "cache").string()}};
  const std::string corpus = (folder / "c.db").string();
  const std::vector<std::string> import{"import", (folder / "p").string(), "--exclude-licence", "MIT", "--corpus", corpus};
  const auto has = [](const std::string& out, const std::string& line) { CHECK_MESSAGE(out.find(line + "\n") != std::string::npos, out); };
  const std::string first = run_tool(import, cache).out, second = run_tool(import, cache).out;
  has(first, corpus + ": 9 programs read: 5 new, 1 duplicates, 2 refused on reading, 0 already there, 1 left out by licence");
  has(second, corpus + ": 9 programs read: 0 new, 0 duplicates, 0 refused on reading, 8 already there, 1 left out by licence");
  for (const std::string& out : {first, second}) has(out, "8 programs in the corpus: 4 translated, 3 refused, 1 duplicates");
  CHECK_MESSAGE(first.find("5 programs translated in ") != std::string::npos, first);
  CHECK_MESSAGE(second.find("/s)") == std::string::npos, second);
  auto with_json = import;
  with_json.push_back("--json");
  const auto json = json_of(run_tool(with_json, cache));
  CHECK(json["read"] == 9);
  CHECK(json["added"].get<int>() + json["duplicates"].get<int>() + json["refused_on_reading"].get<int>() + json["already_there"].get<int>() + json["left_out_by_licence"].get<int>() == 9);
}

TEST_CASE("import: programs that differ in comments and space only are duplicates") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "zcopy.glsl", "void mainImage(out vec4 o,in vec2 p){ /* a copy */\n o = vec4(p / iResolution.xy, 0.5 +\n 0.5 * sin(iTime), 1.0); }\n");
  const std::string corpus = (folder / "c.db").string();
  CHECK(json_of(run_tool({"import", (folder / "p").string(), "--corpus", corpus, "--json"}))["duplicates"] == 1);
  const auto rows = json_of(run_tool({"list", "--corpus", corpus, "--flag", "duplicate_of", "--json"}))["programs"];
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["id"] == "zcopy");
  CHECK(rows[0]["flags"] == base::Json::array({"duplicate_of:ramp"}));
}

TEST_CASE("screen: verdicts and flags as a table and as JSON, what was screened is not screened again") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  const auto write = [&](const std::string& name, const std::string& body) {
    base::write_file_atomically(folder / "p" / (name + ".glsl"), "void mainImage(out vec4 o, in vec2 p) { " + body + " }\n");
  };
  write("black", "o = vec4(0.0);");
  write("endless", "float s = 0.0; while (s >= 0.0) { s += 1.0; } o = vec4(fract(p * 0.1), s, 1.0);");
  write("still", "o = vec4(fract(p * 0.1), 0.0, 1.0);");
  write("notanumber", "o = vec4(sqrt(-p.x - iTime), fract(p.yx * 0.1 + iTime), 1.0);");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}).exit_code == 0);
  const auto totals = json_of(run_tool({"screen", "--corpus", corpus, "--json"}))["totals"];
  CHECK(totals["ok"] == 8);
  CHECK(totals["nan"] == 1);
  CHECK(totals["budget"] == 1);
  CHECK(totals["blank"] == 1);
  CHECK(totals["static"].get<int>() >= 2);
  const auto again = run_tool({"screen", "--corpus", corpus});
  CHECK(again.exit_code == 0);
  CHECK(again.err.find("screening") == std::string::npos);

  const auto endless = json_of(run_tool({"show", "endless", "--corpus", corpus, "--json"}));
  CHECK(endless["verdict"] == "ok");
  CHECK(endless["source"].get<std::string>().find("while (s >= 0.0)") != std::string::npos);
  CHECK(endless["ms_per_megapixel"].get<double>() > 0.0);
  CHECK(endless["draw_ms_64px"].get<double>() < 2000.0);  // the budget bounds a 64 px frame to 2 s
}

TEST_CASE("list: filters by verdict, licence, dialect and measurements") {
  const auto& corpus = testing::small_corpus();
  const auto count = [&](std::vector<std::string> filter) {
    filter.insert(filter.begin(), {"list", "--corpus", corpus.path, "--json"});
    return json_of(run_tool(filter))["programs"].size();
  };
  CHECK(count({}) == 4);
  CHECK(count({"--verdict", "ok"}) == 4);
  CHECK(count({"--verdict", "parse_error"}) == 0);
  CHECK(count({"--licence", "CC0-1.0"}) == 4);
  CHECK(count({"--licence", "MIT"}) == 0);
  CHECK(count({"--dialect", "shadertoy"}) == 4);
  CHECK(count({"--where", "ms_per_megapixel>0"}) == 4);
  CHECK(count({"--where", "colourfulness<1"}) == 1);  // waves is grey
  CHECK(count({"--licence", "cc0*"}) == 4);
  CHECK(count({"--licence", "unknown"}) == 0);
  CHECK(count({"--verdict", "unscreened"}) == 0);
  CHECK(count({"--licence", "MIT,cc0-1.0"}) == 4);
  CHECK(count({"--verdict", "parse_error,ok"}) == 4);
  CHECK(count({"--dialect", "shadertoy,sandbox"}) == 4);
}

TEST_CASE("list: a verdict, flag, dialect or measurement that does not exist is refused with those that do") {
  const auto& corpus = testing::small_corpus();
  const auto refusal = [&](std::vector<std::string> filter) {
    filter.insert(filter.begin(), {"list", "--corpus", corpus.path});
    const auto result = run_tool(filter);
    CHECK(result.exit_code == 2);
    CHECK(result.num_error_lines() == 1);
    return result.err;
  };
  CHECK(refusal({"--verdict", "okay"}).find("parse_error") != std::string::npos);
  CHECK(refusal({"--flag", "black"}).find("budget, blank, static, nan, duplicate_of") != std::string::npos);
  CHECK(refusal({"--dialect", "shadertoi"}).find("shadertoy") != std::string::npos);
  CHECK(refusal({"--verdict", "ok,okay"}).find("--verdict okay") != std::string::npos);
  CHECK(refusal({"--families", "no such"}).find("families: ") != std::string::npos);
  const auto warned = run_tool({"list", "--corpus", corpus.path, "--licence", "CCO-1.0"});
  CHECK(warned.exit_code == 0);
  CHECK_MESSAGE(warned.err.find("--licence CCO-1.0: no known name") != std::string::npos, warned.err);
  CHECK(refusal({"--where", "colorfulness<1"}).find("colourfulness") != std::string::npos);
  CHECK(refusal({"--where", "mean<"}).find("number") != std::string::npos);
}

TEST_CASE("list: an id of any length leaves the columns in their places") {
  const testing::TemporaryFolder folder;
  const std::string id(180, 'i');
  base::write_file_atomically(folder / "p" / (id + ".glsl"), "void mainImage(out vec4 o, in vec2 p) { o = vec4(p.x"); // refused
  const std::string corpus = (folder / "c.db").string();
  run_tool({"import", (folder / "p").string(), "--corpus", corpus});
  const std::string out = run_tool({"list", "--corpus", corpus}).out;
  CHECK_MESSAGE(out.find("\n" + std::string(45, 'i') + "... shadertoy") != std::string::npos, out);
}

TEST_CASE("list: --where knows every number that screening measures") {
  const auto& corpus = testing::small_corpus();
  const auto row = json_of(run_tool({"show", "ramp", "--corpus", corpus.path, "--json"}));
  for (const std::string name : {"compile_ms", "ms_per_megapixel", "mean", "std", "variance", "colourfulness", "coverage",
                                 "spectral_slope", "png_bytes", "loop_instructions", "num_passes", "num_buffers"}) {
    INFO(name);
    REQUIRE(row.contains(name));
    CHECK(row[name].is_number());
  }
  for (const auto& [name, value] : row.items())
    if (value.is_number()) {
      INFO(name);
      CHECK(run_tool({"list", "--corpus", corpus.path, "--where", name + ">=-1e9"}).exit_code == 0);
    }
}

TEST_CASE("show: attribution, verdict and measurements with units, the source only when asked for") {
  const auto& corpus = testing::small_corpus();
  const auto shown = run_tool({"show", "rings", "--corpus", corpus.path});
  CHECK(shown.exit_code == 0);
  for (const std::string part : {"attribution", "CC0-1.0", "an unknown author", "verdict", "ok", "compile_ms", " ms\n", "shadertoy ("})
    CHECK_MESSAGE(shown.out.find(part) != std::string::npos, part);
  CHECK(shown.out.find("void mainImage") == std::string::npos);
  CHECK(run_tool({"show", "rings", "--corpus", corpus.path, "--source"}).out.find("void mainImage") != std::string::npos);
}

TEST_CASE("import and screen: a table by dialect, verdict and flag, equal causes counted together with an example") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  const auto write = [&](const std::string& name, const std::string& body) {
    base::write_file_atomically(folder / "p" / (name + ".glsl"), "void mainImage(out vec4 o, in vec2 p) {\n" + body + "\n}\n");
  };
  for (const std::string name : {"first", "second", "third"}) write(name, "o = vec4(1.0);\no.x = " + name + "_name;");
  write("other", "o = vec4(1.0;  // of " + folder.path().string());  // no earlier run has translated this one
  const std::string corpus = (folder / "c.db").string();
  const auto imported = run_tool({"import", (folder / "p").string(), "--corpus", corpus});
  CHECK(imported.exit_code == 0);
  CHECK(imported.out.find("translated") != std::string::npos);
  const auto at = imported.out.find("'NAME' : undeclared identifier");
  REQUIRE_MESSAGE(at != std::string::npos, imported.out);
  const std::string line = imported.out.substr(imported.out.rfind('\n', at) + 1, 200);
  CHECK(line.find("[first_name in 1, second_name in 1, third_name in 1]") != std::string::npos);
  CHECK(line.find("     3  parse_error") != std::string::npos);
  CHECK(line.find("as first, line 3") != std::string::npos);
  CHECK(imported.out.find(" programs translated in ") != std::string::npos);

  const auto screened = run_tool({"screen", "--corpus", corpus});
  CHECK(screened.exit_code == 0);
  CHECK(screened.out.find("4 programs screened in") != std::string::npos);
  const auto again = json_of(run_tool({"screen", "--corpus", corpus, "--json"}));
  CHECK(again["screened_now"] == 0);
  CHECK(again["by_dialect"]["shadertoy"]["parse_error"] == 4);
  CHECK(again["reasons"][0]["programs"] == 3);
  CHECK(again["reasons"][0]["names"] == base::Json{{"first_name", 1}, {"second_name", 1}, {"third_name", 1}});
}

TEST_CASE("import: files that hold no program are counted in one line, and in --json") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  for (const std::string name : {"a.png", "b.png", "c.md"}) base::write_file_atomically(folder / "p" / name, "x");
  std::filesystem::create_symlink("a.png", folder / "p" / "link.glsl");
  std::filesystem::create_symlink("b.png", folder / "p" / "other.glsl");
  const auto text = run_tool({"import", (folder / "p").string(), "--corpus", (folder / "c.db").string()}).out;
  CHECK_MESSAGE(text.find("5 files skipped: 2 .png, 2 symlinks, 1 .md\n") != std::string::npos, text);
  const auto json = json_of(run_tool({"import", (folder / "p").string(), "--corpus", (folder / "d.db").string(), "--json"}));
  CHECK(json["skipped"] == base::Json{{".png", 2}, {".md", 1}, {"symlink", 2}});
}

TEST_CASE("import: a cause that always has the same name tells it") {
  const testing::TemporaryFolder folder;
  for (const std::string argument : {"p", "p.x"})
    base::write_file_atomically(folder / "p" / (argument + ".glsl"),
                                "void mainImage(out vec4 o, in vec2 p) { o = vec4(1.0) + missing_one(" + argument + "); }");
  const auto imported = run_tool({"import", (folder / "p").string(), "--corpus", (folder / "c.db").string()});
  CHECK_MESSAGE(imported.out.find("2  parse_error: 'missing_one' : no matching overloaded function found (as") != std::string::npos, imported.out);
}

TEST_CASE("import: quoted words that are always the same stand in the summary") {
  const testing::TemporaryFolder folder;
  base::write_file_atomically(folder / "rows.jsonl", "{\"image_code\": \"void mainImage(out vec4 o, vec2 u) { o = vec4(1); }\", \"id\": 7}\n{\"id\": 1}\n{\"id\": 2}\n{\"id\": 3,\n");
  const auto imported = run_tool({"import", (folder / "rows.jsonl").string(), "--corpus", (folder / "c.db").string()});
  CHECK_MESSAGE(imported.out.find("no program (expected a key 'renderpass' or 'image_code'") != std::string::npos, imported.out);
  CHECK_MESSAGE(imported.out.find("NAME") == std::string::npos, imported.out);
}

TEST_CASE("screen and import: --report writes a page that runs nothing of what programs say") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "evil.json",
                              R"({"Shader": {"info": {"id": "evil", "name": "</script><script>alert(1)</script><img src=x onerror=alert(2)>",
      "username": "<b>bold</b>", "description": "", "tags": []}, "renderpass": [{"type": "image", "name": "Image", "inputs": [], "outputs": [],
      "code": "void mainImage(out vec4 o, in vec2 p) { o = vec4(p / iResolution.xy, fract(iTime), 1.0); }"}]}})");
  base::write_file_atomically(folder / "p" / "broken.glsl", "void mainImage(out vec4 o, in vec2 p) {\n  o = vec4(\"<script>alert(3)</script>\";\n}\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus, "--report", (folder / "imported").string()}).exit_code == 0);
  REQUIRE(run_tool({"screen", "--corpus", corpus, "--report", (folder / "screened").string()}).exit_code == 0);
  for (const std::string name : {"imported", "screened"}) {
    const std::string page = base::read_file(folder / name / "index.html");
    CHECK(page.find("<script>alert") == std::string::npos);
    CHECK(page.find("<img src=x") == std::string::npos);
    CHECK(page.find("http://") == page.find("http://www.w3.org/2000/svg"));  // nothing is loaded
    CHECK(page.find("https://") == std::string::npos);
    const size_t begin = page.find("id=\"data\">") + 10;
    const auto data = base::parse_json(page.substr(begin, page.find("</script>", begin) - begin), "page");
    CHECK(data["programs"] == 6);
    CHECK(data["accepted"].size() == 5);
    REQUIRE(data["refused"].size() == 1);
    CHECK(data["refused"][0]["id"] == "broken");
    CHECK(data["accepted"][0]["picture"].get<std::string>().starts_with("data:image/webp;base64,"));
    CHECK(data["histograms"].size() >= 6);
    CHECK(data["reasons"].size() == 1);
    CHECK(base::parse_json(base::read_file(folder / name / "report.json"), "report")["totals"]["ok"] == 5);
    CHECK(std::filesystem::exists(folder / name / "gallery.html"));
  }
}

TEST_CASE("screen: limits on the command line are honoured and say what they stopped") {
  const testing::TemporaryFolder folder;
  testing::write_small_programs(folder / "p");
  base::write_file_atomically(folder / "p" / "costly.glsl",
                              "void mainImage(out vec4 o, in vec2 p) {\n  float s = 0.0;\n  for (int i = 0; i < 1000000; i++) s = sin(s + p.x) + exp(-s * s);\n"
                              "  o = vec4(fract(s + iTime), p / iResolution.xy, 1.0);\n}\n");
  const std::string corpus = (folder / "c.db").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}).exit_code == 0);
  const auto screened = json_of(run_tool({"screen", "--corpus", corpus, "--draw-limit", "0.05", "--json"}));
  CHECK(screened["totals"]["draw_timeout"] == 1);
  CHECK(screened["totals"]["ok"] == 4);
  CHECK(screened["reasons"][0]["reason"] == "used more than N s of processor time");
  const auto wrong = run_tool({"screen", "--corpus", corpus, "--draw-limit", "-1"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.num_error_lines() == 1);
}

namespace {

std::string many_program(int i) {
  return "void mainImage(out vec4 o, in vec2 p) { o = vec4(fract(p / " + std::to_string(i + 2) + ".0), iTime, 1.0); }\n";
}

}  // namespace

TEST_CASE("import and screen: kill -9 at 20 random moments each, the same commands go on to the same corpus") {
  const testing::TemporaryFolder folder;
  constexpr int kNumPrograms = 80, kNumKills = 20;
  for (int i = 0; i < kNumPrograms; ++i)
    base::write_file_atomically(folder / "p" / ("p" + std::to_string(i) + ".glsl"), i % 10 == 7 ? "void mainImage(out vec4 o, in vec2 p) { o = wrong" + std::to_string(i) + "; }\n" : many_program(i));
  const std::map<std::string, std::string> cache{{"PROGPRETRAIN_CACHE", (folder / "cache").string()}};
  const std::string corpus = (folder / "c.db").string();
  const std::vector<std::string> import{"import", (folder / "p").string(), "--device", "cpu", "--json", "--corpus", corpus},
      screen{"screen", "--device", "cpu", "--json", "--corpus", corpus};
  std::mt19937 random(20261);
  for (const auto& command : {import, screen}) {
    int num_killed = 0;
    for (int i = 0; i < kNumKills; ++i) {
      const pid_t process = testing::start_tool(command, cache);
      usleep(50'000 + random() % 450'000);
      num_killed += testing::end_tool(process, SIGKILL) == 128 + SIGKILL ? 1 : 0;
    }
    CHECK(num_killed >= 5);  // the others ended first
    const auto result = json_of(run_tool(command, cache));
    CHECK(result["totals"][command == import ? "translated" : "ok"] == kNumPrograms - 8);
    CHECK(result["totals"]["parse_error"] == 8);
    CHECK(json_of(run_tool(command, cache))[command == import ? "already_there" : "screened_now"] == (command == import ? kNumPrograms : 0));
  }
  // As one that was left alone.
  std::vector<std::string> alone = import;
  alone.back() = (folder / "alone.db").string();
  const auto fingerprint = json_of(run_tool(alone, cache))["fingerprint"];
  CHECK(json_of(run_tool(import, cache))["fingerprint"] == fingerprint);
  std::set<std::string> ids;
  const auto listed = json_of(run_tool({"list", "--corpus", corpus, "--device", "cpu", "--json"}, cache));
  for (const auto& row : listed["programs"]) ids.insert(row["id"]);
  CHECK(ids.size() == kNumPrograms);
}

TEST_CASE("screen: interrupted, it prints the table of what is done and ends with 130, the same command goes on") {
  const testing::TemporaryFolder folder;
  for (int i = 0; i < 60; ++i)  // each takes long enough to be caught at it
    base::write_file_atomically(folder / "p" / ("p" + std::to_string(i) + ".glsl"),
                                "void mainImage(out vec4 o, in vec2 p) {\n  float s = " + std::to_string(i) + ".0;\n"
                                "  for (int k = 0; k < 2000; ++k) s = sin(s + p.x * 0.1 + iTime);\n  o = vec4(s, p / iResolution.xy, 1.0);\n}\n");
  const std::map<std::string, std::string> cache{{"PROGPRETRAIN_CACHE", (folder / "cache").string()}};
  const std::string corpus = (folder / "c.db").string(), out = (folder / "out").string();
  REQUIRE(run_tool({"import", (folder / "p").string(), "--corpus", corpus}, cache).exit_code == 0);
  const auto log_size = [&] { return std::filesystem::file_size(corpus + "-wal"); };
  for (const bool json : {false, true}) {
    std::vector<std::string> screen{"screen", "--device", "cpu", "--jobs", "2", "--corpus", corpus};
    if (json) screen.emplace_back("--json");
    const pid_t process = testing::start_tool(screen, cache, out);
    // The database's log grows with every row.
    std::error_code none;
    for (int i = 0; i < 1000 && (!std::filesystem::exists(corpus + "-wal", none) || log_size() < 20'000); ++i) usleep(10'000);
    CHECK(testing::end_tool(process, SIGINT) == 130);
    const std::string said = base::read_file(out);
    if (json) {
      const auto result = base::parse_json(said, "stdout");
      CHECK(result["finished"] == false);
      CHECK(result["totals"]["ok"].get<int>() + result["totals"]["unscreened"].get<int>() == 60);
      CHECK(result["screened_now"].get<int>() > 0);
    } else {
      CHECK_MESSAGE(said.find("shadertoy") != std::string::npos, said);
      CHECK(said.find("unscreened") != std::string::npos);
      CHECK(said.find("interrupted: the same command goes on from here") != std::string::npos);
    }
  }
  const auto rest = json_of(run_tool({"screen", "--device", "cpu", "--corpus", corpus, "--json"}, cache));
  CHECK(rest["totals"]["ok"] == 60);
  CHECK(rest["screened_now"].get<int>() < 60);
  CHECK(rest["finished"] == true);
}

TEST_CASE("import: interrupted, it says so in one line and ends with 130") {
  const testing::TemporaryFolder folder;
  for (int i = 0; i < 400; ++i) base::write_file_atomically(folder / "p" / ("p" + std::to_string(i) + ".glsl"), many_program(i));
  const std::map<std::string, std::string> cache{{"PROGPRETRAIN_CACHE", (folder / "cache").string()}};
  const pid_t process = testing::start_tool({"import", (folder / "p").string(), "--corpus", (folder / "c.db").string()}, cache);
  for (int i = 0; i < 1000 && !std::filesystem::exists(folder / "cache" / "spirv"); ++i) usleep(10'000);
  usleep(100'000);
  CHECK(testing::end_tool(process, SIGINT) == 130);
}

TEST_CASE("starter corpus: at least 60 programs in 20 families and 5 dialects, all drawable and unflagged") {
  const auto rows = json_of(run_tool({"list", "--corpus", "starter", "--json"}))["programs"];
  CHECK(rows.size() >= 60);
  std::set<std::string> families, dialects;
  for (const auto& row : rows) {
    INFO(row["id"].get<std::string>());
    CHECK(row["verdict"] == "ok");
    CHECK(row["flags"].empty());
    CHECK(row["licence"] == "CC0-1.0");
    CHECK(row["description"].get<std::string>().size() > 10);
    families.insert(row["family"]);
    dialects.insert(row["dialect"]);
  }
  CHECK(families.size() >= 20);
  for (const std::string dialect : {"shadertoy", "sandbox", "twigl:geekest_300", "twigl:geeker", "twigl:classic"}) CHECK(dialects.contains(dialect));
}
