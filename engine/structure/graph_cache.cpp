#include "engine/structure/graph_cache.h"

#include "engine/base/cache_file.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"

namespace progpretrain::structure {
namespace {

// A file: hash of the rest; version; 'g' and a graph, or 'r', the verdict and the reason.
constexpr size_t kHashChars = 64;

std::string version() {
  return std::to_string(kStructureVersion) + "\n";
}

}  // namespace

GraphCache::GraphCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path GraphCache::path_of(const std::string& key) const {
  return base::cache_file(folder_, key, ".graph");
}

std::optional<corpus::Result<OperationGraph>> GraphCache::load(const std::string& key) const {
  const auto bytes = base::read_cache_file(path_of(key));
  if (!bytes || bytes->size() < kHashChars) return std::nullopt;
  std::string_view content = *bytes;
  const std::string_view hash = content.substr(0, kHashChars);
  content.remove_prefix(kHashChars);
  if (base::sha256_hex(content) != hash || !content.starts_with(version())) return std::nullopt;
  content.remove_prefix(version().size());
  if (content.starts_with('g')) {
    auto graph = OperationGraph::parse(content.substr(1));
    if (!graph) return std::nullopt;
    return graph;
  }
  const size_t end = content.find('\n');
  if (!content.starts_with('r') || end == content.npos) return std::nullopt;
  const auto verdict = corpus::verdict_from_string(content.substr(1, end - 1));
  if (!verdict) return std::nullopt;
  return corpus::Refused({*verdict, "structure", 0, std::string(content.substr(end + 1))});
}

void GraphCache::save(const std::string& key, const corpus::Result<OperationGraph>& graph) const {
  std::string content = version();
  if (graph)
    content += "g" + graph->serialise();
  else
    content +=
        "r" + std::string(corpus::to_string(graph.error().verdict)) + "\n" + graph.error().reason;
  base::write_cache_file(path_of(key), base::sha256_hex(content) + content);
}

}  // namespace progpretrain::structure
