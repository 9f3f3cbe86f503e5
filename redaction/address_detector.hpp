#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Addresses of machines, in one pass over the text:
// IPv4; a dotted number of another length, with a part over 255, glued to a word, or behind "version" is none.
// IPv6 in every spelling, without zone and prefix length; a time of day or "a::b" in a program is none.
// MAC addresses; a part of a longer row of pairs (a digest) is none.
class AddressDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
