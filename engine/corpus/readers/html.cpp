#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/corpus/readers/plain_text.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 2> kExtensions{"html", "htm"};
/// Pages carry data of every kind beside their programs.
constexpr size_t kMaxPageBytes = 64 * kMiB;
constexpr std::array<std::string_view, 4> kFragmentTypes{
    "x-shader/x-fragment", "x-shader/x-fragment-shader", "shader/fragment", "shader/x-fragment"};

constexpr std::string_view kBlank = " \t\r\n\f";

struct Script {
  std::string type, id;
  std::string_view text;
};

/// The scripts of one page, one after the other, as browsers find them
/// (https://html.spec.whatwg.org/#parsing): what stands in comments and inside of other scripts is
/// none. Every byte is looked at a bounded number of times.
class Scripts {
 public:
  explicit Scripts(std::string_view page) : page_(page), lower_(lower_case(page)) {}

  std::optional<Script> next() {
    constexpr std::string_view kOpen = "<script", kClose = "</script";
    while ((at_ = find_or_end("<", at_)) < page_.size()) {
      if (rest().starts_with("<!--")) {
        at_ = after("-->", at_ + 4);
      } else if (opens(kOpen)) {
        at_ += kOpen.size();
        Script script;
        if (!take_attributes(script)) return std::nullopt;
        const size_t begin = at_;
        while (at_ < page_.size() && !opens(kClose)) at_ = find_or_end(kClose, at_ + 1);
        script.text = page_.substr(begin, at_ - begin);
        return script;
      } else {
        ++at_;
      }
    }
    return std::nullopt;
  }

 private:
  std::string_view rest() const { return std::string_view(lower_).substr(at_); }
  size_t find_or_end(std::string_view text, size_t from) const {
    return std::min(lower_.find(text, from), lower_.size());
  }
  size_t after(std::string_view text, size_t from) const {
    return std::min(find_or_end(text, from) + text.size(), lower_.size());
  }
  /// Whether the tag stands here, and not one whose name only begins so.
  bool opens(std::string_view tag) const {
    const std::string_view here = rest();
    return here.size() > tag.size() && here.starts_with(tag) &&
           (kBlank.find(here[tag.size()]) != kBlank.npos || here[tag.size()] == '>' ||
            here[tag.size()] == '/');
  }

  /// Stops behind the tag's ">"; false when the page ends before.
  bool take_attributes(Script& script) {
    for (;;) {
      at_ = std::min(lower_.find_first_not_of(" \t\r\n\f/", at_), lower_.size());
      if (at_ == lower_.size()) return false;
      if (lower_[at_] == '>') {
        ++at_;
        return true;
      }
      const size_t name_end =
          std::min(lower_.find_first_of(" \t\r\n\f/>=", at_ + 1), lower_.size());
      const std::string_view name = std::string_view(lower_).substr(at_, name_end - at_);
      at_ = std::min(lower_.find_first_not_of(kBlank, name_end), lower_.size());
      if (at_ == lower_.size()) return false;
      if (lower_[at_] != '=') continue;
      const std::string_view value = take_value();
      // Of several attributes of one name the first counts.
      if (name == "type" && script.type.empty()) script.type = lower_case(trim(value));
      if (name == "id" && script.id.empty()) script.id = clean_field(value);
    }
  }

  std::string_view take_value() {
    at_ = std::min(lower_.find_first_not_of(kBlank, at_ + 1), lower_.size());
    if (at_ == lower_.size()) return {};
    const char quote = lower_[at_];
    const bool is_quoted = quote == '"' || quote == '\'';
    const size_t begin = at_ + (is_quoted ? 1 : 0);
    const size_t end =
        std::min(is_quoted ? lower_.find(quote, begin) : lower_.find_first_of(" \t\r\n\f>", begin),
                 lower_.size());
    at_ = std::min(end + (is_quoted ? 1 : 0), lower_.size());
    return page_.substr(begin, end - begin);
  }

  std::string_view page_;
  std::string lower_;  ///< of the same size: only ASCII letters change
  size_t at_ = 0;
};

class HtmlReader final : public Reader {
 public:
  std::string_view name() const override { return "HTML"; }
  std::span<const std::string_view> extensions() const override { return kExtensions; }
  size_t max_bytes() const override { return kMaxPageBytes; }

  bool accepts(const Blob& blob) const override {
    const std::string extension = file_extension(blob.name);
    if (!extension.empty())
      return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
    const std::string head = lower_case(trim(std::string_view(blob.bytes).substr(0, 256)));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
  }

  void check(const Blob& blob) const override {
    if (programs_of(blob).empty())
      throw UsageError(
          blob.name +
          ": holds no programs (expected <script type=\"x-shader/x-fragment\"> in a page)");
  }

  /// A page without such scripts yields nothing.
  void read(const Blob& blob, const Sink& sink) const override {
    for (Program& program : programs_of(blob)) sink(std::move(program));
  }

 private:
  static std::vector<Program> programs_of(const Blob& blob) {
    const std::optional<std::string> converted = utf16_as_utf8(blob.bytes);
    Scripts scripts(converted ? *converted : blob.bytes);
    std::vector<Program> programs;
    while (const auto script = scripts.next()) {
      if (std::find(kFragmentTypes.begin(), kFragmentTypes.end(), script->type) ==
              kFragmentTypes.end() ||
          trim(script->text).empty())
        continue;
      Program program = program_of_source(blob.name, clean_text(script->text));
      if (program.title.empty()) program.title = script->id;
      if (program.dialect.empty()) program.dialect = blob.dialect;
      programs.push_back(std::move(program));
    }
    if (programs.size() > 1)
      for (size_t i = 0; i < programs.size(); ++i)
        programs[i].id = clean_id(base::concat(programs[i].id, "-", i + 1));
    return programs;
  }
};

}  // namespace

std::unique_ptr<Reader> make_html_reader() {
  return std::make_unique<HtmlReader>();
}

}  // namespace progpretrain::corpus
