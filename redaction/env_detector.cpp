#include "redaction/env_detector.hpp"

#include "redaction/line_places.hpp"
#include "redaction/secret_names.hpp"

#include <algorithm>

namespace sgw::redaction {

void find_env_value(std::string_view line, std::size_t offset, const RuleLabel& label, Finds& finds) {
  constexpr std::string_view k_export = "export ";
  std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  if (line.substr(begin).starts_with(k_export)) begin += k_export.size();
  const std::size_t equals = line.find('=', begin);
  if (equals == std::string_view::npos) return;
  const std::string_view name = line.substr(begin, equals - begin);
  if (name.find_first_of(" \t\"'") != std::string_view::npos) return;
  const std::string_view value = line.substr(equals + 1);
  if (is_secret(name, value)) finds.push_back({offset + equals + 1, offset + line.size(), &label, {}, false});
}

void find_env_values(std::string_view text, const RuleLabel& label, Finds& finds) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = line_end(text, begin);
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    find_env_value(line, begin, label, finds);
    begin = end + 1;
  }
}

}  // namespace sgw::redaction
