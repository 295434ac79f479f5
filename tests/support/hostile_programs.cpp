#include "tests/support/hostile_programs.h"

#include "engine/base/check.h"

using namespace std::string_literals;

namespace progpretrain::testing {

std::string image_program(const std::string& body) {
  return "void mainImage(out vec4 o, in vec2 p) {\n" + body + "\n}\n";
}

namespace {

std::string image(const std::string& body) {
  return image_program(body);
}

std::string repeat(const std::string& text, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += text;
  return out;
}

// Every macro twice as long as the one before: 2^40 words.
std::string macro_bomb() {
  std::string text = "#define A0 x + x\n";
  for (int i = 1; i < 40; ++i)
    text += base::concat("#define A", i, " A", i - 1, " + A", i - 1, "\n");
  return text + image("float x = 1.0; o = vec4(A39);");
}

using End = HostileProgram::End;

}  // namespace

std::vector<HostileProgram> hostile_programs() {
  const std::string ramp = "o = vec4(p / iResolution.xy, 0.5, 1.0);";
  return {
      {"endless_for", End::drawn_with_budget,
       image("float s = p.x; for (;;) s = fract(s * 1.7 + iTime); o = vec4(s);")},
      {"endless_while", End::drawn_with_budget,
       image("float s = p.x; while (true) { s = fract(s * 1.7); } o = vec4(s);")},
      {"endless_do", End::drawn_with_budget,
       image("float s = p.x; do { s = fract(s * 1.7); } while (s >= 0.0); o = vec4(s);")},
      {"endless_in_function", End::drawn_with_budget,
       "float f(float s) { while (s < 2.0) s = fract(s + 0.3); return s; }\n" +
           image("o = vec4(f(p.x));")},
      {"macro_bomb", End::refused, macro_bomb()},
      {"mutual_macros", End::refused,
       "#define A B B\n#define B A A\n" + image("float A = 1.0; " + ramp)},
      {"deep_parentheses", End::refused,
       image("float x = " + repeat("(", 5000) + "1.0" + repeat(")", 5000) + "; " + ramp)},
      {"deep_sums", End::any, image("float x = 0.0" + repeat(" + p.x", 20000) + "; o = vec4(x);")},
      {"deep_blocks", End::refused, image(repeat("{", 3000) + repeat("}", 3000) + ramp)},
      {"deep_ternaries", End::any,
       image("float x = " + repeat("p.x > 1.0 ? 1.0 : ", 2000) + "0.0; " + ramp)},
      {"huge_array", End::any,
       "float big[2000000000];\n" + image("big[int(p.x)] = 1.0; o = vec4(big[7]);")},
      {"large_local_array", End::any,
       image("float big[4000000]; big[int(p.x)] = 1.0; o = vec4(big[int(p.y)]);")},
      {"negative_array", End::refused, image("float a[-1]; " + ramp)},
      {"write_before", End::drawn,
       image("float a[4]; int i = int(p.x) - 1000000000; a[i] = 7.0; a[-1 - int(p.y)] = 7.0; " +
             ramp)},
      {"write_far", End::drawn,
       image("float a[4]; a[int(p.x) + 1000000000] = 7.0; mat4 m = mat4(1.0); m[int(p.y) + "
             "99][int(p.x) - 99] = 3.0; " +
             ramp)},
      {"read_far", End::drawn,
       "const vec3 t[3] = vec3[3](vec3(1.0), vec3(0.5), vec3(0.0));\n" +
           image("o = vec4(t[int(p.x * 1e7)] + t[-int(p.y) - 1], 1.0); o += vec4(p / 64.0, 0.0, "
                 "0.0) * 0.5;")},
      {"divide_by_zero", End::drawn,
       image("int z = int(p.x) - int(p.x); int a = int(p.y) / z; int b = int(p.y) % z; uint c = "
             "uint(p.x) / uint(z); "
             "o = vec4(p / iResolution.xy, float(a + b) + float(c), 1.0);")},
      {"int_min", End::drawn,
       image(
           "int m = -2147483647 - 1; int d = int(min(p.x, 0.0)) - 1; int q = m / d; int r = m % d; "
           "o = vec4(p / iResolution.xy, float(q) + float(r), 1.0);")},
      {"shift_far", End::drawn,
       image("int s = int(p.x) + 40; o = vec4(p / iResolution.xy, float((1 << s) + (1 >> -s)), "
             "1.0);")},
      {"not_a_number", End::drawn_with_nan,
       image("o = vec4(0.0 / (p.x - p.x), sqrt(-1.0 - p.x), fract(iTime + p.y / 64.0), 1.0);")},
      {"recursion", End::refused,
       "float f(float x) { return x < 1.0 ? x : f(x - 1.0); }\n" + image("o = vec4(f(p.x));")},
      {"mutual_recursion", End::refused,
       "float g(float x);\nfloat f(float x) { return g(x); }\nfloat g(float x) { return f(x); }\n" +
           image("o = vec4(f(p.x));")},
      {"own_buffer", End::refused,
       "layout(std430, binding = 0) buffer B { float stolen[]; };\n" +
           image("stolen[0] = 1.0; o = vec4(stolen[9]);")},
      {"own_image", End::refused,
       "layout(rgba8, binding = 1) uniform image2D target;\n" +
           image("imageStore(target, ivec2(p), vec4(1.0)); o = vec4(0.0);")},
      {"engine_buffer", End::refused,
       image("pp_slot[0] = uint8_t(7); o = vec4(pp_frames[0].canvas.x);")},
      {"include", End::refused, "#include \"/etc/passwd\"\n" + image(ramp)},
      {"raw_memory", End::refused,
       "#extension GL_EXT_buffer_reference : require\n#extension "
       "GL_EXT_shader_explicit_arithmetic_types_int64 : require\n"
       "layout(buffer_reference) buffer P { uint v; };\n" +
           image("P q = P(uint64_t(4096)); q.v = 1u; " + ramp)},
      {"pragmas", End::drawn,
       "#pragma optimize(off)\n#pragma STDGL invariant(all)\n#pragma use_vulkan_memory_model\n" +
           image(ramp)},
      {"own_main", End::refused, "layout(local_size_x = 1024) in;\n" + image(ramp)},
      {"asm_like", End::refused, image("asm { }; " + ramp)},
      {"quoted_names", End::drawn,
       image("/* '; DROP TABLE programs; -- <script>alert(1)</script> */ " + ramp)},
      {"zero_bytes", End::any, "void mainImage(out vec4 o, in vec2 p) { \0 o = vec4(1.0); }"s},
  };
}

}  // namespace progpretrain::testing
