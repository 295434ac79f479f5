#include "engine/dialect/names.h"

#include <array>

#include "engine/dialect/forbidden.h"

namespace progpretrain::dialect {
namespace {

constexpr const char* kAuthorMain = "pp_author_main";

/// Keywords and reserved words of GLSL 4.50 for Vulkan that no program for WebGL can use as such.
const NameSet& foreign_keywords() {
  static const NameSet kNames = [] {
    NameSet names = {"active",       "asm",      "atomic_uint",   "buffer",        "cast",
                     "class",        "coherent", "common",        "enum",
                     "extern",       "external", "filter",        "fixed",         "goto",
                     "half",         "inline",   "input",         "interface",     "long",
                     "namespace",    "noinline", "noperspective", "output",        "packed",
                     "partition",    "patch",    "precise",       "public",        "readonly",
                     "resource",     "restrict", "sample",        "sampler",       "shared",
                     "short",        "sizeof",   "static",        "subroutine",    "superp",
                     "template",     "this",     "typedef",       "union",         "unsigned",
                     "using",        "volatile", "writeonly",     "samplerShadow", "sampler3DRect",
                     "int8_t",       "uint8_t",  "resource",      "subpassInput",  "isubpassInput",
                     "usubpassInput", "subpassInputMS", "isubpassInputMS", "usubpassInputMS",
                     "nonprivate", "devicecoherent", "queuefamilycoherent", "workgroupcoherent",
                     "subgroupcoherent", "shadercallcoherent", "pervertexEXT", "pervertexNV",
                     "debugPrintfEXT"};
    for (const char* stem : {"hvec", "fvec", "i8vec", "u8vec"})
      for (const char* n : {"2", "3", "4"}) names.insert(std::string(stem) + n);
    // Vulkan's separate textures, images and the samplers that WebGL lacks.
    for (const char* scalar : {"", "i", "u"}) {
      for (const char* shape : {"1D", "2D", "3D", "Cube", "1DArray", "2DArray", "CubeArray",
                                "2DRect", "Buffer", "2DMS", "2DMSArray"}) {
        names.insert(scalar + std::string("texture") + shape);
        names.insert(scalar + std::string("image") + shape);
      }
      for (const char* shape :
           {"1D", "1DArray", "CubeArray", "2DRect", "Buffer", "2DMS", "2DMSArray"})
        names.insert(scalar + std::string("sampler") + shape);
    }
    for (const char* shape : {"1DShadow", "2DRectShadow", "1DArrayShadow", "CubeArrayShadow"})
      names.insert(std::string("sampler") + shape);
    return names;
  }();
  return kNames;
}

/// Words that are free in GLSL ES 1.00 and that texts without a version nevertheless use as what they
/// mean in newer ones.
const NameSet& newer_words() {
  static const NameSet kNames = [] {
    NameSet names = {"uint", "uvec2", "uvec3", "uvec4", "case", "layout"};
    for (const char* n : {"2x2", "2x3", "2x4", "3x2", "3x3", "3x4", "4x2", "4x3", "4x4"})
      names.insert(std::string("mat") + n);
    for (const char* scalar : {"", "i", "u"})
      for (const char* shape : {"3D", "2DArray"})
        names.insert(scalar + std::string("sampler") + shape);
    for (const char* n : {"isampler2D", "usampler2D", "isamplerCube", "usamplerCube",
                          "sampler2DShadow", "samplerCubeShadow", "sampler2DArrayShadow"})
      names.insert(n);
    return names;
  }();
  return kNames;
}

/// TYPE name, where what follows is no other name; or one more name of such a list.
bool is_declared_name(const Tokens& tokens, size_t i) {
  static const NameSet kNoType = {"const",   "in",        "out",       "inout",   "uniform",
                                  "varying", "attribute", "flat",      "smooth",  "centroid",
                                  "highp",   "mediump",   "lowp",      "invariant", "struct",
                                  "buffer",  "shared",    "coherent",  "readonly", "writeonly",
                                  "noperspective", "precise", "sample", "patch"};
  static const NameSet kAfter = {"=", ";", ",", ")", "[", "("};
  if (i == 0 || i + 1 >= tokens.size()) return false;
  if (tokens[i - 1].is(",")) return tokens[i + 1].is("=") || tokens[i + 1].is(";");
  return tokens[i - 1].is_identifier() &&
         !kNoType.contains(tokens[i - 1].text) && !is_statement_word(tokens[i - 1]) &&
         kAfter.contains(tokens[i + 1].text);
}

/// Types of double precision, which GLSL has from 4.00 on.
const NameSet& double_types() {
  static const NameSet kNames = [] {
    NameSet names = {"double", "dvec2", "dvec3", "dvec4"};
    for (const char* n :
         {"2", "3", "4", "2x2", "2x3", "2x4", "3x2", "3x3", "3x4", "4x2", "4x3", "4x4"})
      names.insert(std::string("dmat") + n);
    return names;
  }();
  return kNames;
}

/// Built-in functions that GLSL ES 1.00 lacks: a program that defines one means its own wherever it
/// calls it.
bool is_newer_builtin(std::string_view name) {
  static const NameSet kNames = {"sinh",
                                 "cosh",
                                 "tanh",
                                 "asinh",
                                 "acosh",
                                 "atanh",
                                 "trunc",
                                 "round",
                                 "roundEven",
                                 "isnan",
                                 "isinf",
                                 "modf",
                                 "fma",
                                 "frexp",
                                 "ldexp",
                                 "floatBitsToInt",
                                 "floatBitsToUint",
                                 "intBitsToFloat",
                                 "uintBitsToFloat",
                                 "outerProduct",
                                 "transpose",
                                 "determinant",
                                 "inverse",
                                 "packSnorm2x16",
                                 "packUnorm2x16",
                                 "packHalf2x16",
                                 "unpackSnorm2x16",
                                 "unpackUnorm2x16",
                                 "unpackHalf2x16",
                                 "packUnorm4x8",
                                 "packSnorm4x8",
                                 "unpackUnorm4x8",
                                 "unpackSnorm4x8",
                                 "packDouble2x32",
                                 "unpackDouble2x32",
                                 "uaddCarry",
                                 "usubBorrow",
                                 "umulExtended",
                                 "imulExtended",
                                 "bitfieldExtract",
                                 "bitfieldInsert",
                                 "bitfieldReverse",
                                 "bitCount",
                                 "findLSB",
                                 "findMSB",
                                 "noise1",
                                 "noise2",
                                 "noise3",
                                 "noise4",
                                 "min3",
                                 "max3",
                                 "mid3",
                                 "barrier",
                                 "memoryBarrier",
                                 "interpolateAtCentroid"};
  return kNames.contains(std::string(name));
}

/// Number of parameters of a built-in function of GLSL ES 1.00 whose parameters are all genType,
/// else 0.
size_t es100_arity(std::string_view name) {
  static const std::unordered_set<std::string_view> kOne = {
      "radians", "degrees", "sin",   "cos",  "tan",   "asin",   "acos",
      "atan",    "exp",     "log",   "exp2", "log2",  "sqrt",   "inversesqrt",
      "abs",     "sign",    "floor", "ceil", "fract", "length", "normalize"};
  static const std::unordered_set<std::string_view> kTwo = {
      "pow", "mod", "min", "max", "step", "distance", "dot", "cross", "reflect"};
  static const std::unordered_set<std::string_view> kThree = {"clamp", "mix", "smoothstep",
                                                              "faceforward", "refract"};
  return kOne.contains(name) ? 1 : kTwo.contains(name) ? 2 : kThree.contains(name) ? 3 : 0;
}

/// Whether a function has the very parameters of a built-in one; a different overload lives beside
/// it in peace.
bool redefines_builtin(const AuthorProgram& program, const GlobalItem& item) {
  const Tokens& tokens = program.tokens;
  const std::string& name = tokens[item.name].text;
  const auto parameters = parse_parameters(tokens, item);
  const bool atan2 = name == "atan" && parameters.size() == 2;
  if (!atan2 && (parameters.empty() || parameters.size() != es100_arity(name))) return false;
  const std::string& first = tokens[parameters[0].type_first].text;
  if (name == "cross") return first == "vec3";
  static const NameSet kFloat = {"float", "vec2", "vec3", "vec4"};
  static const NameSet kInt = {"int", "ivec2", "ivec3", "ivec4", "uint", "uvec2", "uvec3", "uvec4"};
  static const NameSet kAlsoInt = {"abs", "sign", "min", "max", "clamp"};
  if (!kFloat.contains(first) && !(kInt.contains(first) && kAlsoInt.contains(name))) return false;
  for (const Parameter& p : parameters) {
    const std::string& type = tokens[p.type_first].text;
    if (p.type_last != p.type_first + 1) return false;
    if (type != first && type != "float" && !(type == "int" && kAlsoInt.contains(name)))
      return false;
  }
  return true;
}

bool is_ours(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kPrefixes = {
      "pp_", "Pp", "PP_", "ppu_", "FrameParams", "FrameStatistics", "PROGPRETRAIN"};
  for (const std::string_view prefix : kPrefixes)
    if (name.starts_with(prefix)) return true;
  return name.find("__") != std::string_view::npos;
}

/// smooth, flat and centroid are words of GLSL ES 3.00 before `in` and `out`, and names in GLSL
/// ES 1.00.
bool is_plain_name(const Tokens& tokens, size_t i) {
  const std::string& name = tokens[i].text;
  if (name == "smooth" || name == "flat" || name == "centroid") {
    static const NameSet kAfter = {"in", "out", "varying", "uniform", "smooth", "flat", "centroid"};
    return i + 1 >= tokens.size() || !kAfter.contains(tokens[i + 1].text);
  }
  if (name == "length") return i + 1 < tokens.size() && !tokens[i + 1].is("(");
  return name == "layout" && (i + 1 >= tokens.size() || !tokens[i + 1].is("("));
}

/// Names declared at file scope that must give way.
struct Clashes {
  NameSet everywhere;
  NameSet variables;  ///< named like a built-in function: renamed where they are not called
};

Clashes find_clashes(const AuthorProgram& program, const Dialect& dialect) {
  Clashes clashes;
  NameSet taken = to_set(dialect.predeclared);
  NameSet helpers;
  for (const Helpers& file : dialect.helpers) helpers.merge(to_set(file.names));
  const Tokens& tokens = program.tokens;
  for (const GlobalItem& item : program.items) {
    if (item.kind == GlobalItem::Kind::function || item.kind == GlobalItem::Kind::prototype) {
      const std::string& name = tokens[item.name].text;
      if (is_shared_memory_function(name) || is_derivative_function(name))
        clashes.everywhere.insert(name);
      if (helpers.contains(name) || taken.contains(name) || is_newer_builtin(name) || redefines_builtin(program, item))
        clashes.everywhere.insert(name);
    } else if (const auto d = parse_declaration(tokens, item.first, item.last)) {
      bool from_host = false;  // uniform, in, ...: the host's own names stay
      for (size_t i = item.first; i < d->type_first; ++i) from_host |= !tokens[i].is("const");
      for (const Declarator& declarator : d->declarators) {
        const std::string& name = tokens[declarator.name].text;
        if (helpers.contains(name) || (!from_host && taken.contains(name))) clashes.everywhere.insert(name);
        if (es100_arity(name) != 0 || is_newer_builtin(name)) clashes.variables.insert(name);
      }
    }
  }
  return clashes;
}

}  // namespace

std::string renamed(std::string_view name) {
  std::string out = "ppu_";
  for (size_t i = 0; i < name.size(); ++i) {
    // Two underscores in a row are reserved; "_U" keeps different names different enough.
    if (name[i] == '_' && out.back() == '_') out += 'U';
    out += name[i];
  }
  return out;
}

std::string original_name(const std::string& name) {
  static const std::string kPrefix = "ppu_";
  if (!name.starts_with(kPrefix)) return name;
  std::string out;
  for (size_t i = kPrefix.size(); i < name.size(); ++i) {
    const bool is_mark = name[i] == 'U' && name[i - 1] == '_' && i + 1 < name.size() && name[i + 1] == '_';
    if (!is_mark) out += name[i];
  }
  return original_name(out);  // a name may have given way twice
}

std::string with_original_names(std::string_view message) {
  Tokens tokens = tokenise(message);
  for (Token& token : tokens) {
    if (!token.is_identifier()) continue;
    token.text = token.is(kAuthorMain) ? "main" : original_name(token.text);
  }
  std::string out = to_text(tokens);
  out.pop_back();  // the line end of to_text()
  return out;
}

void rename_declared_words(Tokens& tokens) {
  NameSet declared;
  for (size_t i = 0; i < tokens.size(); ++i)
    if (newer_words().contains(tokens[i].text) && is_declared_name(tokens, i))
      declared.insert(tokens[i].text);
  if (declared.empty()) return;
  for (Token& token : tokens)
    if (declared.contains(token.text)) token.text = renamed(token.text);
}

void rename_identifiers(AuthorProgram& program, const Dialect& dialect, const GlslVersion& version) {
  const bool has_doubles = !version.is_es && version.number >= 400;
  const auto is_foreign = [&](const std::string& name) {
    return foreign_keywords().contains(name) || (!has_doubles && double_types().contains(name));
  };
  Clashes clashes = find_clashes(program, dialect);
  if (dialect.entry == Dialect::Entry::main_image) clashes.everywhere.insert("main");
  for (size_t i = 0; i < program.tokens.size(); ++i) {
    Token& token = program.tokens[i];
    if (!token.is_identifier()) continue;
    const bool called = i + 1 < program.tokens.size() && program.tokens[i + 1].is("(");
    if (!called && clashes.variables.contains(token.text)) {
      token.text = renamed(token.text);
      continue;
    }
    if (clashes.everywhere.contains(token.text) || is_foreign(token.text) ||
        is_ours(token.text) || is_plain_name(program.tokens, i))
      token.text = renamed(token.text);
    else if (token.is("main"))
      token.text = kAuthorMain;
  }
}

}  // namespace progpretrain::dialect
