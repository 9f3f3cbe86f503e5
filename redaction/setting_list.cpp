#include "redaction/setting_list.hpp"

#include "redaction/characters.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t k_max_name = 40;
constexpr std::size_t k_max_settings = 64;
constexpr std::size_t k_max_value = 128;  // bytes up to the ';' behind a value with blanks

// Where the value of a setting begins whose name begins at `at`; npos when none does.
std::size_t behind_name(std::string_view line, std::size_t at) {
  const std::size_t name = at;
  while (at < line.size() && at - name < k_max_name && (is_name_char(line[at]) || (line[at] == ' ' && at > name))) ++at;
  return at > name && at + 1 < line.size() && line[at] == '=' ? at + 1 : npos;
}

}  // namespace

Extent whole_list(std::string_view line, const Extent& value) {
  const std::size_t first = behind_name(line, value.begin + (value.of(line).starts_with('?') ? 1U : 0U));
  if (value.quoted || first == npos || first >= value.end || line[first] == '=') return value;
  std::size_t end = value.end;
  for (std::size_t count = 0; count < k_max_settings && end < line.size(); ++count) {
    const std::size_t next = line[end] == ';' || line[end] == '&' ? behind_name(line, end + 1) : npos;
    if (next == npos) break;
    const Extent other = value_at(line, next);
    end = std::min(line.size(), other.quoted ? other.end + 1 : other.end);
  }
  return {value.begin, end, false};
}

Extent up_to_semicolon(std::string_view line, const NamePlace& name, const Extent& value) {
  if (value.quoted || value.end >= line.size() || line[value.end] != ' ') return value;
  const std::string_view rest = line.substr(value.end, k_max_value);
  const std::size_t size = rest.find(';');
  if (size == npos || rest.substr(0, size).find_first_of("=\"'{") != npos) return value;
  const std::size_t end = value.end + size;
  const bool beside = (name.outer > 0 && line[name.outer - 1] == ';') ||
                      (end + 1 < line.size() && line[end + 1] != ' ' && behind_name(line, end + 1) != npos);
  return {value.begin, beside ? end : value.end, false};
}

}  // namespace sgw::redaction
