#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/end_to_end/ladder/table.hpp"
#include "tests/end_to_end/program.hpp"
#include "tests/support/own_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <iostream>
#include <regex>
#include <set>
#include <sstream>

// The real program against real servers, name servers, proxies and firewalls, one way of breaking at a time.

namespace sgw::test {
namespace {

using testing::Contains;
using testing::Not;

constexpr std::size_t k_least_scenarios = 30;
constexpr const char* k_nothing_wrong = "healthy";

const std::vector<LadderScenario>& all_scenarios() {
  static const auto all = [] {
    std::vector<LadderScenario> scenarios;
    for (const auto& some : {dns_scenarios(), tcp_scenarios(), proxy_scenarios(), tls_scenarios(),
                             certificate_scenarios(), http_scenarios(), wire_scenarios(), whole_scenarios()}) {
      scenarios.insert(scenarios.end(), some.begin(), some.end());
    }
    return scenarios;
  }();
  return all;
}

// "dns.hosts_file.differs"
JsonReader at_path(JsonReader value, const std::string& path) {
  std::istringstream keys(path);
  for (std::string key; std::getline(keys, key, '.');) value = value[key];
  return value;
}

std::string word_of(const JsonReader& value) {
  if (value.is_string()) return value.text_or("");
  return value.exists() ? value.dump() : "(nothing)";
}

std::string failure_of(const JsonReader& probe) {
  const std::string rung = probe["first_broken"].text_or("");
  if (rung == "none") return word_of(probe["http"]["code"]);
  if (rung == "http" && probe["http"]["captive_portal"].boolean_or(false))
    return "captive-portal/" + word_of(probe["http"]["code"]);
  std::string failure = probe[rung]["status"].text_or("");
  const JsonReader code = probe["proxy"]["connect_status"];
  std::string more = rung == "proxy" && code.exists() ? word_of(code) : "";
  for (const char* key : {"reason", "cause"}) {
    if (more.empty() && probe[rung][key].text_or(failure) != failure) more = probe[rung][key].text_or("");
  }
  if (!more.empty()) failure.append("/").append(more);
  return failure;
}

// The line about the endpoint, without its name, times and the name of a proxy.
std::string line_of(const std::string& summary, const std::string& destination) {
  std::istringstream lines(summary);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find(destination + ": ");
    if (begin == std::string::npos) continue;
    line.erase(0, begin + destination.size() + 2);
    line = std::regex_replace(line, std::regex(" [0-9]+ ms"), "");
    line = std::regex_replace(line, std::regex("off by (-?)[0-9]+ s"), "off by $1N s");
    return std::regex_replace(line, std::regex("proxy [A-Za-z0-9.:-]+ "), "proxy ");
  }
  return summary;
}

struct Told {
  JsonReader probe;
  JsonReader verdict;
  std::string line;
  std::string all;
};

Told ask(World& world, const LadderScenario& scenario) {
  const TempDir output;
  const TempDir scratch;
  std::vector<std::string> arguments{"collect", "--from", "docker", "--docker-host",       world.engine(),
                                     "--json",  "-v",     "-o",     output.path().string()};
  arguments.insert(arguments.end(), scenario.flags.begin(), scenario.flags.end());
  ProcessOptions options;
  options.more_env = {"SSL_CERT_FILE=" + world.trusted().string()};
  const ProcessResult result = run_program(arguments, options);
  const auto files = unpacked(only_bundle(output.path()), scratch);
  Told told;
  for (const auto& [name, bytes] : files) {
    if (!name.starts_with("probes/")) continue;
    const JsonReader probe = JsonReader::parse(bytes).value_or(JsonReader());
    told.all += name + " " + probe.dump() + "\n";
    if (probe["purpose"].text_or("") == "configuration-endpoint") told.probe = probe;
  }
  told.verdict = JsonReader::parse(files.at("verdict.json")).value();
  const std::string destination = told.probe["destination"].text_or("") + ":" + word_of(told.probe["port"]);
  told.line = line_of(files.at("SUMMARY.md"), destination);
  told.all += told.verdict.dump() + "\n" + result.err;
  return told;
}

class Ladder : public testing::TestWithParam<LadderScenario> {
 protected:
  void SetUp() override {
    std::vector<const char*> programs{"ip",      "openssl",  "nginx",     "dnsmasq",
                                      "unbound", "iptables", "ip6tables", "sysctl"};
    programs.insert(programs.end(), GetParam().needs.begin(), GetParam().needs.end());
    if (geteuid() != 0) skip("only root makes networks");
    for (const char* program : programs) {
      if (!find_program(program)) skip(std::string("missing program: ") + program);
    }
    if (const auto why = GetParam().why_not ? GetParam().why_not() : std::nullopt) skip(*why);
    if (!why_not_.empty()) GTEST_SKIP() << why_not_;
  }
  void skip(const std::string& why) {
    why_not_ = why;
    row_.judged = "not tried: " + why;
  }
  void TearDown() override {
    row_.scenario = GetParam().name;
    if (row_.judged.empty()) row_.judged = HasFailure() ? "NO" : "yes";
    const auto& all = all_scenarios();
    const auto place = std::find_if(all.begin(), all.end(), [](const LadderScenario& one) {
      return std::string_view(one.name) == GetParam().name;
    });
    leave_row(static_cast<std::size_t>(place - all.begin()), row_);
  }

