#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Values on another line than their names: "- name: DB_PASSWORD" / "value: x" in either order, "--password" / "x",
// <key>X</key> / <string>x</string>, a part of a form behind its header, and what value_below.hpp knows.
class ApartDetector : public Detector {
 public:
  std::vector<std::string> literals() const override;
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
