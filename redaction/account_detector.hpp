#pragma once

#include "redaction/detector.hpp"

namespace sgw::redaction {

// A user's name behind a Windows domain: "CONTOSO\jane", "CONTOSO\\jane" in a string. A path, a registry key or a level
// of a log before a tab ("INFO\tready") is none.
class AccountDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

// Whether a name in upper case is one that many give to their domain: "CORP".
bool is_usual_domain(std::string_view domain);

// A host's name in a UNC path: "\\files01\share".
class UncHostDetector : public Detector {
 public:
  Reach reach() const override { return Reach::text; }
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;
};

}  // namespace sgw::redaction
