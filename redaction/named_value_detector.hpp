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
  void find(std::string_view text, const RuleLabel& label, Finds& finds) const override;

  // RE2 text that matches every line in which find() can find something.
  static std::string candidate_pattern();

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

// The name in a line that only names something ("- name: DB_PASSWORD", "\"name\": \"DB_PASSWORD\","): its value is on
// the next line. Empty when there is none, or when it is no secret's.
std::string_view lone_secret_name(std::string_view line);

// The extent of the value in a line "value: x" or "\"value\": \"x\","; empty when the line is none.
struct LoneValue {
  std::size_t begin = 0;
  std::size_t end = 0;
};
LoneValue lone_value(std::string_view line);

}  // namespace sgw::redaction
