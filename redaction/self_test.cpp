#include "redaction/self_test.hpp"

#include "redaction/escapes.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

// What `rule` finds in `line`, as text; in the first of its layers of escapes that shows something.
std::vector<std::string> secrets_of(const Rule& rule, const std::string& line) {
  std::vector<std::string> secrets;
  std::string text = line;
  for (int layer = 0; layer < 4; ++layer) {
    Finds finds;
    rule.detector->find(text, rule.label, finds);
    for (const Find& find : finds) secrets.push_back(text.substr(find.begin, find.end - find.begin));
    DecodedView view;
    if (!secrets.empty() || !decode_escapes(text, view)) break;
    text = view.text;
  }
  return secrets;
}

}  // namespace

std::vector<Canary> canaries(const RuleSet& rules) {
  std::vector<Canary> all;
  for (const Rule& rule : rules.rules()) {
    if (!rule.active) continue;
    for (const std::string& line : rule.text.masks) all.push_back({line, secrets_of(rule, line), &rule});
    if (rule.label.id == "private-key") {
      all.push_back({"-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8\n-----END PRIVATE KEY-----",
                     {"MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8"},
                     &rule});
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
