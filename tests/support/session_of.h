#pragma once
// A render session over Shadertoy programs given as text: translated and built in this process (our own texts are trusted).
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/dialect/translate.h"
#include "engine/render/render_session.h"
#include "engine/spirv/build.h"
#include "tests/support/device_fixture.h"

namespace progpretrain::testing {

inline spirv::ProgramModule module_of(const corpus::Program& program) {
  const auto unit = dialect::translate(program);
  if (!unit) FAIL("translation refused: line " << unit.error().line << ": " << unit.error().reason);
  const auto module = spirv::build(*unit);
  if (!module) FAIL("build refused: line " << module.error().line << ": " << module.error().reason);
  return *module;
}

inline spirv::ProgramModule module_of(const std::string& source, const std::string& dialect = "shadertoy") {
  corpus::Program program;
  program.id = "test";
  program.dialect = dialect;
  program.source = source;
  return module_of(program);
}

/// Body of a Shadertoy mainImage(out vec4 o, in vec2 p).
inline std::string main_image(const std::string& body) {
  return "void mainImage(out vec4 o, in vec2 p) { " + body + " }";
}

inline render::RenderSession session_of(const std::vector<std::string>& sources, uint32_t size_px,
                                        uint32_t batch = 4, uint32_t num_slots = 3) {
  std::vector<spirv::ProgramModule> modules;
  for (const auto& source : sources) modules.push_back(module_of(source));
  const auto count = static_cast<uint32_t>(sources.size());
  return render::RenderSession(
      cpu_device(), count, [modules = std::move(modules)](uint32_t i) { return modules[i]; },
      frames::make_host_ring(cpu_device(), {batch, size_px, size_px}, num_slots));
}

}  // namespace progpretrain::testing
