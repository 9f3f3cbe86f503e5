#include "redaction/continued_lines.hpp"

#include "redaction/line_places.hpp"

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_joined = std::size_t{64} << 10;
constexpr std::size_t k_max_printable = 76;  // of a quoted-printable line (RFC 2045)

// The '\' or '=' that ends the line [begin, end), or npos. An escaped backslash is one of the text.
std::size_t mark_of(std::string_view text, std::size_t begin, std::size_t end) {
  if (end > begin && text[end - 1] == '\r') --end;
  if (end == begin) return std::string_view::npos;
  if (text[end - 1] == '\\') return end > begin + 1 && text[end - 2] == '\\' ? std::string_view::npos : end - 1;
  const bool soft = text[end - 1] == '=' && end - begin <= k_max_printable && (end < begin + 2 || text[end - 2] != '=');
  return soft ? end - 1 : std::string_view::npos;
}

std::size_t behind_indent(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

void join_continued_lines(std::string_view text, const Survey& survey, View& view, Pending* pending) {
  std::size_t end = 0;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size(); begin = end + 1, ++number) {
    end = survey.end_of(number, text.size());
    std::size_t mark = mark_of(text, begin, end);
    if (mark == std::string_view::npos) continue;
    const bool printable = text[mark] == '=';
    const std::size_t first = begin;
    std::size_t last = end;
    while (mark != std::string_view::npos && last + 1 < text.size() && last - first < k_max_joined) {
      begin = last + 1;
      last = survey.end_of(++number, text.size());
      mark = mark_of(text, begin, last);
      if (mark != std::string_view::npos && (text[mark] == '=') != printable) mark = std::string_view::npos;
    }
    const bool open = last >= text.size() || (mark != std::string_view::npos && last + 1 >= text.size());
    if (pending != nullptr && open) pending->hold_from(first);
    const std::string_view all = text.substr(first, last - first);
    const bool goes_on = last != end;
    end = last;
    if (!goes_on || (printable && all.find("=3D") == std::string_view::npos)) continue;
    view.filler("\n \n");
    for (std::size_t at = first; at < last;) {
      const std::size_t stop = line_end(text, at);
      const std::size_t sign = mark_of(text, at, stop);
      const bool joined = sign != std::string_view::npos && stop < last;
      view.plain(text.substr(at, (joined ? sign : stop) - at), at);
      if (!joined) break;
      const std::size_t next = printable ? stop + 1 : behind_indent(text, stop + 1);
      view.coded("", sign, next);
      at = next;
    }
  }
}

}  // namespace sgw::redaction
