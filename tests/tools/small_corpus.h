#pragma once
// A corpus of a few tiny programs, imported once per test process by the tool itself.
#include <doctest/doctest.h>

#include <string>

#include "engine/base/file.h"
#include "engine/base/strict_json.h"
#include "tests/support/run_tool.h"
#include "tests/support/temporary_folder.h"

namespace progpretrain::testing {

inline void write_small_programs(const std::filesystem::path& folder) {
  const auto write = [&](const std::string& name, const std::string& body) {
    base::write_file_atomically(folder / (name + ".glsl"), "// licence: CC0-1.0\nvoid mainImage(out vec4 o, in vec2 p) {\n" + body + "\n}\n");
  };
  write("ramp", "o = vec4(p / iResolution.xy, 0.5 + 0.5 * sin(iTime), 1.0);");
  write("rings", "o = vec4(0.5 + 0.5 * sin(length(p - 0.5 * iResolution.xy) * 0.4 - iTime * vec3(3.0, 4.0, 5.0)), 1.0);");
  write("squares", "vec2 q = floor(p / 9.0 + iTime); o = vec4(fract(q.x * 0.37 + q.y * 0.61), fract(q.x * 0.73), fract(q.y * 0.29), 1.0);");
  write("waves", "o = vec4(vec3(0.5 + 0.5 * sin(p.x * 0.2 + 3.0 * sin(p.y * 0.05 + iTime))), 1.0);");
}

struct SmallCorpus {
  TemporaryFolder folder;
  std::string path = (folder / "small.db").string();

  SmallCorpus() {
    write_small_programs(folder / "programs");
    const ToolResult result = run_tool({"import", (folder / "programs").string(), "--corpus", path});
    REQUIRE_MESSAGE(result.exit_code == 0, result.err);
  }
};

inline const SmallCorpus& small_corpus() {
  static const SmallCorpus corpus;
  return corpus;
}

inline base::Json json_of(const ToolResult& result) {
  REQUIRE_MESSAGE(result.exit_code == 0, result.err);
  return base::parse_json(result.out, "stdout");
}

}  // namespace progpretrain::testing
