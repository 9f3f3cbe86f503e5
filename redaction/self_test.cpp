#include "redaction/self_test.hpp"

#include "redaction/escapes.hpp"

#include <algorithm>

namespace sgw::redaction {

std::vector<Canary> canaries(const RuleSet& rules) {
  std::vector<Canary> all;
  for (const Rule& rule : rules.rules()) {
    if (!rule.active) continue;
    for (const std::string& line : rule.text.masks)
      all.push_back({line, RuleSet::secrets_in(rule, line), &rule, line.find('\n') == std::string::npos});
    if (rule.label.id == "private-key") {
      all.push_back({"-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8\n-----END PRIVATE KEY-----",
                     {"MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8"},
                     &rule,
                     true});
    }
  }
  return all;
}

bool survives(const Canary& canary, std::string_view masked) {
  const std::string decoded = fully_decoded(masked);
  return canary.secrets.empty() ||
         std::any_of(canary.secrets.begin(), canary.secrets.end(), [&](const std::string& secret) {
           return masked.find(secret) != std::string_view::npos || decoded.find(secret) != std::string::npos;
         });
}

}  // namespace sgw::redaction
