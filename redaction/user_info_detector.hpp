#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// What stands before the '@' of a URL (RFC 3986, 3.2.1): the password behind the first ':', or all of it when it is
// long enough to be a token.
class UserInfoDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
