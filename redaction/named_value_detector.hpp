#pragma once

#include "redaction/detector.hpp"

#include <re2/re2.h>

#include <memory>

namespace sgw::redaction {

// Values beside a telling name (secret_names.hpp), in the syntaxes that logs and configuration use: k=v, k: v, JSON,
// YAML, headers, XML elements, --flag value, and pairs such as "name": "X", "value": "Y".
class NamedValueDetector : public Detector {
 public:
  NamedValueDetector();
  std::vector<std::string> literals() const override;
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;

 private:
  void find_assigned(std::string_view text, const RuleLabel& label, Finds& finds) const;
  void find_flags(std::string_view text, const RuleLabel& label, Finds& finds) const;
  void find_elements(std::string_view text, const RuleLabel& label, Finds& finds) const;
  void find_pairs(std::string_view text, const RuleLabel& label, Finds& finds) const;

  std::unique_ptr<const re2::RE2> assigned_;
  std::unique_ptr<const re2::RE2> flag_;
  std::unique_ptr<const re2::RE2> element_;
  std::unique_ptr<const re2::RE2> pair_;
};

}  // namespace sgw::redaction
