// Samplers become values, texture calls become calls of ours.
#include <doctest/doctest.h>

#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

corpus::Input input(int channel, const std::string& kind, const std::string& source = "x",
                    const std::string& filter = "", const std::string& wrap = "") {
  return {channel, kind, source, filter, wrap};
}

/// The unit of a program of one pass, which must compile.
dialect::ComputeUnit unit_of(const std::string& declarations, const std::string& statements,
                             std::vector<corpus::Input> inputs = {}) {
  auto program =
      translated(program_of(shadertoy_program(declarations, statements), std::move(inputs)));
  REQUIRE(program.units.size() == 1);
  CHECK(compile_error(program) == "");
  return program.units[0];
}

/// The line of the unit that declares `name`, or empty.
std::string declaration(const dialect::ComputeUnit& unit, const std::string& name) {
  const size_t at = unit.glsl.find(" " + name + " = ");
  if (at == std::string::npos) return "";
  const size_t start = unit.glsl.rfind('\n', at) + 1;
  return unit.glsl.substr(start, unit.glsl.find('\n', at) - start);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "samplers: an unbound channel is empty, and a unit without textures has no texture code") {
  CHECK(declaration(unit_of("", "c = texture(iChannel0, p);"), "iChannel0") ==
        "const PpSampler2D iChannel0 = PpSampler2D(PP_SOURCE_NONE, 0, ivec2(1), 1, 0);");
  CHECK(!contains(unit_of("", "c.xy = p;").glsl, "PpSampler2D"));
  CHECK(!contains(unit_of("", "c.xy = p;", {input(0, "texture")}).glsl, "PpSampler2D"));
}

TEST_CASE("samplers: one of the author's own reads a stand-in on Shadertoy, too, a free channel nothing") {
  const auto out = translated(program_of("uniform sampler2D uMap;\n" +
      shadertoy_program("", "c = texture(uMap, p) + texture(iChannel0, p);")));
  CHECK(compile_error(out) == "");
  REQUIRE(out.notes.size() == 1);
  CHECK(out.notes[0].starts_with("uMap: "));
}

TEST_CASE("samplers: every kind of input is bound, with Shadertoy's filters and wraps") {
  const auto bound = [](const corpus::Input& i, const std::string& call) {
    return declaration(unit_of("", "c = " + call + ";", {i}), "iChannel0");
  };
  const std::string flat = "texture(iChannel0, p)", deep = "texture(iChannel0, p.xyx)";
  CHECK(contains(bound(input(0, "texture"), flat), "PpSampler2D(PP_SOURCE_TEXELS, "));
  CHECK(contains(bound(input(0, "texture"), flat), "PP_FILTER_MIPMAP + PP_WRAP_REPEAT"));
  CHECK(contains(bound(input(0, "texture", "x", "nearest", "clamp"), flat),
                 "PP_FILTER_NEAREST + PP_WRAP_CLAMP"));
  CHECK(contains(bound(input(0, "cubemap"), deep), "PpSamplerCube(PP_SOURCE_TEXELS, "));
  CHECK(contains(bound(input(0, "volume"), deep), "PpSampler3D(PP_SOURCE_TEXELS, "));
  CHECK(contains(bound(input(0, "keyboard", "x", "linear"), flat),
                 "PP_SOURCE_KEYBOARD, 0, ivec2(256, 3), 1, PP_FILTER_NEAREST + PP_WRAP_CLAMP"));
  CHECK(contains(bound(input(0, "music"), flat),
                 "PP_SOURCE_SOUND, 0, ivec2(512, 2), 1, PP_FILTER_LINEAR + PP_WRAP_CLAMP"));
  CHECK(contains(bound(input(0, "microphone"), flat), "PP_SOURCE_SOUND"));
  CHECK(contains(bound(input(0, "video"), flat), "PP_SOURCE_VIDEO"));
  CHECK(contains(bound(input(0, "webcam"), flat), "PP_SOURCE_VIDEO"));
  CHECK(contains(bound(input(0, "buffer", "A"), flat), "PP_SOURCE_NONE"));  // there is no buffer A
  CHECK(contains(bound(input(0, "smell"), flat), "PP_SOURCE_NONE"));
}

TEST_CASE("samplers: stand-ins are told to people, for what is read only") {
  const auto program = translated(program_of(shadertoy_program("", "c = texture(iChannel1, p);"),
                                             {input(0, "video"), input(1, "texture")}));
  CHECK(program.notes == std::vector<std::string>{"iChannel1: stand-in for texture"});
}

