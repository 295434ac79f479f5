#pragma once
// The typed grammar of image programs: productions of types such as shape, field, paint and
// picture, each a GLSL function with holes for others. It is data: the texts under grammar/ say
// everything, one block for a production,
//
//   shape hollow 2                              type, name, weight in the choice of its type
//     says outlined @shape                      its phrase in the caption
//     let kWall identity 0.04 0.14              a named constant: kind and range; "int" = whole
//     return abs(@shape(p * 1.1)) - kWall;      the function's body
//
// @shape, @shape2 are holes of type shape; the same hole twice is the same function called twice.
// [[a|b]] is one of the alternatives, the same one wherever the same text stands in the block.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/synth/graft.h"

namespace progpretrain::synth {

/// A named constant of a production. Numbers are in hundredths, so that no text depends on how a
/// machine rounds.
struct Let {
  std::string name, kind;
  int low = 0, high = 0;  ///< in hundredths
  bool whole = false;
};

/// A hole of a production.
struct Hole {
  std::string token;   ///< "shape2"
  std::string type;    ///< "shape"
  uint32_t calls = 0;  ///< how often the body calls it, loops counted
};

struct Production {
  std::string type, name, says;
  uint32_t weight = 1;
  std::vector<Let> lets;
  std::vector<std::string> body;  ///< lines, indented relative to the function
  std::vector<Hole> holes;        ///< in the order of their first call
  uint32_t min_depth = 1;         ///< of its smallest tree
  uint32_t min_cost = 1;          ///< of its smallest tree, see derivation.h
  uint32_t own_cost = 1;          ///< length of the body in units of about an operation
  const Graft* graft = nullptr;   ///< of type "parent": the family that stands for it

  /// Whether it is nothing but its hole under another type: "return @stir(p);".
  bool is_its_hole() const;
};

/// A function that programs share ("rnd", "vnoise"), with its text.
struct Helper {
  std::string name, text;
};

class Grammar {
 public:
  /// The grammar of this version with `parents`, families that a program may build in as a paint.
  /// Throws InvariantError when a text of the grammar is broken: names block and line.
  explicit Grammar(std::vector<Graft> parents);
  Grammar(const Grammar&) = delete;
  Grammar& operator=(const Grammar&) = delete;

  /// The productions of a type in the order of the texts; InvariantError when there is none.
  const std::vector<Production>& of(const std::string& type) const;
  const std::vector<Helper>& helpers() const { return helpers_; }
  /// SHA-256 over the texts of grammar and parents: same fingerprint, same programs.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  void read(std::string_view text);
  void complete_pictures();
  void measure();

  std::vector<Graft> parents_;
  std::map<std::string, std::vector<Production>> productions_;
  std::vector<Helper> helpers_;
  std::string fingerprint_;
};

/// The functions that programs share; families hold the same texts.
const std::vector<Helper>& shared_helpers();

/// What a function of a type looks like: {"float", "vec2 p"}; type "picture" has none.
struct Signature {
  std::string_view result, parameters;
};
Signature signature_of(const std::string& type);

}  // namespace progpretrain::synth
