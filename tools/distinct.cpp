// progpretrain distinct: how many programs of a corpus have a near relative in structure.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/base/sample.h"
#include "engine/render/worker_process.h"
#include "tools/near_programs.h"

namespace progpretrain::tools {
namespace {

using structure::Neighbour;

struct DistinctOptions {
  CommonOptions common;
  std::string against;
  double threshold = structure::kNearDistance;
  uint32_t num_pairs = 20, num_sampled = 1000, num_counted = 0;
  bool with_pictures = false;
};

constexpr std::array kPercentiles = {0, 1, 2, 5, 10, 25, 50, 75, 90, 95, 99, 100};
constexpr uint32_t kSampleStage = 1;

struct Stopwatch {
  double s() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

render::CorpusStructure read_all(const corpus::Store& store, const CommonOptions& options) {
  auto out = read_structure(store, options, render::GraphKind::all, part_ids(store, options));
  if (out.ids.empty())
    throw UsageError(store.path().string() + ": holds no program that could be compared");
  return out;
}

struct Pair {
  size_t program = 0;
  Neighbour neighbour;
};

// The nearest first; within one corpus a pair that is each other's nearest is there once.
std::vector<Pair> closest_pairs(const std::vector<std::vector<Neighbour>>& near, bool is_pool,
                                size_t most) {
  std::vector<Pair> pairs;
  for (size_t i = 0; i < near.size(); ++i) {
    if (near[i].empty()) continue;
    const Neighbour& other = near[i][0];
    const bool is_mutual = is_pool && !near[other.index].empty() && near[other.index][0].index == i;
    if (!is_mutual || i < other.index) pairs.push_back({i, other});
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return a.neighbour.distance < b.neighbour.distance;
  });
  if (pairs.size() > most) pairs.resize(most);
  return pairs;
}

// Pairs seen again with only the operations that count in the picture.
struct Counted {
  std::vector<double> distances;  // of the pairs, in their order; NaN where one has no such graph
  std::vector<double> shares;     // of the operations that count, of each program, ascending
  size_t num_failed = 0;
  double elapsed_s = 0;
};

class CountedGraphs {
 public:
  CountedGraphs(const corpus::Store& store, const render::CorpusStructure& all,
                const CommonOptions& options, const std::set<size_t>& programs) {
    std::vector<std::string> ids;
    std::map<std::string, size_t> numbers;
    for (const size_t program : programs) {
      ids.push_back(all.ids[program]);
      numbers[all.ids[program]] = program;
    }
    if (ids.empty()) return;
    auto counted = read_structure(store, options, render::GraphKind::counted, ids);
    for (size_t i = 0; i < counted.ids.size(); ++i) {
      const size_t program = numbers.at(counted.ids[i]);
      const double size = all.features[program].num_operations;
      shares.push_back(size == 0 ? 1.0 : counted.features[i].num_operations / size);
      features.emplace(program, std::move(counted.features[i]));
    }
    num_failed = counted.failed.size();
  }
  std::map<size_t, structure::Features> features;
  std::vector<double> shares;
  size_t num_failed = 0;
};

Counted count_operations(const std::vector<Pair>& pairs, const corpus::Store& store,
                         const render::CorpusStructure& all, const corpus::Store& other_store,
                         const render::CorpusStructure& pool, bool is_pool,
                         const CommonOptions& options) {
  const Stopwatch watch;
  std::set<size_t> asked, other_asked;
  for (const Pair& pair : pairs) {
    asked.insert(pair.program);
    (is_pool ? asked : other_asked).insert(pair.neighbour.index);
  }
  const CountedGraphs own(store, all, options, asked),
      others(other_store, pool, options, other_asked);
  Counted out;
  for (const Pair& pair : pairs) {
    const auto& its = is_pool ? own.features : others.features;
    const auto a = own.features.find(pair.program);
    const auto b = its.find(pair.neighbour.index);
    const bool has_both = a != own.features.end() && b != its.end();
    out.distances.push_back(has_both ? structure::distance(a->second, b->second) : std::nan(""));
  }
  out.shares = own.shares;
  out.shares.insert(out.shares.end(), others.shares.begin(), others.shares.end());
  std::sort(out.shares.begin(), out.shares.end());
  out.num_failed = own.num_failed + others.num_failed;
  out.elapsed_s = watch.s();
  return out;
}

base::Json percentiles_of(const std::vector<double>& ascending) {
  base::Json out = base::Json::object();
  if (!ascending.empty())
    for (const int p : kPercentiles)
      out[std::to_string(p)] = ascending[(ascending.size() - 1) * static_cast<size_t>(p) / 100];
  return out;
}

std::string line_of(const base::Json& percentiles) {
  std::string line;
  for (const int p : kPercentiles)
    if (percentiles.contains(std::to_string(p)))
      line += fmt::format("  {} % {:.3f}", p, percentiles[std::to_string(p)].get<double>());
  return line;
}

void print_result(const base::Json& result, const render::CorpusStructure& programs) {
  const std::string against = result["against"];
  print_line(fmt::format(
      "{}: {} programs compared{}; {} refused, {} duplicates, {} without a graph",
      result["corpus"].get<std::string>(), programs.ids.size(),
      against.empty() ? "" : fmt::format(" with {} of {}", result["pool"].get<uint64_t>(), against),
      programs.num_refused, programs.num_duplicates, programs.failed.size()));
  print_line(fmt::format(
      "{} ({:.2f} %) have a neighbour within {}; read in {:.1f} s, compared in {:.1f} s",
      result["near"].get<uint64_t>(), 100 * result["near_share"].get<double>(),
      result["threshold"].get<double>(), result["reading_s"].get<double>(),
      result["search_s"].get<double>()));
  if (result.contains("near_in_graph_and_picture"))
    print_line(fmt::format("{} ({:.2f} %) have one that is near in picture as well; {} looked at{}",
                           result["near_in_graph_and_picture"].get<uint64_t>(),
                           100 * result["near_in_graph_and_picture_share"].get<double>(),
                           result["looked_at"].get<uint64_t>(),
                           result["not_drawn"] == 0
                               ? ""
                               : fmt::format(", {} could not be drawn",
                                             result["not_drawn"].get<uint64_t>())));
  print_line(fmt::format("distance to the nearest, percentiles of {} programs:{}",
                         result["sample"].get<uint64_t>(), line_of(result["percentiles"])));
  if (result.contains("counted")) {
    const base::Json& counted = result["counted"];
    print_line(fmt::format(
        "with the operations only that count in the picture: {} of the {} closest pairs are near, "
        "{} of {} sampled programs and their nearest; {} programs in {:.1f} s",
        counted["close_pairs_near"].get<uint64_t>(), counted["close_pairs"].get<uint64_t>(),
        counted["sampled_pairs_near"].get<uint64_t>(), counted["sampled_pairs"].get<uint64_t>(),
        counted["programs"].get<uint64_t>(), counted["elapsed_s"].get<double>()));
    print_line("share of the operations that count, percentiles:" +
               line_of(counted["share_of_operations"]));
  }
  for (const auto& row : result["pairs"])
    print_line(fmt::format("{:.4f}{}{}  {}  {}", row["distance"].get<double>(),
                           row.contains("counted_distance")
                               ? fmt::format("  {:.4f}", row["counted_distance"].get<double>())
                               : "",
                           row.contains("picture_distance")
                               ? fmt::format("  picture {:.3f}",
                                             row["picture_distance"].get<double>())
                               : "",
                           row["id"].get<std::string>(), row["nearest"].get<std::string>()));
}

int run_distinct(const DistinctOptions& options) {
  const corpus::Store store = open_corpus(options.common);
  std::optional<corpus::Store> other_store;
  if (!options.against.empty())
    other_store.emplace(options.against, corpus::Store::Mode::read_only);
  const Stopwatch reading;
  const render::CorpusStructure programs = read_all(store, options.common);
  std::optional<render::CorpusStructure> others;
  CommonOptions whole = options.common;
  whole.part = {};
  if (other_store) others = read_all(*other_store, whole);
  const double reading_s = reading.s();

  const render::CorpusStructure& pool = others ? *others : programs;
  const Stopwatch searching;
  const structure::NeighbourIndex index(pool.features);
  const auto near = search_neighbours(index, programs.features, !others, options.threshold,
                                      options.with_pictures ? programs.ids.size() : 1,
                                      options.common.jobs);
  const double search_s = searching.s();
  const auto num_near = static_cast<size_t>(
      std::count_if(near.begin(), near.end(), [](const auto& its) { return !its.empty(); }));
  const std::vector<Pair> pairs = closest_pairs(near, !others, options.num_pairs);

  // The distribution beyond the threshold as well, of a sample.
  auto sampled = base::draw_without_replacement(programs.ids.size(), options.num_sampled,
                                                base::Philox(options.common.seed, 0, kSampleStage));
  std::sort(sampled.begin(), sampled.end());
  std::vector<Pair> sampled_pairs;
  {
    const GracefulStop graceful;
    log::Progress progress("measuring the sample", "programs", sampled.size());
    for (size_t i = 0; i < sampled.size() && !stop_flag(); ++i) {
      const auto nearest = index.nearest(
          programs.features[sampled[i]], 1.0, 1,
          others ? structure::NeighbourIndex::kNobody : sampled[i]);
      if (!nearest.empty()) sampled_pairs.push_back({sampled[i], nearest[0]});
      progress.update(i + 1);
    }
    if (stop_flag()) throw Interrupted("interrupted");
  }
  std::vector<double> distances;
  for (const Pair& pair : sampled_pairs) distances.push_back(pair.neighbour.distance);
  std::sort(distances.begin(), distances.end());
  const base::Json percentiles = percentiles_of(distances);

  base::Json result{
      {"corpus", corpus_name(options.common)},
      {"against", options.against},
      {"programs", programs.ids.size()},
      {"pool", pool.ids.size()},
      {"refused", programs.num_refused},
      {"duplicates", programs.num_duplicates},
      {"failed", programs.failed.size()},
      {"threshold", options.threshold},
      {"near", num_near},
      {"near_share", static_cast<double>(num_near) / static_cast<double>(programs.ids.size())},
      {"sample", sampled_pairs.size()},
      {"percentiles", percentiles},
      {"reading_s", reading_s},
      {"search_s", search_s}};
  std::vector<double> counted_distances;
  if (options.num_counted > 0) {
    std::vector<Pair> seen_again = closest_pairs(near, !others, options.num_counted);
    const size_t num_close = seen_again.size();
    for (const Pair& pair : sampled_pairs)
      if (seen_again.size() < num_close + options.num_counted) seen_again.push_back(pair);
    const Counted counted =
        count_operations(seen_again, store, programs, other_store ? *other_store : store, pool,
                         !others, options.common);
    counted_distances = counted.distances;
    const auto num_below = [&](size_t first, size_t last) {
      return std::count_if(counted.distances.begin() + static_cast<ptrdiff_t>(first),
                           counted.distances.begin() + static_cast<ptrdiff_t>(last),
                           [&](double d) { return d <= options.threshold; });
    };
    result["counted"] = {{"programs", counted.shares.size()},
                         {"failed", counted.num_failed},
                         {"close_pairs", num_close},
                         {"close_pairs_near", num_below(0, num_close)},
                         {"sampled_pairs", seen_again.size() - num_close},
                         {"sampled_pairs_near", num_below(num_close, seen_again.size())},
                         {"share_of_operations", percentiles_of(counted.shares)},
                         {"elapsed_s", counted.elapsed_s}};
  }
  std::optional<PairPictures> pictures;
  if (options.with_pictures) {
    const std::vector<synth::Pair> all_pairs = pairs_of(near);
    render::use_quick_code();
    CorpusSession session(options.common);
    pictures.emplace(session, programs.ids, all_pairs);
    std::vector<uint32_t> everyone(programs.ids.size());
    std::iota(everyone.begin(), everyone.end(), 0u);
    const std::vector<synth::Pair> alike = pictures->alike(1.0);
    const size_t num_alike = synth::num_in_pairs(alike, everyone);
    result["near_pairs"] = all_pairs.size();
    result["alike_pairs"] = alike.size();
    result["near_in_graph_and_picture"] = num_alike;
    result["near_in_graph_and_picture_share"] =
        static_cast<double>(num_alike) / static_cast<double>(programs.ids.size());
    result["looked_at"] = pictures->num_drawn();
    result["not_drawn"] = pictures->num_undrawn();
  }
  base::Json rows = base::Json::array();
  for (size_t i = 0; i < pairs.size(); ++i) {
    rows.push_back({{"id", programs.ids[pairs[i].program]},
                    {"nearest", pool.ids[pairs[i].neighbour.index]},
                    {"distance", pairs[i].neighbour.distance}});
    if (i < counted_distances.size() && i < options.num_counted &&
        !std::isnan(counted_distances[i]))
      rows.back()["counted_distance"] = counted_distances[i];
  }
  for (size_t i = 0; pictures && i < pairs.size(); ++i)
    if (const auto distance = pictures->distance(static_cast<uint32_t>(pairs[i].program),
                                                 pairs[i].neighbour.index))
      rows[i]["picture_distance"] = *distance;
  result["pairs"] = rows;
  if (options.common.json)
    print_json(result);
  else
    print_result(result, programs);
  return kDone;
}

}  // namespace

void add_distinct(CLI::App& app) {
  auto options = std::make_shared<DistinctOptions>();
  CLI::App* command = app.add_subcommand(
      "distinct",
      "How many programs have a near relative in structure (the graph of their operations)");
  add_common_options(*command, options->common, kCorpus | kPart | kDevice | kSeed | kJobs);
  auto* against = command->add_option("--against", options->against,
                      "Compare with the programs of this corpus instead of with each other");
  command
      ->add_option(
          "--threshold", options->threshold,
          "Distance up to which programs are near: 0 = equal structure, 1 = nothing in common")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--pairs", options->num_pairs, "How many of the closest pairs are listed")
      ->capture_default_str();
  command
      ->add_option("--sample", options->num_sampled,
                   "Programs whose nearest one is found at any distance, for the percentiles")
      ->capture_default_str();
  command
      ->add_option(
          "--counted", options->num_counted,
          "Compare that many of the closest pairs, and of the sampled programs with their nearest, "
          "by the operations only that count: whose replacement by their mean changes the picture")
      ->capture_default_str();
  command
      ->add_flag("--pictures", options->with_pictures,
                 "Draw the programs that are near each other, and say how many are near in picture "
                 "as well, as selection judges it")
      ->excludes(against);
  set_run(*command, [options] { return run_distinct(*options); });
}

}  // namespace progpretrain::tools
