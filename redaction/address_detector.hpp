#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// IPv4 addresses. A dotted number of another length, with a part over 255, glued to a word, or behind "version" is
// none.
class Ipv4Detector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

// IPv6 addresses in every spelling, without zone and prefix length. A time of day or "a::b" in a program is none.
class Ipv6Detector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

// mail@host.name, as in RFC 5321 without quoted local parts.
class EmailDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
