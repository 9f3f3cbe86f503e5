#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// The private part of a PuTTY key: as many lines of base64 as "Private-Lines: N" says.
class PuttyKeyDetector : public Detector {
 public:
  std::vector<std::string> literals() const override { return {"private-lines:"}; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
