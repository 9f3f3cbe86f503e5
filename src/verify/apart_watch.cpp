#include "src/verify/apart_watch.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <utility>

namespace sgw::verify {

namespace {

constexpr int k_lines = 3;  // from a name to its value
constexpr std::size_t k_least_block = 6;

bool is_frame(char c) { return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == ',' || c == '\r' || c == '{'; }

std::string_view without_frame(std::string_view text) {
  if (text.starts_with("- ")) text.remove_prefix(2);
  while (!text.empty() && is_frame(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_frame(text.back())) text.remove_suffix(1);
  return text;
}

// The key that a line begins with, its quotes off; empty when it has none.
std::string_view key_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view key = without_frame(line.substr(0, colon));
  const bool one_word =
      std::all_of(key.begin(), key.end(), [](char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; });
  return one_word ? key : std::string_view();
}

bool opens_block(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string_view sign = line.substr(colon + 2);
  return sign == "|" || sign == ">" || sign == "|-" || sign == ">-" || sign == "|+" || sign == ">+";
}

}  // namespace

void ApartWatch::look_for_name(std::string_view text, std::size_t indent) {
  const std::string_view key = key_of(text);
  if (key.empty()) {
    const std::string_view flag = without_frame(text);
    if (flag.starts_with('-') && flag.find(' ') == std::string_view::npos) argument_ = telling(without_joints(flag));
    return;
  }
  if (opens_block(text)) {
    const TellingName* name = telling(without_joints(key));
    block_ = name != nullptr && name->password;
    block_indent_ = indent;
  } else if (key == "name" || key == "key" || key == "Name" || key == "Key") {
    beside_ = telling(without_joints(value_after(text, text.find(':') + 1)));
    lines_left_ = k_lines;
  }
}

bool ApartWatch::line(std::string_view text) {
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  text = text.substr(indent);
  if (text.empty() || text == "\r") return false;
  if (const TellingName* name = std::exchange(argument_, nullptr); name != nullptr) {
    return is_secret_value(*name, without_frame(text));
  }
  if (block_ && indent > block_indent_) {
    return text.size() >= k_least_block && text.find(k_masked) == std::string_view::npos &&
           text.find('$') == std::string_view::npos && text.find("{{") == std::string_view::npos;
  }
  block_ = false;
  if (beside_ != nullptr && (key_of(text) == "value" || key_of(text) == "Value")) {
    const TellingName* name = std::exchange(beside_, nullptr);
    return is_secret_value(*name, value_after(text, text.find(':') + 1));
  }
  // Another object: its value has a name of its own.
  if (text.front() == '}' || text.front() == '-' || --lines_left_ == 0) beside_ = nullptr;
  look_for_name(text, indent);
  return false;
}

}  // namespace sgw::verify
