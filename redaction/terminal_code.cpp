#include "redaction/terminal_code.hpp"

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_code = 48;

bool is_parameter(char c) { return c >= '0' && c <= '?'; }

// A sign as it is, or in percent-encoding; its size.
std::size_t sign_at(std::string_view text, std::size_t at, char sign, std::string_view encoded) {
  if (at < text.size() && text[at] == sign) return 1;
  const std::string_view here = text.substr(at < text.size() ? at : text.size(), encoded.size());
  const bool same = here.size() == encoded.size() && here[0] == encoded[0] && here[1] == encoded[1] &&
                    (here[2] | 0x20) == (encoded[2] | 0x20);
  return same ? encoded.size() : 0;
}

}  // namespace

std::size_t terminal_code_size(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && (text[at] == '(' || text[at] == ')'))
    return text[at + 1] == 'B' || text[at + 1] == '0' ? 2 : 0;
  const std::size_t open = sign_at(text, at, '[', "%5b");
  if (open == 0) return 0;
  const std::size_t first = at + open;
  std::size_t i = first;
  while (i < text.size() && i - at < k_max_code) {
    if (const std::size_t between = sign_at(text, i, ';', "%3b"); between != 0) {
      i += between;
    } else if (is_parameter(text[i])) {
      ++i;
    } else {
      break;
    }
  }
  if (i >= text.size()) return 0;
  const char end = text[i];
  const bool letter = (end | 0x20) >= 'a' && (end | 0x20) <= 'z';
  const bool usual = end == 'm' || end == 'K' || end == 'J' || end == 'H';
  return (i == first ? usual : letter) ? i + 1 - at : 0;
}

}  // namespace sgw::redaction
