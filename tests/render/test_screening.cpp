// Real programs, real workers, the software device.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/corpus/store.h"
#include "engine/gpu/device.h"
#include "engine/render/drawable_programs.h"
#include "engine/render/screening.h"
#include "tests/render/worker_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;
using corpus::Store;
using corpus::Verdict;

namespace {

bool has_software_device() {
  const auto devices = gpu::list_devices();
  return std::any_of(devices.begin(), devices.end(), [](const auto& d) { return d.is_cpu; });
}

#define REQUIRE_SOFTWARE_DEVICE()                  \
  if (!has_software_device()) {                    \
    MESSAGE("SKIPPED: no software Vulkan device"); \
    return;                                        \
  }

struct Corpus {
  testing::TemporaryFolder folder;
  Store store{folder / "corpus.db", Store::Mode::create_or_open};
  ScreeningOptions options;
  std::string driver_key;

  Corpus() {
    options.worker = testing::worker_options(false);
    options.worker.settings.cache_folder = folder / "spirv";
    options.jobs = 2;
  }

  void add(const std::string& id, const std::string& source,
           const std::string& dialect = "shadertoy") {
    corpus::Program program;
    program.id = id;
    program.dialect = dialect;
    program.source = source;
    program.origin = id + ".glsl";
    store.add(program, base::sha256_hex(dialect + source), "given");
  }

  ScreeningCounts screen(const std::vector<std::string>& ids = {},
                         const std::atomic<bool>* stop = nullptr) {
    if (driver_key.empty()) driver_key = screening_driver_key(options);
    return screen_missing(store, driver_key, ids, options, {}, stop);
  }

  corpus::Entry entry(const std::string& id) { return store.find(id, driver_key).value(); }
  std::vector<std::string> flags(const std::string& id) {
    return entry(id).screening.value().flags;
  }
};

using Flags = std::vector<std::string>;

std::string image(const std::string& body) {
  return "void mainImage(out vec4 o, in vec2 p) {\n" + body + "\n}\n";
}

const std::string kMoving =
    image("o = vec4(0.5 + 0.5 * cos(iTime + p.xyx / iResolution.xyx + vec3(0, 2, 4)), 1.0);");

// Every pixel spends its whole loop budget.
const std::string kCostly = image(
    "float s = 0.0;\n"
    "for (int i = 0; i < 1000000; i++)\n"
    "  for (int j = 0; j < 1000000; j++) s = sin(s + p.x) + exp(-s * s) + tan(s) + atan(s, p.x);\n"
    "o = vec4(fract(s + iTime), p / iResolution.xy, 1.0);");

// Hundreds of statements in a row, each inlined for itself: minutes in the driver's compiler.
std::string slow_to_compile() {
  std::ostringstream text;
  text << "float f(float x) {\nfloat a = x;\n";
  for (int i = 0; i < 600; ++i)
    text << "a = mix(sin(a * " << i + 1 << ".3 + cos(a * " << i << ".7)), pow(abs(a), " << i + 1
         << ".1), smoothstep(0.0, 1.0, a * " << i << ".2));\nif (a > " << i
         << ".5) a = sqrt(abs(a));\n";
  text << "return a;\n}\n";
  return text.str() + image("o = vec4(f(p.x / 64.0 + iTime), f(p.y / 64.0), 0.0, 1.0);");
}

}  // namespace

