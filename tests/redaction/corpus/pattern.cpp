#include "tests/redaction/corpus/pattern.hpp"

#include "tests/redaction/corpus/azure_keys.hpp"
#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/jwt.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace sgw::corpus {
namespace {

struct Field {
  std::string_view name;
  std::string (*make)(Rng&, std::size_t size);
};

const std::array k_fields{
    Field{"a", [](Rng& rng, std::size_t size) { return rng.chars(k_lower, size); }},
    Field{"A", [](Rng& rng, std::size_t size) { return rng.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ", size); }},
    Field{"an", [](Rng& rng, std::size_t size) { return rng.chars(k_alnum, size); }},
    Field{"la", [](Rng& rng, std::size_t size) { return rng.chars("abcdefghijklmnopqrstuvwxyz0123456789", size); }},
    Field{"ua", [](Rng& rng, std::size_t size) { return rng.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", size); }},
    Field{"b32", [](Rng& rng, std::size_t size) { return rng.chars("abcdefghijklmnopqrstuvwxyz234567", size); }},
    Field{"B32", [](Rng& rng, std::size_t size) { return rng.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", size); }},
    Field{"d", [](Rng& rng, std::size_t size) { return rng.chars(k_digits, size); }},
    Field{"hex", [](Rng& rng, std::size_t size) { return rng.chars(k_hex, size); }},
    Field{"HEX", [](Rng& rng, std::size_t size) { return rng.chars("0123456789ABCDEF", size); }},
    Field{"b64", [](Rng& rng, std::size_t size) { return base64(rng.bytes(size)); }},
    Field{"url",
          [](Rng& rng, std::size_t size) {
            return rng.chars(k_alnum, 1) +
                   rng.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", size - 2) +
                   rng.chars(k_alnum, 1);
          }},
    Field{"lt", [](Rng&, std::size_t) { return std::string("<"); }},
    Field{"gt", [](Rng&, std::size_t) { return std::string(">"); }},
    Field{"octet", [](Rng& rng, std::size_t) { return std::to_string(rng.between(11, 249)); }},
    Field{"guid", [](Rng& rng, std::size_t) { return guid(rng); }},
    Field{"word", [](Rng& rng, std::size_t) { return word(rng); }},
    Field{"date", [](Rng& rng, std::size_t) { return compact_date(rng); }},
    Field{"time", [](Rng& rng, std::size_t) { return timestamp(rng); }},
};

std::string draw_field(Rng& rng, std::string_view name, std::string_view size) {
  if (name == "key") return azure_key(rng, size);
  if (name == "jwt") return jwt(rng, size);
  std::size_t number = 0;
  std::from_chars(size.data(), size.data() + size.size(), number);
  const auto* const field =
      std::find_if(k_fields.begin(), k_fields.end(), [&](const Field& f) { return f.name == name; });
  if (field == k_fields.end()) throw std::invalid_argument("no field " + std::string(name));
  return field->make(rng, number);
}

std::string filtered(const std::string& value, std::string_view filter) {
  if (filter.empty()) return value;
  if (filter == "pct") return percent(value);
  if (filter == "b64") return base64(value);
  throw std::invalid_argument("no filter " + std::string(filter));
}

class Expansion {
 public:
  Expansion(Rng& rng, std::string_view pattern) : rng_(rng), rest_(pattern) {}

  Secret run() {
    while (!rest_.empty()) step();
    if (!marked_) out_.value = plain_;
    return std::move(out_);
  }

 private:
  void step() {
    if (take("[[")) {
      plain_mark_ = plain_.size();
      marked_ = true;
    } else if (take("]]")) {
      out_.value = plain_.substr(plain_mark_);
    } else if (take("((")) {
      keep_mark_ = out_.text.size();
    } else if (take("))")) {
      out_.keep.push_back(out_.text.substr(keep_mark_));
    } else if (rest_.front() == '<') {
      field();
    } else {
      plain_ += rest_.front();
      out_.text += rest_.front();
      rest_.remove_prefix(1);
    }
  }

  bool take(std::string_view mark) {
    if (!rest_.starts_with(mark)) return false;
    rest_.remove_prefix(mark.size());
    return true;
  }

  void field() {
    const std::size_t end = rest_.find('>');
    if (end == std::string_view::npos) throw std::invalid_argument("a field without an end");
    std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    std::string_view filter;
    if (const std::size_t bar = inside.find('|'); bar != std::string_view::npos) {
      filter = inside.substr(bar + 1);
      inside = inside.substr(0, bar);
    }
    const std::size_t colon = inside.find(':');
    const std::string_view size = colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
    const std::string value = draw_field(rng_, inside.substr(0, colon), size);
    plain_ += value;
    out_.text += filtered(value, filter);
  }

  Rng& rng_;
  std::string_view rest_;
  Secret out_;
  std::string plain_;  // the text as it would be without filters
  bool marked_ = false;
  std::size_t plain_mark_ = 0;
  std::size_t keep_mark_ = 0;
};

}  // namespace

Secret expand(Rng& rng, std::string_view pattern) { return Expansion(rng, pattern).run(); }

}  // namespace sgw::corpus
