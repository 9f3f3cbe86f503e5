#include "redaction/pem_block.hpp"

#include "redaction/base64.hpp"

#include <sgw_diag/raw.hpp>

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_begin = "-----BEGIN ";
constexpr std::string_view k_end = "-----END ";
constexpr std::string_view k_dashes = "-----";
constexpr std::size_t k_max_label = 60;
constexpr std::size_t k_min_word = 16;

// The offset behind "<marker><label with PRIVATE KEY>-----" at `at`, or npos.
std::size_t marker_end(std::string_view line, std::size_t at, std::string_view marker) {
  const std::size_t label = at + marker.size();
  const std::size_t end = line.find(k_dashes, label);
  if (end == std::string_view::npos || end - label > k_max_label) return std::string_view::npos;
  if (line.substr(label, end - label).find("PRIVATE KEY") == std::string_view::npos) return std::string_view::npos;
  return end + k_dashes.size();
}

bool is_material_word(std::string_view word) {
  const std::size_t size = std::min(word.find_last_not_of('=') + 1, word.size());
  return size >= k_min_word &&
         std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(size), is_base64_char);
}

}  // namespace

std::size_t PemBlock::begin_in(std::string_view line) {
  const std::size_t at = line.rfind(k_begin);
  if (at == std::string_view::npos) return at;
  const std::size_t behind = marker_end(line, at, k_begin);
  if (behind == std::string_view::npos || line.find(k_end, behind) != std::string_view::npos)
    return std::string_view::npos;
  std::string_view rest = line.substr(behind);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\\' || rest.front() == '"')) {
    rest.remove_prefix(std::min<std::size_t>(rest.front() == '\\' ? 2 : 1, rest.size()));
  }
  const std::string_view word = rest.substr(0, rest.find_first_of(" \\\"'"));
  return rest.empty() || is_material_word(word) || rest.starts_with("Proc-Type") ? at : std::string_view::npos;
}

std::size_t PemBlock::end_in(std::string_view line) {
  const std::size_t at = line.find(k_end);
  if (at == std::string_view::npos) return at;
  return marker_end(line, at, k_end);
}

bool PemBlock::looks_like_key_material(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r\"'\\,");
  if (last == std::string_view::npos) return false;
  line = line.substr(0, last + 1);
  const std::size_t blank = line.find_last_of(" \t");
  return is_material_word(blank == std::string_view::npos ? line : line.substr(blank + 1));
}

void PemBlock::add(std::string_view line, std::string_view line_end) {
  content_.append(line).append("\n");
  line_ends_.emplace_back(line_end);
}

void PemBlock::clear() {
  wipe(content_);
  line_ends_.clear();
}

}  // namespace sgw::redaction
