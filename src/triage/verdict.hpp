#pragma once

#include "src/triage/fact.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace sgw::triage {

// Whose the problem is, under the support policy (learn.microsoft.com/azure/api-management/
// self-hosted-gateway-support-policies).
enum class Owner { microsoft, shared, customer, unsupported_version, none, undetermined };
Literal to_literal(Owner owner);  // "unsupported-version"
std::optional<Owner> parse_owner(std::string_view text);

enum class Confidence { low, medium, high };
Literal to_literal(Confidence confidence);
std::optional<Confidence> parse_confidence(std::string_view text);

struct Finding {
  SafeName rule;
  Owner owner = Owner::undetermined;
  SafeText category;              // short slug of the failure class
  std::vector<SafeText> clauses;  // "RESP-SH-AUTH"
  Confidence confidence = Confidence::low;
  SafeText title;  // one line: what is wrong, placeholders filled in
  SafeText says;   // why it means this
  std::vector<SafeText> next_steps;
  std::vector<SafeText> instances;  // folders
  std::vector<Place> evidence;
  std::optional<SafeName> caused_by;  // the rule of the finding that explains this one
};

// A fact that would decide, and how to get it.
struct MissingFact {
  SafeText fact;
  SafeText how;
};

struct ClusterVerdict;

struct Verdict {
  Owner owner = Owner::undetermined;
  SafeText category;
  Confidence confidence = Confidence::low;
  std::vector<SafeText> clauses;
  SafeText summary;
  std::vector<SafeText> next_steps;
  std::optional<SafeName> primary;  // rule of the primary finding
  std::vector<Finding> findings;    // primary first, its effects after it, then the rest; same order each time
  std::vector<MissingFact> missing;
  // Rules of findings that are as sure a cause as the primary one, of another owner, and no effect of it: the verdict
  // goes to the one that is worse for the traffic, and the other is not settled by that.
  std::vector<SafeName> conflicts;
  // Of a run over several clusters one for each, by context; else empty. The verdict over all stands beside them.
  std::vector<ClusterVerdict> clusters;
};

// What the gateways of one cluster alone say.
struct ClusterVerdict {
  SafeText context;
  std::vector<SafeText> instances;  // folders; empty: it has no gateway, or could not be read
  Verdict verdict;                  // without `clusters`
};

// A clause in this project's words, for reports and `rules explain`.
struct Clause {
  SafeText id;
  SafeText owner;  // "microsoft", "shared", "customer", or empty
  SafeText title;
  SafeText says;
};

}  // namespace sgw::triage
