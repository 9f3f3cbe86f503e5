#pragma once

#include "tests/end_to_end/ladder/world.hpp"

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace sgw::test {

// What the policy says of it, not what the program happens to say.
struct LadderExpected {
  std::string rung;     // first_broken
  std::string failure;  // its name: "nxdomain", "handshake-failed/not-tls"; the status code where nothing is broken
  std::string owner;
  std::string rule;     // the primary finding's
  std::string clauses;  // the verdict's
  std::string line;     // of SUMMARY.md, without the destination, the times and the name of a proxy
  // More that the probe's file must say: "dns.disagree" and "true".
  std::vector<std::pair<std::string, std::string>> evidence = {};
  // Times that the way alone takes, in milliseconds: "tcp.ms" and 300.
  std::vector<std::pair<std::string, std::int64_t>> at_least = {};
  std::vector<std::string> also = {};   // further rules among the findings
  std::vector<std::string> never = {};  // rules that must not be
};

struct LadderScenario {
  const char* name;
  void (*set_up)(World& world);
  LadderExpected expected;
  std::vector<const char*> needs = {};                      // programs besides those that all need
  std::vector<std::string> flags = {"--probe-count", "1"};  // of the command
  std::optional<std::string> (*why_not)() = nullptr;        // why it cannot be had here, if it cannot
};

inline std::ostream& operator<<(std::ostream& out, const LadderScenario& scenario) { return out << scenario.name; }

std::vector<LadderScenario> dns_scenarios();
std::vector<LadderScenario> tcp_scenarios();
std::vector<LadderScenario> proxy_scenarios();
std::vector<LadderScenario> tls_scenarios();
std::vector<LadderScenario> certificate_scenarios();
std::vector<LadderScenario> http_scenarios();
std::vector<LadderScenario> wire_scenarios();
std::vector<LadderScenario> whole_scenarios();

// The clauses of what most of them are.
inline constexpr const char* k_network = "RESP-CU-NETWORK NOSUP-NETWORK";
inline constexpr const char* k_interception = "RESP-CU-NETWORK NOSUP-CLOSED";

}  // namespace sgw::test
