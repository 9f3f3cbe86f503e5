#include <sgw_diag/bundle_path.hpp>

#include <algorithm>

namespace sgw {

namespace {

constexpr std::size_t k_max_part = 100;
constexpr std::size_t k_max_ending = 24;  // ".log.gz": what is longer is part of the name

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

// What `part` becomes: runs of plain characters of it, joined by single dashes. Only parts of safe text and literals
// are put together, so that the result is safe by type.
SafeText cleaned(const SafeText& part) {
  const std::string_view text = part.view();
  SafeText out;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    if (!plain(text[i]) || text[i] == '-' || (out.empty() && text[i] == '.')) {
      gap = true;
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && plain(text[end]) && text[end] != '-') ++end;
    if (gap && !out.empty()) out += "-";
    gap = false;
    out += part.part(i, end - i);
    i = end;
  }
  std::size_t length = std::min(out.view().size(), k_max_part);
  while (length > 0 && (out.view()[length - 1] == '.' || out.view()[length - 1] == '-')) --length;
  return length == 0 ? SafeText("unnamed") : out.part(0, length);
}

}  // namespace

BundlePath BundlePath::operator/(const SafeText& part) const {
  BundlePath joined;
  joined.text_ = text_.empty() ? cleaned(part) : text_ + "/" + cleaned(part);
  return joined;
}

BundlePath BundlePath::with_suffix(std::uint32_t number) const {
  const std::string_view text = view();
  const std::size_t slash = text.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  std::size_t ending = std::min(text.find('.', name + 1), text.size());
  if (text.size() - ending > k_max_ending) ending = text.size();
  const SafeText tail = "-" + SafeText(number) + text_.part(ending, text.size());
  // The number has to fit into the part, or the path is none that a bundle may hold.
  const std::size_t stem = std::min(ending - name, k_max_part - tail.view().size());
  BundlePath numbered;
  numbered.text_ = text_.part(0, name + stem) + tail;
  return numbered;
}

}  // namespace sgw
