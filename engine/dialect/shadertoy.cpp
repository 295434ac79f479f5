// shadertoy.com, one pass. https://www.shadertoy.com/howto
#include "engine/dialect/dialect.h"
#include "engine/dialect/host_values.h"

namespace progpretrain::dialect {

Dialect shadertoy_dialect() {
  Dialect d;
  d.name = "shadertoy";
  d.entry = Dialect::Entry::main_image;
  d.macros = "#define HW_PERFORMANCE 1\n";
  d.preludes = {"shadertoy.glsl"};
  d.values = common_host_values();  // of programs that were pasted with uniforms of another host
  d.predeclared = {
      "iResolution", "iTime",     "iGlobalTime", "iTimeDelta",   "iFrameRate",         "iFrame",
      "iMouse",      "iDate",     "iSampleRate", "iChannelTime", "iChannelResolution", "iChannel0",
      "iChannel1",   "iChannel2", "iChannel3"};
  return d;
}

}  // namespace progpretrain::dialect
