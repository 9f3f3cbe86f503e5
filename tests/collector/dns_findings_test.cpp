#include "collector/dns_findings.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

const std::string k_host = "contoso.configuration.azure-api.net";

DnsServerAnswer answer(DnsStatus status, std::vector<std::string> addresses = {}) {
  DnsServerAnswer made;
  made.status = status;
  made.addresses = std::move(addresses);
  return made;
}

bool disagree(const std::vector<DnsServerAnswer>& servers) {
  return find_in_answers(k_host, {}, {}, servers).servers_disagree;
}

TEST(DnsFindings, SeesAPrivateLinkByItsLabel) {
  EXPECT_TRUE(find_in_answers(k_host, {}, {"contoso.PrivateLink.azure-api.net"}, {}).private_link);
  EXPECT_FALSE(find_in_answers(k_host, {}, {"notprivatelink.azure-api.net"}, {}).private_link);
  EXPECT_FALSE(find_in_answers(k_host, {}, {}, {}).private_link);
}

TEST(DnsFindings, CallsAnswersPrivateOnlyWhenAllAre) {
  EXPECT_TRUE(find_in_answers(k_host, {"10.1.2.3", "fd00::1"}, {}, {}).all_private);
  EXPECT_FALSE(find_in_answers(k_host, {"10.1.2.3", "20.1.2.3"}, {}, {}).all_private);
  EXPECT_FALSE(find_in_answers(k_host, {}, {}, {}).all_private);
  EXPECT_TRUE(find_in_answers(k_host, {"0.0.0.0", "::"}, {}, {}).sinkhole);
  EXPECT_FALSE(find_in_answers(k_host, {"0.0.0.0", "20.1.2.3"}, {}, {}).sinkhole);
}

TEST(DnsFindings, SeesANameThatStandsInFrontOfTheHost) {
  const auto shadowed = [](std::vector<std::string> given, std::vector<std::string> own) {
    DnsServerAnswer made = answer(DnsStatus::ok, std::move(given));
    made.as_is = DnsAsked{k_host, own.empty() ? DnsStatus::nxdomain : DnsStatus::ok, own};
    return find_in_answers(k_host + ".corp.example", {}, {}, {made}).shadowed;
  };
  EXPECT_TRUE(shadowed({"10.1.2.3"}, {"20.1.2.3"}));
  EXPECT_FALSE(shadowed({"10.1.2.3"}, {}));  // meant so: a short name of a cluster
  EXPECT_FALSE(shadowed({"20.1.2.3", "20.1.2.4"}, {"20.1.2.4", "20.1.2.3"}));
  EXPECT_FALSE(find_in_answers(k_host, {}, {}, {answer(DnsStatus::ok, {"10.1.2.3"})}).shadowed);
}

TEST(DnsFindings, SeesAChainThatComesBack) {
  EXPECT_TRUE(find_in_answers(k_host, {}, {"b.example", "c.example", "B.example."}, {}).loop);
  EXPECT_TRUE(find_in_answers(k_host, {}, {k_host}, {}).loop);
  EXPECT_FALSE(find_in_answers(k_host, {}, {"b.example", "c.example"}, {}).loop);
}

TEST(DnsFindings, ServersDisagreeInWhatAProgramWouldTake) {
  const auto inside = answer(DnsStatus::ok, {"10.1.2.3"});
  const auto outside = answer(DnsStatus::ok, {"20.1.2.3"});
  EXPECT_TRUE(disagree({inside, outside}));
  EXPECT_TRUE(disagree({inside, answer(DnsStatus::nxdomain)}));
  EXPECT_TRUE(disagree({answer(DnsStatus::nodata), answer(DnsStatus::nxdomain)}));
  EXPECT_FALSE(disagree({outside, answer(DnsStatus::ok, {"20.9.9.9"})}));
  // No answer is none that differs: a program goes on to the next server.
  EXPECT_FALSE(disagree({inside, answer(DnsStatus::timeout), answer(DnsStatus::servfail), answer(DnsStatus::refused)}));
}

}  // namespace
}  // namespace sgw::collector