TEST_CASE("samplers: a channel is read through macros, parameters and parentheses") {
  for (const char* text :
       {"#define C(i) iChannel##i\n#define T(i, p) texture(C(i), p)\n#define READ T(0, p)",
        "vec4 f(sampler2D s, vec2 p) { return texture(s, p); }\n#define READ f(iChannel0, p)",
        "vec4 g(in lowp sampler2D s, vec2 p) { return texture(s, p); }\n"
        "vec4 f(vec2 p, const in sampler2D s) { return g(s, p); }\n#define READ f(p, iChannel0)",
        "vec4 f(sampler2D s);\nvec4 f(sampler2D s) { return texelFetch(s, ivec2(0), 0); }\n"
        "#define READ f(iChannel0)",
        "#define READ texture((iChannel0), p)", "#define READ texture2D(iChannel0, p, -1.0)"}) {
    const auto unit = unit_of(text, "c = READ;", {input(0, "texture")});
    CHECK_MESSAGE(contains(declaration(unit, "iChannel0"), "PP_SOURCE_TEXELS"), text);
  }
}

TEST_CASE("samplers: the type of an unbound channel is told by its use") {
  const auto type = [](const std::string& declarations, const std::string& call) {
    const std::string line = declaration(unit_of(declarations, "c = " + call + ";"), "iChannel0");
    return line.substr(6, line.find(' ', 6) - 6);
  };
  CHECK(type("", "textureCube(iChannel0, vec3(p, 1))") == "PpSamplerCube");
  CHECK(type("", "texture3D(iChannel0, vec3(p, 1))") == "PpSampler3D");
  CHECK(type("", "texture2D(iChannel0, p)") == "PpSampler2D");
  CHECK(type("vec4 f(samplerCube s) { return texture(s, vec3(1)); }", "f(iChannel0)") ==
        "PpSamplerCube");
  CHECK(type("uniform sampler3D iChannel0;", "texture(iChannel0, vec3(1))") == "PpSampler3D");
}

TEST_CASE("samplers: every texture function of the hosts compiles") {
  for (const char* call : {"texture(iChannel0, p)",
                           "texture(iChannel0, p, 1.0)",
                           "textureLod(iChannel0, p, 2.0)",
                           "textureGrad(iChannel0, p, p, p)",
                           "textureProj(iChannel0, vec3(p, 1))",
                           "textureProj(iChannel0, vec4(p, 1, 1))",
                           "textureProjLod(iChannel0, vec3(p, 1), 0.0)",
                           "texelFetch(iChannel0, ivec2(p), 0)",
                           "vec4(textureSize(iChannel0, 0), 0, 0)",
                           "textureOffset(iChannel0, p, ivec2(1))",
                           "textureLodOffset(iChannel0, p, 0.0, ivec2(1))",
                           "texelFetchOffset(iChannel0, ivec2(p), 0, ivec2(1))",
                           "textureGather(iChannel0, p)",
                           "texture2D(iChannel0, p)",
                           "texture2DLod(iChannel0, p, 0.0)",
                           "texture2DLodEXT(iChannel0, p, 0.0)",
                           "texture2DGradEXT(iChannel0, p, p, p)",
                           "texture2DProj(iChannel0, vec3(p, 1))",
                           "texture2DProjLodEXT(iChannel0, vec3(p, 1), 0.)",
                           "textureCube(iChannel1, vec3(p, 1))",
                           "textureCubeLodEXT(iChannel1, vec3(p, 1), 1.0)",
                           "textureCubeGradEXT(iChannel1, vec3(p, 1), vec3(p, 1), vec3(0))",
                           "texture(iChannel2, vec3(p, 1))",
                           "texelFetch(iChannel2, ivec3(1), 0)",
                           "textureGather(iChannel0, p, 2)",
                           "textureGather(iChannel1, vec3(p, 1))",
                           "textureGatherOffset(iChannel0, p, ivec2(1))",
                           "textureGatherOffset(iChannel0, p, ivec2(1), 2)",
                           "textureGatherOffsets(iChannel0, p, ivec2[4](ivec2(0), ivec2(1), "
                           "ivec2(2), ivec2(3)))",
                           "textureGradOffset(iChannel0, p, p, p, ivec2(1))",
                           "textureGradOffset(iChannel2, vec3(p, 1), vec3(0), vec3(0), ivec3(1))",
                           "textureProjGrad(iChannel0, vec3(p, 1), p, p)",
                           "textureProjGrad(iChannel2, vec4(p, 1, 1), vec3(0), vec3(0))",
                           "textureProjOffset(iChannel0, vec4(p, 1, 1), ivec2(1))",
                           "textureProjOffset(iChannel0, vec3(p, 1), ivec2(1), 1.0)",
                           "textureProjLodOffset(iChannel0, vec3(p, 1), 0.0, ivec2(1))",
                           "textureProjGradOffset(iChannel0, vec3(p, 1), p, p, ivec2(1))",
                           "textureProjLod(iChannel2, vec4(p, 1, 1), 0.0)",
                           "vec4(textureQueryLevels(iChannel0))",
                           "vec4(textureQueryLOD(iChannel0, p), 0, 0)",
                           "texture2DProjGradEXT(iChannel0, vec3(p, 1), p, p)",
                           "texture3DProj(iChannel2, vec4(p, 1, 1))"}) {
    CAPTURE(call);
    unit_of("", "c = " + std::string(call) + ";",
            {input(0, "texture"), input(1, "cubemap"), input(2, "volume")});
  }
  CHECK(refusal("shadertoy", shadertoy_program("", "c = shadow2D(iChannel0, vec3(p, 1));")) ==
        "unsupported@3: calls shadow2D");
}

