#include "src/report/ruled_out.hpp"

#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A gateway whose endpoint was probed from `vantages` ("probe", "probe_inside"), each time with the steps up to
// `broken` whole and that one broken; "none": all are whole.
class Probed {
 public:
  Probed() { sample_.facts() = {}; }

  Probed& from(const std::string& vantage, const std::string& broken) {
    bool reached = true;
    for (const std::string rung : {"dns", "tcp", "tls"}) {
      const bool here = rung == broken;
      say(std::string(vantage).append(".").append(rung).append(".status"), SafeText(!reached ? Literal("skipped")
                                                                                    : here   ? Literal("timeout")
                                                                                             : "ok"));
      reached = reached && !here;
    }
    say(vantage + ".tcp.ms", std::int64_t{vantage == "probe" ? 31 : 32});
    say(vantage + ".tls.issuer", SafeText("CN=Issuer"));
    say(vantage + ".http.code", std::int64_t{401});
    if (reached) say(vantage + ".reached_http", true);
    return *this;
  }
  // A second gateway, with what is said next.
  Probed& and_another() {
    sample_.evidence.facts.push_back(sample_.evidence.facts.front());
    sample_.evidence.facts.back().facts = {};
    current_ = sample_.evidence.facts.size() - 1;
    return *this;
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (const SafeText& line : ruled_out(sample_.evidence)) all.emplace_back(line.view());
    return all;
  }

 private:
  void say(const std::string& key, triage::FactValue value) {
    triage::Fact fact;
    fact.value = std::move(value);
    sample_.evidence.facts.at(current_).facts.add(key, std::move(fact));
  }

  test::SampleReport sample_;
  std::size_t current_ = 0;
};

TEST(RuledOut, SaysWhatThisHostHasSeenOfTheWay) {
  EXPECT_THAT(Probed().from("probe", "none").lines(),
              ElementsAre("Name resolution: the endpoint's name resolves from this host",
                          "Network: a TCP connection to the endpoint opens from this host, ms: 31",
                          "TLS: chain and host name hold from this host; issuer CN=Issuer",
                          "Endpoint: it answers from this host, HTTP 401"));
}

TEST(RuledOut, RulesNothingOutThatBreaksInTheGatewaysOwnNetworkOrWasNotComeToThere) {
  EXPECT_THAT(Probed().from("probe", "none").from("probe_inside", "dns").lines(), IsEmpty());
  EXPECT_THAT(
      Probed().from("probe", "none").from("probe_inside", "tls").lines(),
      ElementsAre("Name resolution: the endpoint's name resolves from this host and from inside the gateway's network",
                  "Network: a TCP connection to the endpoint opens from this host and from inside the gateway's "
                  "network, ms: 31"));
}

TEST(RuledOut, TakesTheGatewaysOwnNetworkForItsWordWhereThisHostSeesOtherwise) {
  const auto lines = Probed().from("probe", "tcp").from("probe_inside", "none").lines();
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0],
            "Name resolution: the endpoint's name resolves from this host and from inside the gateway's network");
  EXPECT_EQ(lines[1], "Network: a TCP connection to the endpoint opens from inside the gateway's network, ms: 32");
  EXPECT_EQ(lines[3], "Endpoint: it answers from inside the gateway's network, HTTP 401");
}

TEST(RuledOut, SpeaksOfSeveralGatewaysOnlyWhereItHoldsForEach) {
  EXPECT_THAT(Probed().from("probe", "none").and_another().from("probe", "none").from("probe_inside", "dns").lines(),
              IsEmpty());
  const auto mixed =
      Probed().from("probe", "none").and_another().from("probe", "none").from("probe_inside", "none").lines();
  ASSERT_EQ(mixed.size(), 4U);
  EXPECT_EQ(mixed[0],
            "Name resolution: the endpoint's name resolves from this host, and from inside where that was probed");
  EXPECT_THAT(Probed().from("probe", "none").and_another().from("probe", "dns").from("probe_inside", "none").lines(),
              IsEmpty());
}

}  // namespace
}  // namespace sgw::report