  void check(const Told& told) {
    const LadderExpected& expected = GetParam().expected;
    row_.rung = told.probe["first_broken"].text_or("unknown");
    row_.failure = failure_of(told.probe);
    row_.owner = told.verdict["owner"].text_or("");
    row_.clauses = clauses_of(told.verdict);
    EXPECT_EQ(row_.rung, expected.rung);
    EXPECT_EQ(row_.failure, expected.failure);
    EXPECT_EQ(row_.owner, expected.owner);
    EXPECT_EQ(row_.clauses, expected.clauses);
    EXPECT_EQ(told.verdict["primary"].text_or(""), expected.rule);
    EXPECT_EQ(told.line, expected.line);
    for (const auto& [path, value] : expected.evidence) EXPECT_EQ(word_of(at_path(told.probe, path)), value) << path;
    for (const auto& [path, least] : expected.at_least)
      EXPECT_GE(at_path(told.probe, path).integer_or(-1), least) << path;
    std::vector<std::string> rules;
    for (const JsonReader& finding : told.verdict["findings"].items()) rules.push_back(finding["rule"].text_or(""));
    for (const std::string& rule : expected.also) EXPECT_THAT(rules, Contains(rule));
    for (const std::string& rule : expected.never) EXPECT_THAT(rules, Not(Contains(rule)));
    if (HasFailure()) std::cout << told.all << "\n";
  }

  std::string why_not_;
  LadderRow row_;
};

TEST_P(Ladder, EndsWithTheRungTheOwnerAndTheClause) {
  const auto why = in_own_network([this] {
    World world;
    GetParam().set_up(world);
    GetParam().expected.rule == k_nothing_wrong ? world.gateway_is_well() : world.gateway_fails();
    check(ask(world, GetParam()));
  });
  if (why) {
    skip(*why);
    GTEST_SKIP() << *why;
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Ladder, testing::ValuesIn(all_scenarios()),
                         [](const auto& one) { return std::string(one.param.name); });

// After all others: what they left.
TEST(LadderTable, IsPrinted) {
  std::set<std::string> names;
  std::set<std::string> rungs;
  std::set<std::string> owners;
  for (const LadderScenario& scenario : all_scenarios()) {
    EXPECT_TRUE(names.insert(scenario.name).second) << scenario.name;
    rungs.insert(scenario.expected.rung);
    owners.insert(scenario.expected.owner);
  }
  EXPECT_GE(names.size(), k_least_scenarios);
  EXPECT_THAT(rungs, testing::UnorderedElementsAre("none", "dns", "tcp", "proxy", "tls", "http", "transfer"));
  EXPECT_THAT(owners, testing::UnorderedElementsAre("none", "customer", "microsoft", "undetermined"));
  const std::string table = ladder_table(rows_left());
  std::cout << table;
  std::ofstream(SGW_LADDER_TABLE) << table;  // `make test` prints it at its end
}

}  // namespace
}  // namespace sgw::test
