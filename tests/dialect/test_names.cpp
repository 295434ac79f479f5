// Names that hosts allow and GLSL 4.50 does not, and names that are ours.
#include <doctest/doctest.h>

#include "engine/dialect/names.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain::testing;

TEST_CASE("names: keywords of GLSL 4.50 serve as variables, parameters, members and functions") {
  for (const char* name :
       {"sample",        "buffer",   "shared",    "patch",   "filter",  "common",    "active",
        "input",         "output",   "partition", "smooth",  "flat",    "centroid",  "subroutine",
        "precise",       "resource", "half",      "fixed",   "double",  "long",      "short",
        "packed",        "this",     "static",    "sampler", "image2D", "texture2D", "textureCube",
        "uint8_t",       "dvec3",    "volatile",  "public",  "inline",  "class",     "template",
        "samplerBuffer", "layout"}) {
    const std::string n = name;
    const std::string program = shadertoy_program(
        "struct S { float " + n + "; };\nfloat g(float " + n + ") { return " + n + " + 1.0; }",
        "float " + n + " = 1.0; S s; s." + n + " = " + n + "; c.x = g(" + n + ") + s." + n + ";");
    CHECK_MESSAGE(failure("shadertoy", program) == "", n);
  }
  CHECK(failure("shadertoy", shadertoy_program("float sample(float x) { return x; }",
                                               "c.x = sample(1.0);")) == "");
}

TEST_CASE("names: newer words are names where a text declares them so, else what they mean") {
  for (const char* name : {"uint", "uvec3", "mat2x3", "mat4x4", "case", "sampler3D", "isampler3D",
                           "usampler2D", "sampler2DArray", "layout", "nonprivate", "pervertexNV",
                           "subpassInputMS", "debugPrintfEXT"}) {
    const std::string n = name, main = "void main() { ";
    CHECK_MESSAGE(failure("sandbox", main + "float " + n + " = gl_FragCoord.x; " + n +
                                         " *= 0.5; gl_FragColor = vec4(" + n + "); }") == "", n);
    CHECK_MESSAGE(failure("sandbox", main + "float a, b, " + n + " = 1.0; gl_FragColor = vec4(" + n + "); }") == "", n);
    CHECK_MESSAGE(failure("sandbox", "vec3 " + n + "(vec3 a, float b) { return a * b; }\n" + main +
                                         "gl_FragColor = vec4(" + n + "(vec3(1.0), 2.0), 1.0); }") == "", n);
    CHECK_MESSAGE(failure("sandbox", "struct S { float " + n + "; }; float f(vec2 " + n + ") { return " +
                                         n + ".x; }\n" + main + "S s; s." + n +
                                         " = f(gl_FragCoord.xy); gl_FragColor = vec4(s." + n + "); }") == "", n);
  }
  CHECK(failure("sandbox",
                "uint f(in uint a, const uint b) { return uint(a) + b; } uniform mat2x3 m;\n"
                "void main() { uvec2 u = uvec2(gl_FragCoord.xy); switch (int(u.x)) { case 1: default: "
                "break; } gl_FragColor = vec4(m * vec2(f(u.x, u.y)), 1.0); }") == "");
}

TEST_CASE("names: an author's function may be named like a newer built-in") {
  for (const char* name : {"tanh", "sinh", "round", "trunc", "max3", "min3", "isnan", "fma",
                           "inverse", "transpose", "outerProduct", "bitCount"}) {
    const std::string n = name;
    const std::string definition = "float " + n + "(float x) { return x; }";
    CHECK_MESSAGE(
        failure("shadertoy", shadertoy_program(definition, "c.x = " + n + "(1.0);")) == "", name);
  }
  CHECK(failure("shadertoy",
                shadertoy_program("mat3 transpose(mat3 m) { return m; } float noise(vec2 p);\n"
                                  "float noise(vec2 p) { return p.x; }",
                                  "c.x = transpose(mat3(1.0))[0][0] + noise(p);")) == "");
}

TEST_CASE("names: an overload of a classic built-in lives beside it, a redefinition replaces it") {
  const auto overload = shadertoy_program(
      "float mod(int a, int b) { return 1.0; } float cross(vec2 a, vec2 b) { "
      "return a.x * b.y - a.y * b.x; }",
      "c.x = mod(1, 2) + mod(p.x, 2.0) + cross(p, p) + cross(vec3(1), c.xyz).x;");
  CHECK(failure("shadertoy", overload) == "");
  const auto redefinition =
      shadertoy_program("float mod(float a, float b) { return a - b; }", "c.x = mod(p.x, 2.0);");
  CHECK(rewritten("shadertoy", redefinition).find(tokens("ppu_mod(p.x, 2.0)")) !=
        std::string::npos);
}