TEST_CASE("screening: a pack's word stands for a screening, and for what screening found") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  const auto add_published = [&](const std::string& id, const std::string& source, double cost) {
    corpus::Program program;
    program.id = id;
    program.dialect = "shadertoy";
    program.source = source;
    program.statistics = {{"ms_per_megapixel", cost}};
    corpus.store.add(program, base::sha256_hex(source), "given");
  };
  add_published("moving", kMoving, 1234);
  add_published("still", image("o = vec4(p / iResolution.xy, 0.5, 1.0);"), 7);
  add_published("wrong", image("o = vec4(nothing);"), 8);
  corpus.add("ours", image("o = vec4(fract(p * 0.1 + iTime), 0.5, 1.0);"));
  corpus.driver_key = screening_driver_key(corpus.options);
  const auto drawable = [&](bool trust) {
    const TranslationIndex known = open_translation_index(corpus.options);
    DrawableFilter filter;
    filter.with_quick_code = true;
    if (trust) filter.published = &known;
    std::map<std::string, double> cost_of;
    for (const auto& program : drawable_programs(corpus.store, corpus.driver_key, filter))
      cost_of[program.id] = program.ms_per_megapixel;
    return cost_of;
  };
  CHECK(drawable(true).empty());  // nothing is known of their modules
  const auto translated =
      translate_missing(corpus.store, {"moving", "still", "wrong"}, corpus.options);
  CHECK(translated.num_done_now == 3);
  const std::map<std::string, double> published{{"moving", 1234}, {"still", 7}};
  CHECK(drawable(true) == published);
  CHECK(drawable(false).empty());
  CHECK_FALSE(corpus.entry("moving").screening.has_value());  // nothing was written

  corpus.screen();
  CHECK(corpus.flags("still") == Flags{"static"});
  const auto screened = drawable(false);
  CHECK(screened.size() == 2);  // moving and ours
  CHECK(screened.at("moving") != 1234);
  auto both = published;
  both["ours"] = screened.at("ours");
  CHECK(drawable(true) == both);
}

TEST_CASE("screening: quick code gives the verdict, optimised code is made once it is asked for, and stays valid for both") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("moving", kMoving);
  corpus.options.worker.settings.code = Code::quick;
  CHECK(corpus.screen().num_done_now == 1);
  CHECK(corpus.entry("moving").screening->measurements["code"] == "quick");
  const double quick_mean = corpus.entry("moving").screening->measurements["mean"];
  CHECK(drawable_programs(corpus.store, corpus.driver_key).empty());
  CHECK(drawable_programs(corpus.store, corpus.driver_key, std::vector<std::string>{"moving"}).failed.front().reason ==
        "was screened with quick code only");
  CHECK(corpus.screen().num_done_now == 0);

  corpus.options.worker.settings.code = Code::optimised;
  CHECK(corpus.screen().num_done_now == 1);
  CHECK(corpus.entry("moving").screening->measurements["code"] == "optimised");
  CHECK(corpus.entry("moving").screening->measurements["mean"].get<double>() == doctest::Approx(quick_mean).epsilon(0.01));
  CHECK(drawable_programs(corpus.store, corpus.driver_key).size() == 1);

  corpus.options.worker.settings.code = Code::quick;
  CHECK(corpus.screen().num_done_now == 0);
}

TEST_CASE("screening: what a limit ended is tried once more when that is asked for, with the limit of then") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("costly", kCostly);
  corpus.options.limits.draw_cpu_s = 0.05;
  CHECK(corpus.screen().verdicts == std::map<std::string, uint64_t>{{"draw_timeout", 1}});
  corpus.options.limits.draw_cpu_s = 200;
  CHECK(corpus.screen().num_done_now == 0);
  corpus.options.again = true;
  CHECK(corpus.screen().verdicts == std::map<std::string, uint64_t>{{"ok", 1}});
}

