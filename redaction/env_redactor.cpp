#include "redaction/env_redactor.hpp"

#include "redaction/secret_names.hpp"

#include <algorithm>

namespace sgw::redaction {

void add_env_value(std::string_view line, const RuleLabel& label, Finds& finds) {
  constexpr std::string_view k_export = "export ";
  std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  if (line.substr(begin).starts_with(k_export)) begin += k_export.size();
  const std::size_t equals = line.find('=', begin);
  if (equals == std::string_view::npos) return;
  const std::string_view name = line.substr(begin, equals - begin);
  if (name.find_first_of(" \t\"'") != std::string_view::npos || !is_secret_name(name)) return;
  const std::string_view value = line.substr(equals + 1);
  if (!is_harmless_value(value)) finds.push_back({equals + 1, line.size(), &label, {}, false});
}

}  // namespace sgw::redaction
