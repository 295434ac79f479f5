#include "engine/base/json_builder.h"

#include <utility>

namespace progpretrain::base {

Json JsonBuilder::finish() {
  if (open_.size() > 1) {
    Json& last = *open_[1].value;
    // What lies deeper is no complete member of the list.
    if (last.is_array() && open_.size() > 2) last.erase(last.size() - 1);
    if (!last.is_array() || last.empty()) {
      if (root_.is_array())
        root_.erase(root_.size() - 1);
      else
        root_.erase(open_[0].key);
    }
  }
  open_.clear();
  return std::move(root_);
}

Json* JsonBuilder::add(Json value) {
  if (open_.empty()) return &(root_ = std::move(value));
  Json& parent = *open_.back().value;
  if (!parent.is_array()) return &(parent[open_.back().key] = std::move(value));
  parent.push_back(std::move(value));
  return &parent.back();
}

bool JsonBuilder::open(Json value) {
  is_too_deep_ = open_.size() >= max_depth_;
  if (is_too_deep_) return false;
  Json* place = add(std::move(value));
  open_.push_back({place, {}});
  return true;
}

bool JsonBuilder::close() {
  open_.pop_back();
  return true;
}

}  // namespace progpretrain::base