TEST_CASE("samplers: the extensions of GLSL ES 1.00 mean what later versions call otherwise") {
  // tests/inputs has the closed forms of what stands on the right.
  const auto call = [](const std::string& text) {
    const std::string unit = unit_of("", "c = " + text + ";", {input(0, "texture"),
                                                               input(1, "cubemap")}).glsl;
    const size_t at = unit.rfind("pp_texture");
    return unit.substr(at, unit.find('(', at) - at);
  };
  CHECK(call("texture2DLodEXT(iChannel0, p, 1.0)") == "pp_textureLod");
  CHECK(call("texture2DProjLodEXT(iChannel0, vec3(p, 1), 1.0)") == "pp_textureProjLod");
  CHECK(call("texture2DProjLodEXT(iChannel0, vec4(p, 1, 1), 1.0)") == "pp_textureProjLod");
  CHECK(call("texture2DGradEXT(iChannel0, p, p, p)") == "pp_textureGrad");
  CHECK(call("texture2DProjGradEXT(iChannel0, vec4(p, 1, 1), p, p)") == "pp_textureProjGrad");
  CHECK(call("textureCubeLodEXT(iChannel1, vec3(p, 1), 1.0)") == "pp_textureLod");
  CHECK(call("textureCubeGradEXT(iChannel1, vec3(p, 1), vec3(p, 1), vec3(0))") == "pp_textureGrad");
  const std::string text =
      "#extension GL_EXT_shader_texture_lod : enable\nprecision mediump float;\n"
      "uniform sampler2D t; uniform samplerCube e;\n"
      "void main() { gl_FragColor = texture2DLodEXT(t, vec2(0.5), 1.0) + "
      "textureCubeLodEXT(e, vec3(1), 2.0) + texture2DProjLodEXT(t, vec3(1), 0.0) + "
      "texture2DGradEXT(t, vec2(0.5), vec2(0.1), vec2(0.1)); }";
  CHECK(failure("sandbox", text) == "");
}

TEST_CASE("samplers: a function that the author calls texture is his") {
  const auto own = unit_of("vec3 texture(vec2 p) { return p.xyx; }", "c.xyz = texture(p);");
  CHECK(!contains(own.glsl, "PpSampler2D"));
  CHECK(
      failure("sandbox",
              "uniform sampler2D t; vec4 texture(sampler2D s, vec2 p) { return texture2D(s, p); }\n"
              "void main() { gl_FragColor = texture(t, vec2(0.5)); }") == "");
  CHECK(failure("sandbox",
                "uniform sampler2D t; vec4 texture2D(float x) { return vec4(x); }\n"
                "void main() { gl_FragColor = texture2D(1.0); }") == "");
}

