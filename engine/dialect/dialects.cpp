#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> kDialects = [] {
    std::vector<Dialect> all = {shadertoy_dialect()};
    for (Dialect& d : twigl_dialects()) all.push_back(std::move(d));
    all.push_back(sandbox_dialect());
    all.push_back(viewer_dialect());
    all.push_back(isf_dialect());
    all.push_back(bonzomatic_dialect());
    all.push_back(gl_transition_dialect());
    all.push_back(love_dialect());
    all.push_back(synesthesia_dialect());
    return all;
  }();
  return kDialects;
}

const Dialect* find_dialect(std::string_view name) {
  for (const Dialect& d : dialects())
    if (d.name == name) return &d;
  return nullptr;
}

std::string known_dialects() {
  std::string names;
  for (const Dialect& d : dialects()) names += (names.empty() ? "" : ", ") + d.name;
  return names;
}

}  // namespace progpretrain::dialect
