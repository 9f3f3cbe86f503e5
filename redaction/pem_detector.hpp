#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// Private keys in PEM form (RFC 7468), OpenSSH's, PGP's and PuTTY's, on one line or over several. A key without an end
// is withheld line by line for as long as what follows looks like key material.
class PemDetector : public Detector {
 public:
  explicit PemDetector(const RuleLabel& endless) : endless_(endless) {}

  Reach reach() const override { return Reach::text; }
  std::vector<std::string> literals() const override { return {"private key"}; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;

 private:
  const RuleLabel& endless_;
};

}  // namespace sgw::redaction
