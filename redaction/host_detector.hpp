#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Names of hosts that are not everybody's: with a private end (".internal", ".corp") wherever they stand, any other
// where a network URL has its host. A name in a program that looks like one ("jdk.internal") is none.
class HostDetector : public Detector {
 public:
  std::vector<std::string> literals() const override;
  bool worth(std::string_view line, std::size_t at) const override;
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
