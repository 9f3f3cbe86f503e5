#include "redaction/json_walker.hpp"

#include <optional>

namespace sgw::redaction {

namespace {

class Walker {
 public:
  Walker(std::string_view text, int max_depth, const std::function<void(const JsonLeaf&)>& visit)
      : text_(text), max_depth_(max_depth), visit_(visit) {}

  bool run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    return value({}, 0);
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  // The content of the string at the cursor, which goes behind it.
  std::string_view string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    const std::string_view content = text_.substr(begin, at_ < text_.size() ? at_ - begin : std::string_view::npos);
    ++at_;
    return content;
  }

  void scalar(JsonLeaf leaf) {
    leaf.begin = at_;
    while (at_ < text_.size() && text_.find_first_of(",]} \t\r\n", at_) != at_) ++at_;
    leaf.end = at_;
    const char first = text_[leaf.begin];
    if (first != '-' && (first < '0' || first > '9')) return;
    leaf.kind = JsonLeaf::Kind::number;
    visit_(leaf);
  }

  bool value(JsonLeaf leaf, int depth) {
    if (depth > max_depth_) return false;
    skip_blanks();
    if (peek() == '{') return object(leaf, depth);
    if (peek() == '[') return array(leaf, depth);
    if (peek() != '"') {
      scalar(leaf);
      return true;
    }
    leaf.begin = at_;
    last_ = string();
    leaf.end = at_;
    leaf.kind = JsonLeaf::Kind::string;
    visit_(leaf);
    return true;
  }

  bool array(JsonLeaf leaf, int depth) {
    leaf.in_array = true;
    ++at_;
    for (skip_blanks(); peek() != ']' && at_ < text_.size(); skip_blanks()) {
      const bool is_string = peek() == '"';
      if (!value(leaf, depth + 1)) return false;
      leaf.before = is_string ? last_ : std::string_view();
      skip_blanks();
      if (peek() == ',') ++at_;
    }
    ++at_;
    return true;
  }

  bool object(const JsonLeaf& outer, int depth) {
    std::string_view named;
    std::optional<JsonLeaf> waiting;  // a "value" that came before its "name"
    bool is_secret = false;
    std::vector<std::size_t> data;  // where a Secret's data begins
    ++at_;
    for (skip_blanks(); peek() != '}' && at_ < text_.size(); skip_blanks()) {
      JsonLeaf leaf;
      leaf.kind = JsonLeaf::Kind::key;
      leaf.begin = at_;
      const std::string_view key = string();
      leaf.end = at_;
      visit_(leaf);
      leaf = {};
      leaf.in_secret_data = outer.in_secret_data;
      leaf.key = key;
      leaf.outer_key = outer.key;
      skip_blanks();
      ++at_;  // the colon
      skip_blanks();
      const bool is_string = peek() == '"';
      if (key == "data" || key == "stringData") data.push_back(at_);
      const bool is_value = key == "value" || key == "Value";
      if (is_value && is_string && named.empty()) {
        leaf.begin = at_;
        string();
        leaf.end = at_;
        waiting = leaf;
      } else {
        if (is_value && (is_string || peek() == '[')) leaf.named = named;
        if (!value(leaf, depth + 1)) return false;
      }
      is_secret = is_secret || (is_string && key == "kind" && last_ == "Secret");
      if (is_string && (key == "name" || key == "Name" || key == "key" || key == "Key")) named = last_;
      skip_blanks();
      if (peek() == ',') ++at_;
    }
    ++at_;
    if (waiting) {
      waiting->named = named;
      waiting->kind = JsonLeaf::Kind::string;
      visit_(*waiting);
    }
    return !is_secret || outer.in_secret_data || visit_again(data, depth);
  }

  bool visit_again(const std::vector<std::size_t>& places, int depth) {
    const std::size_t here = at_;
    JsonLeaf leaf;
    leaf.in_secret_data = true;
    for (const std::size_t place : places) {
      at_ = place;
      if (!value(leaf, depth + 1)) return false;
    }
    at_ = here;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int max_depth_;
  const std::function<void(const JsonLeaf&)>& visit_;
  std::string_view last_;
};

}  // namespace

bool walk_json(std::string_view text, int max_depth, const std::function<void(const JsonLeaf&)>& visit) {
  return Walker(text, max_depth, visit).run();
}

}  // namespace sgw::redaction