TEST_CASE("screening: a moving picture is ok, without flags, and measured") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("moving", kMoving);
  const auto counts = corpus.screen();
  CHECK(counts.finished);
  CHECK(counts.num_done_now == 1);
  CHECK(counts.verdicts == std::map<std::string, uint64_t>{{"ok", 1}});
  const auto row = corpus.entry("moving").screening.value();
  CHECK(row.verdict == Verdict::ok);
  CHECK(row.flags.empty());
  const base::Json& m = row.measurements;
  CHECK(m.at("spirv_key").get<std::string>().size() == 64);
  CHECK(m.at("num_instructions").get<int>() > 10);
  CHECK(m.at("num_loops").get<int>() == 0);
  CHECK_FALSE(m.at("uses_derivatives").get<bool>());
  for (const char* positive : {"translate_ms", "compile_ms", "draw_ms_64px", "mean", "std",
                               "variance", "colourfulness", "coverage", "motion"})
    CHECK_MESSAGE(m.at(positive).get<double>() > 0, positive);
  CHECK(m.at("num_passes").get<int>() == 1);
  CHECK(m.at("num_buffers").get<int>() == 0);
  CHECK(m.at("loop_instructions").get<double>() == 0);
  CHECK(m.at("png_bytes").get<double>() > 100);
  CHECK(m.at("png_bytes").get<double>() < 3 * 64 * 64 + 2000);
  CHECK(m.at("spectral_slope").get<double>() < -2);  // a smooth picture
  CHECK(m.at("ms_per_megapixel").get<double>() ==
        doctest::Approx(m.at("draw_ms_64px").get<double>() * 1e6 / 4096));
  CHECK(m.at("num_nan_px").get<int>() == 0);
}

TEST_CASE("screening: each kind of bad picture gets its flag and stays drawable") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("endless", image("float s = 0.0;\nfor (;;) { s += sin(s + p.x + iTime); }\n"
                              "o = vec4(fract(s), p / iResolution.xy, 1.0);"));
  corpus.add("not_a_number",
             image("o = vec4(sqrt(-1.0 - p.x) * iTime, fract(p.xy / 9.0 + iTime), 1.0);"));
  corpus.add("blank", image("o = vec4(0.1 * iTime, 0.25, 0.5, 1.0);"));
  corpus.add("still", image("o = vec4(p / iResolution.xy, 0.0, 1.0);"));
  const auto counts = corpus.screen();
  CHECK(counts.verdicts == std::map<std::string, uint64_t>{{"ok", 4}});
  const Flags endless = corpus.flags("endless");
  CHECK(std::find(endless.begin(), endless.end(), "budget") != endless.end());
  CHECK(corpus.flags("not_a_number") == Flags{"nan"});
  CHECK(corpus.entry("not_a_number").screening->measurements.at("num_nan_px") == 5 * 64 * 64);
  CHECK(corpus.flags("blank") == Flags{"blank"});
  CHECK(corpus.flags("still") == Flags{"static"});
  CHECK(counts.flags.at("nan") == 1);
}

TEST_CASE("screening: a syntax error is refused with the author's line, on every driver") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("good", kMoving);
  corpus.add("bad", image("o = vec4(1.0);\no.x = undeclared_name;"));
  const auto counts = corpus.screen();
  CHECK(counts.verdicts == std::map<std::string, uint64_t>{{"ok", 1}, {"parse_error", 1}});
  const auto refused = corpus.entry("bad").refused;
  REQUIRE(refused.has_value());
  CHECK(refused->verdict == Verdict::parse_error);
  CHECK(refused->line == 3);
  CHECK(refused->reason.find("undeclared_name") != std::string::npos);
  CHECK_FALSE(corpus.entry("bad").screening.has_value());
}

TEST_CASE("screening: going on after an interruption repeats nothing") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.options.jobs = 1;
  for (int i = 0; i < 6; ++i)
    corpus.add(base::concat("p", i),
               image(base::concat("o = vec4(fract(p / 9.0 + iTime * ", i + 1, ".0), 0.0, 1.0);")));
  corpus.driver_key = screening_driver_key(corpus.options);
  std::atomic<bool> stop = false;
  const auto first = screen_missing(
      corpus.store, corpus.driver_key, {"p4", "p1", "p3"}, corpus.options,
      [&](uint64_t done, uint64_t total) {
        CHECK(total == 3);
        stop = done == 2;
      },
      &stop);
  CHECK_FALSE(first.finished);
  CHECK(first.num_done_now == 2);
  CHECK(corpus.entry("p4").screening.has_value());  // in the order asked for
  CHECK(corpus.entry("p1").screening.has_value());
  CHECK_FALSE(corpus.entry("p3").screening.has_value());
  const auto second = corpus.screen();
  CHECK(second.finished);
  CHECK(second.num_done_now == 4);
  CHECK(second.verdicts.at("ok") == 6);
  CHECK(corpus.screen().num_done_now == 0);
}

