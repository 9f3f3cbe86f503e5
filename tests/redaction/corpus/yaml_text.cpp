#include "tests/redaction/corpus/yaml_text.hpp"

#include "tests/redaction/corpus/escape.hpp"

#include <algorithm>
#include <cctype>

namespace sgw::corpus {
namespace {

bool is_plain(std::string_view text) {
  if (text.empty() || std::string_view("-?:,[]{}#&*!|>'\"%@`=~ ").find(text[0]) != std::string_view::npos) return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  if (text.back() == ':' || text.back() == ' ') return false;
  // Without a letter it would be read as a number.
  return std::any_of(text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace

std::string indented(std::string_view text, std::string_view indent) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += indent;
  }
  return out;
}

std::string folded_at_spaces(std::string_view text, std::string_view indent) {
  std::string out;
  bool fold = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool single = text[i] == ' ' && i > 0 && text[i - 1] != ' ' && i + 1 < text.size() && text[i + 1] != ' ';
    if (single) fold = !fold;
    if (single && fold) {
      out.append("\n").append(indent);
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string yaml_value(std::string_view text, std::string_view indent) {
  if (text.find('\n') != std::string_view::npos) {
    return "|-\n" + std::string(indent) + indented(text, indent);
  }
  return is_plain(text) ? std::string(text) : '\'' + yaml_single(text) + '\'';
}

}  // namespace sgw::corpus
