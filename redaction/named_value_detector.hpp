#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Values beside a telling name (secret_names.hpp) in the same line, in the syntaxes that logs and configuration use:
// k=v, k: v, JSON, YAML, headers, XML elements and attributes, --flag value, pairs such as "name": "X", "value": "Y",
// calls, tuples, columns and the sentences that programs write about settings.
class NamedValueDetector : public Detector {
 public:
  std::vector<std::string> literals() const override;
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