TEST_CASE("screening: a row whose module has left the cache is made anew") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("moving", kMoving);
  corpus.screen();
  std::filesystem::remove_all(corpus.folder / "spirv");
  CHECK(corpus.screen().num_done_now == 1);
  const auto programs = drawable_programs(corpus.store, corpus.driver_key);
  REQUIRE(programs.size() == 1);
  CHECK_NOTHROW(module_loader(programs, corpus.folder / "spirv")(0));
}

TEST_CASE("screening: translation fills the cache once and records refusals") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("moving", kMoving);
  corpus.add("bad", image("o = vec4("));
  const auto first = translate_missing(corpus.store, {}, corpus.options);
  CHECK(first.num_done_now == 2);
  CHECK(first.verdicts == std::map<std::string, uint64_t>{{"ok", 1}, {"parse_error", 1}});
  CHECK(corpus.store.find("bad")->refused.has_value());

  // The second time nothing is given to a worker, and a worker would find it in the cache.
  const auto second = translate_missing(corpus.store, {}, corpus.options);
  CHECK(second.num_done_now == 0);
  CHECK(second.verdicts == first.verdicts);
  WorkerPool pool(corpus.options.worker, {}, 1);
  const auto outcome =
      testing::run_all(pool, {translate_task(corpus.store.find("moving")->program)})[0];
  REQUIRE(outcome.has_value());
  CHECK(read_translation(*outcome)->from_cache);

  // Another translator may accept what this one refused; it finds nothing of the older one.
  corpus.store.set_note("translator", "an older one");
  std::filesystem::remove_all(corpus.folder / "spirv");
  CHECK(translate_missing(corpus.store, {}, corpus.options).num_done_now == 2);
}

TEST_CASE("screening: the same programs in another corpus need neither compiler nor worker") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus first, second;
  second.options = first.options;  // one cache
  for (Corpus* corpus : {&first, &second}) {
    corpus->add("moving", kMoving);
    corpus->add("bad", image("o = vec4("));
  }
  CHECK(translate_missing(first.store, {}, first.options).num_done_now == 2);
  const auto again = translate_missing(second.store, {}, second.options);
  CHECK(again.num_done_now == 0);
  CHECK(again.verdicts == std::map<std::string, uint64_t>{{"ok", 1}, {"parse_error", 1}});
  CHECK(second.store.find("bad")->refused->line == first.store.find("bad")->refused->line);

  // A module that is gone is made again, a damaged index is started over.
  for (const auto& file : std::filesystem::recursive_directory_iterator(first.folder / "spirv"))
    if (file.path().extension() == ".spv") std::filesystem::remove(file.path());
  second.store.set_note("translator", "an older one");
  CHECK(translate_missing(second.store, {}, second.options).num_done_now == 1);
  base::write_file_atomically(first.folder / "spirv" / "translations.db", "no database at all");
  for (const char* ending : {"-wal", "-shm"})
    std::filesystem::remove((first.folder / "spirv" / "translations.db").string() + ending);
  second.store.set_note("translator", "an older one");
  CHECK(translate_missing(second.store, {}, second.options).num_done_now == 2);
}

TEST_CASE("screening: loop instructions are counted per pixel, and only where loops run") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("loops", image("float s = 0.0;\nfor (int i = 0; i < 2000; i++) s += sin(s + p.x + iTime);\n"
                            "o = vec4(fract(s), p / iResolution.xy, 1.0);"));
  corpus.add("half", image("float s = 0.0;\nif (p.x < 32.0) for (int i = 0; i < 2000; i++) s += sin(s + p.x + iTime);\n"
                           "o = vec4(fract(s), p / iResolution.xy, 1.0);"));
  corpus.screen();
  const auto spent = [&](const std::string& id) {
    return corpus.entry(id).screening->measurements.at("loop_instructions").get<double>();
  };
  CHECK(spent("loops") > 2000);
  CHECK(spent("half") == doctest::Approx(0.5 * spent("loops")).epsilon(0.1));
}