TEST_CASE("names: variables may be named like built-in functions, at file scope and in functions") {
  CHECK(failure("shadertoy",
                shadertoy_program("float step = 0.1; vec2 dot = vec2(1.0);",
                                  "float distance = distance(p, dot), min = step; c.x = distance + "
                                  "min + dot.x; c.y = step(0.5, step);")) == "");
}

TEST_CASE("names: a member called length is no array length") {
  CHECK(failure("shadertoy", shadertoy_program("struct R { vec3 d; float length; };",
                                               "R r; float a[3]; c.x = r.length + "
                                               "float(a.length()) + length(r.d) * r.length;")) ==
        "");
}

TEST_CASE("names: nothing of ours can be reached or redefined") {
  CHECK(progpretrain::dialect::renamed("pp_slot") == "ppu_pp_slot");
  CHECK(progpretrain::dialect::renamed("a__b") == "ppu_a_U_b");
  for (const char* statement : {"pp_slot[0] = 1u;", "pp_budget = 100;", "c.x = PP_FRAME.canvas.x;",
                                "pp_discarded = true;", "pp_store(c);", "FrameParams x;",
                                "pp_frames[0].canvas.x;", "ppu_x = 1.0;", "pp_first_frame;"}) {
    const std::string error = failure("shadertoy", shadertoy_program("", statement));
    CHECK_MESSAGE(error.starts_with("ERROR: 1:3:"), statement << " -> " << error);
  }
  CHECK(failure("shadertoy",
                shadertoy_program("struct FrameParams { float a; }; float pp_pixel, pp__x, PpSlot; "
                                  "void pp_store(vec4 c) {} float PP_FRAME = 1.0;",
                                  "FrameParams f; pp_pixel = PP_FRAME; pp__x = f.a; "
                                  "PpSlot = 1.0; pp_store(c);")) == "");
}

TEST_CASE("names: built-ins that the author redefines do not change how pixels are stored") {
  const std::string program = shadertoy_program(
      "bool any(bvec2 b) { return false; } bvec2 lessThan(ivec2 a, ivec2 b) { "
      "return bvec2(false); } vec3 floor(vec3 v) { return v; }",
      "c.x = any(bvec2(true)) ? 1.0 : 0.0;");
  const auto unit = translate_text("shadertoy", program);
  REQUIRE(unit);
  // The store is complete before the author's first word; after it come only names that are ours.
  const size_t author = unit->glsl.find("#line 1 1\n"), after = unit->glsl.find("#line 1 0\n");
  CHECK(unit->glsl.find("void pp_store") < author);
  for (const char* name : {"any(", "lessThan(", "clamp(", "floor(", "atomicAdd("})
    CHECK_MESSAGE(unit->glsl.find(name, after) == std::string::npos, name);
}

TEST_CASE("names: a compiler's message shows the author's names") {
  using progpretrain::dialect::renamed, progpretrain::dialect::with_original_names;
  CHECK(with_original_names("'ppu_half' : undeclared identifier") == "'half' : undeclared identifier");
  CHECK(with_original_names("'' : function does not return a value: pp_author_main") ==
        "'' : function does not return a value: main");
  for (const char* name : {"sample", "a__b", "__x", "pp___y", "PP_FRAME"})
    CHECK(with_original_names(renamed(name)) == name);
  CHECK(with_original_names(renamed(renamed("uint"))) == "uint");
}

TEST_CASE("names: double precision is a type where the version has it, else a name") {
  const auto of_version = [](const std::string& version, const std::string& statement) {
    return failure("sandbox", "#version " + version + "\nout vec4 c;\nvoid main() { " + statement + " }");
  };
  CHECK(of_version("330", "float double = 1.0, dvec2 = 2.0; c = vec4(double * dvec2);") == "");
  CHECK(of_version("300 es", "float double = 1.0; c = vec4(double);") == "");
  CHECK(of_version("400", "double z = double(gl_FragCoord.x) * 2.0LF; dvec2 w = dvec2(z); c = vec4(float(w.x));") == "");
  CHECK(of_version("400", "float double = 1.0; c = vec4(double);") != "");
}

TEST_CASE("names: main belongs to the host, or is out of the way") {
  CHECK(failure("shadertoy",
                "vec4 main(vec2 p) { return vec4(p, 0, 1); }\n"
                "void mainImage(out vec4 c, in vec2 p) { c = main(p); }") == "");
  CHECK(failure("sandbox",
                "uniform vec2 resolution;\nvoid mainImage(out vec4 c, in vec2 p) { c = "
                "vec4(p / resolution, 0, 1); }\n"
                "void main(void) { mainImage(gl_FragColor, gl_FragCoord.xy); }") == "");
}

TEST_CASE("names: double underscores are renamed, and stay apart") {
  CHECK(failure("shadertoy", shadertoy_program("float a__b(float __x) { return __x; }",
                                               "float a_b = 1.0; c.x = a__b(a_b);")) == "");
}
