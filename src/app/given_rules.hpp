#pragma once

#include <sgw_diag/redaction.hpp>

#include <set>
#include <string>

namespace sgw::app {

// A file of --rules as it can be shown in reports. Machines and people that it names get the pseudonyms that they have
// in the evidence, which the rules see as the gate leaves it: a rule that names a host still fits. What is secret, by
// `secrets` (a redactor that masks nothing else), has no place in a rule: the error says where it stands and its class.
// A text of the shipped rules (`shipped`) stays as it is: a rule that takes the place of one begins as its copy.
Result<std::string> presentable_rules(const redaction::Redactor& redactor, const redaction::Redactor& secrets,
                                      const std::set<std::string>& shipped, const std::string& bytes);

// The keys and texts of all files below templates/triage that are compiled in.
std::set<std::string> shipped_texts(const ResourceStore& store);

}  // namespace sgw::app