TEST_CASE("screening: the loop budget ends an endless program long before the drawing limit") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("endless", kCostly);
  const auto counts = corpus.screen();
  CHECK(counts.verdicts == std::map<std::string, uint64_t>{{"ok", 1}});
  CHECK(counts.flags.at("budget") == 1);
  CHECK(corpus.entry("endless").screening->measurements.at("num_budget_px") == 5 * 64 * 64);
}

TEST_CASE("screening: a costly picture and a slow compilation are verdicts, the others go on") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("costly", kCostly);
  corpus.add("slow", slow_to_compile());
  corpus.add("moving", kMoving);
  corpus.options.limits.draw_cpu_s = 0.05;
  corpus.options.limits.compile_cpu_s = 4;
  corpus.options.limits.wall_factor = 30;
  const auto counts = corpus.screen();
  CHECK(corpus.entry("moving").screening->verdict == Verdict::ok);
  CHECK(corpus.entry("costly").screening->verdict == Verdict::draw_timeout);
  CHECK(corpus.entry("costly").screening->stage == "draw");
  CHECK(corpus.entry("slow").screening->verdict == Verdict::compile_timeout);
  CHECK(corpus.entry("slow").screening->stage == "driver");
  CHECK(counts.num_done_now == 3);
}

TEST_CASE("screening: worker and parent agree on the driver key") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  CHECK(screening_driver_key(corpus.options) == screening_driver_key(gpu::Device(testing::device_choice())));
}

TEST_CASE("screening: an unknown id is one clear line") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("moving", kMoving);
  CHECK_THROWS_WITH_AS(corpus.screen({"moving", "nobody"}), doctest::Contains("\"nobody\""),
                       UsageError);
}

TEST_CASE(
    "drawable programs: flags and duplicates are left out unless asked for, by filter or id") {
  REQUIRE_SOFTWARE_DEVICE();
  Corpus corpus;
  corpus.add("moving", kMoving);
  corpus.add("copy", kMoving);
  corpus.add("still", image("o = vec4(p / iResolution.xy, 0.0, 1.0);"));
  corpus.add("bad", image("o = vec4(;"));
  corpus.driver_key = screening_driver_key(corpus.options);
  const auto unseen =
      drawable_programs(corpus.store, corpus.driver_key, std::vector<std::string>{"moving"});
  REQUIRE(unseen.failed.size() == 1);
  CHECK(unseen.failed[0].reason.find("not screened") != std::string::npos);

  const auto counts = corpus.screen({"copy", "still", "moving", "bad"});
  CHECK(counts.num_done_now == 3);  // the copy is its original
  const auto ids = [&](const DrawableFilter& filter) {
    Flags out;
    for (const auto& p : drawable_programs(corpus.store, corpus.driver_key, filter))
      out.push_back(p.id);
    return out;
  };
  CHECK(ids({}) == Flags{"moving"});
  CHECK(ids({.with_static = true}) == Flags{"moving", "still"});
  CHECK(ids({.with_duplicates = true}) == Flags{"moving", "copy"});
  CHECK(ids(DrawableFilter::everything()) == Flags{"moving", "copy", "still"});

  const auto chosen = drawable_programs(corpus.store, corpus.driver_key,
                                        std::vector<std::string>{"still", "bad", "copy"});
  REQUIRE(chosen.programs.size() == 2);
  CHECK(chosen.programs[0].id == "still");
  CHECK(chosen.programs[1].flags == Flags{"duplicate_of:moving"});
  REQUIRE(chosen.failed.size() == 1);
  CHECK(chosen.failed[0].id == "bad");
  CHECK(chosen.failed[0].reason.starts_with("parse_error in line "));
  CHECK(module_loader(chosen.programs, corpus.folder / "spirv")(1).units.at(0).words.size() > 5);
}
