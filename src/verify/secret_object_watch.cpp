#include "src/verify/secret_object_watch.hpp"

#include "src/verify/plain_text.hpp"

#include <algorithm>

namespace sgw::verify {

namespace {

std::string_view unquoted(std::string_view text) {
  const auto frame = [](char c) { return c == '"' || c == '\'' || c == ',' || c == '\r' || c == ' ' || c == '{'; };
  while (!text.empty() && frame(text.front())) text.remove_prefix(1);
  while (!text.empty() && frame(text.back())) text.remove_suffix(1);
  return text;
}

bool is_nothing(std::string_view value) {
  return value.empty() || value == "null" || value == "}" || value == "|" || value == ">" || value == "|-" ||
         value == ">-" || value.find(k_masked) != std::string_view::npos ||
         value.find("redacted:") != std::string_view::npos || value.front() == '#';
}

}  // namespace

bool SecretObjectWatch::line(std::string_view text) {
  std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  const bool item = text.substr(indent).starts_with("- ");
  if (item) indent += 2;
  const std::string_view content = text.substr(std::min(indent, text.size()));
  if (content.empty()) return false;
  const std::size_t colon = content.find(':');
  const std::string_view key = unquoted(content.substr(0, colon));
  const std::string_view value = colon == std::string_view::npos ? key : unquoted(content.substr(colon + 1));
  const bool field = key == "kind" || key == "apiVersion" || key == "data" || key == "stringData" || key == "metadata";
  if (content.starts_with("---") || content == "{" || (item && field)) reset();
  if (in_data_ && indent > data_indent_) {
    // One value is reported once.
    if (value_seen_ || is_nothing(value)) return false;
    value_seen_ = true;
    return shown();
  }
  in_data_ = false;
  if (key == "kind") {
    secret_ = value == "Secret";
    kind_indent_ = indent;
    const bool certain = shown();
    if (!secret_ || certain) value_seen_ = false;
    return certain;
  }
  if (key == "data" || key == "stringData") {
    in_data_ = true;
    data_indent_ = indent;
    value_seen_ = false;
  }
  return false;
}

}  // namespace sgw::verify
