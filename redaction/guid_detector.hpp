#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// GUIDs (RFC 4122), with dashes.
class GuidDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
