#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Keys whose form is known and holds no text that a scan for literals could look for: 64 bytes in base64 without a
// signature ("sha512-…==" is a digest of the same length and stays), and tokens of Azure DevOps, Airtable, AWS,
// Discord, Dropbox, Entra ID, Okta and older versions of Vault.
class PlainKeyDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