TEST_CASE("samplers: an author's overload lives beside the built-in function") {
  const std::string read =
      "c = texture2D(iChannel0, p) + texture2D(iChannel0, p, 1.0, 2.0) + texture2D(1.0);";
  const auto unit = unit_of(
      "vec4 texture2D(sampler2D s, vec2 p, float a, float b) { return a * texture2D(s, p + b); }\n"
      "vec4 texture2D(float x) { return vec4(x); }",
      read, {input(0, "texture")});
  CHECK(contains(unit.glsl, "pp_texture(iChannel0, p)"));
  CHECK(contains(unit.glsl, "ppu_texture2D(iChannel0, p, 1.0, 2.0)"));
  CHECK(refusal("shadertoy",
                "vec4 texture(float x) { return vec4(x); } void mainImage(out vec4 c, in vec2 p) { "
                "texture(") != "");
}

TEST_CASE("samplers: derivatives are wanted for a mipmap whose level nobody gives") {
  const auto quads = [](const std::string& declarations, const std::string& call,
                        const corpus::Input& i) {
    return unit_of(declarations, "c = " + call + ";", {i}).uses_derivatives;
  };
  const corpus::Input mipmapped = input(0, "texture");
  CHECK(quads("", "texture(iChannel0, p)", mipmapped));
  CHECK(
      quads("vec4 f(sampler2D s, vec2 p) { return texture(s, p); }", "f(iChannel0, p)", mipmapped));
  CHECK(!quads("", "textureLod(iChannel0, p, 0.0)", mipmapped));
  CHECK(!quads("", "texelFetch(iChannel0, ivec2(p), 0)", mipmapped));
  CHECK(!quads("", "texture(iChannel0, p)", input(0, "texture", "x", "linear")));
  CHECK(!quads("", "texture(iChannel0, p)", input(0, "keyboard")));
  CHECK(!quads("", "texture(iChannel1, p)", mipmapped));
}

TEST_CASE("samplers: what is bound tells its size") {
  const auto sizes = [](std::vector<corpus::Input> inputs,
                        std::vector<corpus::BufferPass> buffers) {
    const auto program =
        translated(program_of(shadertoy_program("", "c.xyz = iChannelResolution[0];"),
                              std::move(inputs), std::move(buffers)));
    CHECK(compile_error(program) == "");
    return declaration(program.units.back(), "iChannelResolution[4]");
  };
  const corpus::BufferPass a{"A", shadertoy_program("", ""), {}};
  CHECK(sizes({input(1, "keyboard"), input(0, "buffer", "A")}, {a}) ==
        "vec3 iChannelResolution[4] = vec3[4](vec3(PP_FRAME.canvas.xy, 1.0), vec3(256, 3, 1), "
        "vec3(0.0), vec3(0.0));");
}

TEST_CASE("samplers: integers, arrays and shadows are refused where they are read") {
  const std::string end = "\nvoid main() { gl_FragColor = texture(t, vec2(0)); }";
  CHECK(refusal("sandbox", "\nuniform isampler2D t;" + end) == "unsupported@2: reads a isampler2D");
  CHECK(refusal("sandbox",
                "\nuniform sampler2D t[2];\nvoid main() { gl_FragColor = texture(t[0], "
                "vec2(0)); }") == "unsupported@2: reads an array of samplers");
  CHECK(refusal("sandbox", "\nuniform highp sampler2DShadow t;" + end) ==
        "unsupported@2: reads a sampler2DShadow");
  CHECK(refusal("shadertoy", shadertoy_program("vec4 f(usampler2D s) { return vec4(1); }",
                                               "c = f(iChannel0);")) ==
        "unsupported@1: takes a usampler2D");
  CHECK(failure("sandbox", "uniform isampler2D t; void main() { gl_FragColor = vec4(1); }") == "");
}

TEST_CASE("samplers: names that our compiler forbids are given way, also to samplers") {
  CHECK(failure("sandbox",
                "uniform sampler2D sample, input__2; vec4 f(sampler2D filter) { return "
                "texture2D(filter, vec2(0.5)); }\nvoid main() { gl_FragColor = f(sample) + "
                "texture2D(input__2, vec2(0)); }") == "");
}

TEST_CASE("samplers: a sampler that the host does not offer is a stand-in texture") {
  const auto program = [] {
    corpus::Program p;
    p.dialect = "sandbox";
    p.source = "uniform sampler2D wood; void main() { gl_FragColor = texture2D(wood, vec2(0.5)); }";
    return translated(p);
  }();
  CHECK(compile_error(program) == "");
  CHECK(contains(declaration(program.units[0], "wood"), "PP_SOURCE_TEXELS"));
  CHECK(program.notes == std::vector<std::string>{"wood: stand-in for a texture"});
  CHECK(program.num_buffers == 0);
}
