#pragma once
// Builds a JSON value from the parser's events, with a bound on its depth. The library's own parser
// with a callback looks through a whole list whenever an object in it ends: a million objects took
// it hours.
#include <string>
#include <vector>

#include "engine/base/strict_json.h"

namespace progpretrain::base {

/// Handler for Json::sax_parse().
class JsonBuilder final : public nlohmann::json_sax<Json> {
 public:
  explicit JsonBuilder(int max_depth) : max_depth_(static_cast<size_t>(max_depth)) {}

  /// What was parsed, or of text that broke off: the outermost list or object with the members that
  /// are complete, of which the last, if it is a list, may lack its end.
  Json finish();
  /// What the parser complained about; empty: nothing.
  const std::string& problem() const { return problem_; }
  bool is_too_deep() const { return is_too_deep_; }

  bool null() override { return add(nullptr) != nullptr; }
  bool boolean(bool value) override { return add(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return add(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return add(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) override {
    return add(value) != nullptr;
  }
  bool string(string_t& value) override { return add(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }  // not in texts
  bool start_object(size_t) override { return open(Json::object()); }
  bool start_array(size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    open_.back().key = std::move(value);
    return true;
  }
  bool parse_error(size_t, const std::string&, const Json::exception& e) override {
    problem_ = e.what();
    return false;
  }

 private:
  struct Open {
    Json* value;
    std::string key;  // of the member of an object that comes next
  };
  Json* add(Json value);
  bool open(Json value);
  bool close();

  const size_t max_depth_;
  Json root_;
  std::vector<Open> open_;  // lists and objects without their end, outermost first
  std::string problem_;
  bool is_too_deep_ = false;
};

}  // namespace progpretrain::base
