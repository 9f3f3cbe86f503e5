#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Values on another line than their names: "- name: DB_PASSWORD" / "value: x", "--password" / "x", and YAML's block
// scalars ("password: |" and the indented lines below it).
class ApartDetector : public Detector {
 public:
  std::vector<std::string> literals() const override;
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
