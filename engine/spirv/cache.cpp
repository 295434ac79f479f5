#include <bit>
#include <cstring>
#include <fstream>

#include "engine/base/cache_file.h"
#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/base/strict_json.h"
#include "engine/spirv/build.h"

namespace progpretrain::spirv {
namespace {

using base::Json;

static_assert(std::endian::native == std::endian::little);

// A file: magic, hash of the content, content. The content: length of the description (u32), the
// description as JSON, then the words of all units. The hash covers all of it, so that a load trusts
// nothing that was not written whole.
constexpr std::string_view kMagic = "PPSPIRV3";
constexpr size_t kHashChars = 64;
constexpr const char* kWhere = "module cache";

Json to_json(const dialect::DeclaredParameter& p) {
  return {{"name", p.name},   {"kind", p.kind}, {"first", p.first}, {"components", p.num_components},
          {"value", p.value}, {"min", p.min},   {"max", p.max}};
}

Json describe(const ProgramModule& program) {
  Json out{{"num_buffers", program.num_buffers},
           {"shown_buffer", program.shown_buffer},
           {"has_feedback", program.has_feedback},
           {"notes", program.notes},
           {"literals", program.literals},
           {"constants", program.constants},
           {"units", Json::array()},
           {"passes", Json::array()},
           {"parameters", Json::array()}};
  for (const Module& unit : program.units)
    out["units"].push_back({{"num_words", unit.words.size()},
                            {"uses_derivatives", unit.uses_derivatives},
                            {"num_instructions", unit.num_instructions},
                            {"num_loops", unit.num_loops}});
  for (const dialect::ComputePass& pass : program.passes)
    out["passes"].push_back({{"unit", pass.unit},
                             {"first_buffer", pass.first_buffer},
                             {"num_buffers", pass.num_buffers},
                             {"index", pass.index}});
  for (const dialect::DeclaredParameter& parameter : program.parameters)
    out["parameters"].push_back(to_json(parameter));
  return out;
}

ProgramModule read(const Json& description, std::string_view words) {
  using base::require;
  ProgramModule out;
  out.num_buffers = require<uint32_t>(description, "num_buffers", kWhere);
  out.shown_buffer = require<int32_t>(description, "shown_buffer", kWhere);
  out.has_feedback = require<bool>(description, "has_feedback", kWhere);
  out.notes = require<std::vector<std::string>>(description, "notes", kWhere);
  out.literals = require<std::vector<uint32_t>>(description, "literals", kWhere);
  out.constants = require<std::vector<float>>(description, "constants", kWhere);
  for (const Json& unit : require<Json>(description, "units", kWhere)) {
    Module& module = out.units.emplace_back();
    module.uses_derivatives = require<bool>(unit, "uses_derivatives", kWhere);
    module.num_instructions = require<uint32_t>(unit, "num_instructions", kWhere);
    module.num_loops = require<uint32_t>(unit, "num_loops", kWhere);
    const size_t bytes = require<size_t>(unit, "num_words", kWhere) * sizeof(uint32_t);
    PP_CHECK(bytes <= words.size(), "a cached module is shorter than it says");
    module.words.resize(bytes / sizeof(uint32_t));
    std::memcpy(module.words.data(), words.data(), bytes);
    words.remove_prefix(bytes);
  }
  for (const Json& pass : require<Json>(description, "passes", kWhere))
    out.passes.push_back({require<uint32_t>(pass, "unit", kWhere),
                          require<uint32_t>(pass, "first_buffer", kWhere),
                          require<uint32_t>(pass, "num_buffers", kWhere),
                          require<uint32_t>(pass, "index", kWhere)});
  for (const Json& p : require<Json>(description, "parameters", kWhere))
    out.parameters.push_back({require<std::string>(p, "name", kWhere),
                              require<std::string>(p, "kind", kWhere),
                              require<uint32_t>(p, "first", kWhere),
                              require<uint32_t>(p, "components", kWhere),
                              require<std::array<float, 4>>(p, "value", kWhere),
                              require<std::array<float, 4>>(p, "min", kWhere),
                              require<std::array<float, 4>>(p, "max", kWhere)});
  return out;
}

}  // namespace

ModuleCache::ModuleCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path ModuleCache::path_of(const std::string& key) const {
  return base::cache_file(folder_, key, ".spv");
}

std::optional<ProgramModule> ModuleCache::load(const std::string& key) const {
  const std::filesystem::path path = path_of(key);
  const auto bytes = base::read_cache_file(path);
  if (!bytes) return std::nullopt;
  const std::string_view view = *bytes;
  uint32_t description_bytes = 0;
  if (view.size() < kMagic.size() + kHashChars + sizeof(description_bytes) ||
      view.substr(0, kMagic.size()) != kMagic)
    return std::nullopt;
  std::string_view content = view.substr(kMagic.size() + kHashChars);
  if (base::sha256_hex(content) != view.substr(kMagic.size(), kHashChars)) return std::nullopt;
  std::memcpy(&description_bytes, content.data(), sizeof(description_bytes));
  content.remove_prefix(sizeof(description_bytes));
  PP_CHECK(description_bytes <= content.size(), "a cached module is shorter than it says");
  return read(base::parse_json(content.substr(0, description_bytes), path.string()),
              content.substr(description_bytes));
}

bool ModuleCache::contains(const std::string& key) const {
  std::string magic(kMagic.size(), '\0');
  std::ifstream(path_of(key), std::ios::binary).read(magic.data(), static_cast<std::streamsize>(magic.size()));
  return magic == kMagic;
}

void ModuleCache::save(const std::string& key, const ProgramModule& program) const {
  const std::string description = describe(program).dump();
  const auto description_bytes = static_cast<uint32_t>(description.size());
  std::string content(reinterpret_cast<const char*>(&description_bytes), sizeof(description_bytes));
  content += description;
  for (const Module& unit : program.units)
    content.append(reinterpret_cast<const char*>(unit.words.data()),
                   unit.words.size() * sizeof(uint32_t));
  base::write_cache_file(path_of(key), std::string(kMagic) + base::sha256_hex(content) + content);
}

}  // namespace progpretrain::spirv
