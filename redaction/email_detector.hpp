#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// mail@host.name (RFC 5321, RFC 6531: characters beyond ASCII, quoted local parts) and user principal names, those of
// Entra guests among them ("jane_contoso.com#EXT#@fabrikam.onmicrosoft.com").
class EmailDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
