#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// A 64-byte key in base64 that carries no signature of its kind: 86 characters and "==". A digest of the same length
// (RFC 2397's kin: "sha512-…==") is none.
class PlainKeyDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
