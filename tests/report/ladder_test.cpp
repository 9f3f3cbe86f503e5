#include "src/report/ladder.hpp"

#include "tests/report/sample_report.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;

void add(SampleReport& sample, Literal file, std::string_view key, triage::FactValue value) {
  triage::Fact fact;
  fact.value = std::move(value);
  fact.place.file = BundlePath() / "probes" / file;
  sample.facts().add(key, std::move(fact));
}

TEST(Ladder, NamesTheFirstBrokenRungAndWhatWasNotTried) {
  const SampleReport sample;
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].destination.view(), "contoso.configuration.azure-api.net:443");
  EXPECT_EQ(found[0].rungs.view(), "DNS ✗ nxdomain 12 ms → TCP – → TLS – → HTTP – (customer, RESP-CU-NETWORK)");
  EXPECT_FALSE(found[0].whole);
}

TEST(Ladder, ShowsAProxyAndTheStatusOfTheAnswer) {
  SampleReport sample;
  sample.evidence.facts.front().facts = {};
  add(sample, "a.json", "probe.destination", SafeText("a.test"));
  add(sample, "a.json", "probe.dns.status", SafeText("ok"));
  add(sample, "a.json", "probe.dns.ms", std::int64_t{1});
  add(sample, "a.json", "probe.tcp.status", SafeText("partial"));
  add(sample, "a.json", "probe.proxy.host", SafeText("proxy.test"));
  add(sample, "a.json", "probe.proxy.connect_status", std::int64_t{200});
  add(sample, "a.json", "probe.tls.status", SafeText("ok"));
  add(sample, "a.json", "probe.http.status", SafeText("ok"));
  add(sample, "a.json", "probe.http.code", std::int64_t{401});
  add(sample, "a.json", "probe.http.ms", std::int64_t{30});
  add(sample, "a.json", "probe.first_broken", SafeText("none"));
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rungs.view(),
            "DNS ✓ 1 ms → TCP ✓ at some addresses only → proxy proxy.test ✓ 200 → TLS ✓ → HTTP ✓ 401 30 ms");
  EXPECT_TRUE(found[0].whole);
}

TEST(Ladder, TellsWhoseNetworkTheSameEndpointWasProbedFrom) {
  SampleReport sample;
  sample.evidence.facts.front().instance.name = SafeText("edge-gw");
  add(sample, "inside.json", "probe_inside.destination", SafeText("contoso.configuration.azure-api.net"));
  add(sample, "inside.json", "probe_inside.dns.status", SafeText("timeout"));
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].destination.view(), "contoso.configuration.azure-api.net:443");
  EXPECT_EQ(found[1].destination.view(), "contoso.configuration.azure-api.net from inside edge-gw");
  EXPECT_EQ(found[1].rungs.view(), "DNS ✗ timeout");
}

TEST(Ladder, NamesWhoSignedTheCertificateAnewAndWhoseThatIs) {
  SampleReport sample;
  sample.evidence.facts.front().facts = {};
  add(sample, "a.json", "probe.destination", SafeText("a.test"));
  add(sample, "a.json", "probe.tcp.status", SafeText("ok"));
  add(sample, "a.json", "probe.tls.status", SafeText("untrusted"));
  add(sample, "a.json", "probe.tls.signed_by", SafeText("interceptor"));
  add(sample, "a.json", "probe.tls.issuer", SafeText("CN=Corp Proxy CA,O=Contoso"));
  add(sample, "a.json", "probe.tls.ms", std::int64_t{9});
  add(sample, "a.json", "probe.first_broken", SafeText("tls"));
  sample.primary().clauses = {SafeText("RESP-CU-NETWORK"), SafeText("NOSUP-CLOSED")};
  sample.primary().evidence = {{BundlePath() / "probes" / "a.json", {}, {}, {}}};
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rungs.view(),
            "TCP ✓ → TLS ✗ re-signed by \"Corp Proxy CA\" 9 ms (customer, RESP-CU-NETWORK; also NOSUP-CLOSED)");
}

TEST(Ladder, TellsWhatAnAddressIsWorth) {
  const auto line = [](std::string_view key, triage::FactValue value) {
    SampleReport sample;
    sample.evidence.facts.front().facts = {};
    add(sample, "a.json", "probe.destination", SafeText("a.test"));
    add(sample, "a.json", "probe.dns.status", SafeText("ok"));
    add(sample, "a.json", "probe.dns.ms", std::int64_t{1});
    add(sample, "a.json", key, std::move(value));
    return std::string(ladders(sample.evidence, sample.verdict).at(0).rungs.view());
  };
  EXPECT_EQ(line("probe.dns.origin", SafeText("servers")), "DNS ✓ 1 ms");
  EXPECT_EQ(line("probe.dns.origin", SafeText("hosts-file")), "DNS ✓ by the hosts file 1 ms");
  EXPECT_EQ(line("probe.dns.sinkhole", true), "DNS ✓ but a sinkhole 1 ms");
  EXPECT_EQ(line("probe.proxy.no_proxy.exempt", true), "DNS ✓ 1 ms → proxy – by NO_PROXY");
  EXPECT_EQ(line("probe.proxy.no_proxy.exempt", false), "DNS ✓ 1 ms");
}

TEST(Ladder, SaysWhyAHandshakeAProxyOrALargeTransferFailed) {
  SampleReport sample;
  sample.evidence.facts.front().facts = {};
  add(sample, "a.json", "probe.destination", SafeText("a.test"));
  add(sample, "a.json", "probe.tls.status", SafeText("handshake-failed"));
  add(sample, "a.json", "probe.tls.reason", SafeText("not-tls"));
  add(sample, "b.json", "probe_other.destination", SafeText("b.test"));
  add(sample, "b.json", "probe_other.proxy.host", SafeText("proxy.test"));
  add(sample, "b.json", "probe_other.proxy.status", SafeText("timeout"));
  add(sample, "b2.json", "probe_other.destination", SafeText("b2.test"));
  add(sample, "b2.json", "probe_other.proxy.host", SafeText("proxy.test"));
  add(sample, "b2.json", "probe_other.proxy.status", SafeText("denied"));
  add(sample, "b2.json", "probe_other.proxy.connect_status", std::int64_t{407});
  add(sample, "b2.json", "probe_other.proxy.auth_schemes", SafeText("negotiate"));
  add(sample, "c.json", "probe_entra.destination", SafeText("c.test"));
  add(sample, "c.json", "probe_entra.first_broken", SafeText("transfer"));
  add(sample, "c.json", "probe_entra.transfer.status", SafeText("stalled"));
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].rungs.view(), "TLS ✗ handshake-failed (not-tls)");
  EXPECT_EQ(found[1].rungs.view(), "proxy proxy.test ✗ timeout");
  EXPECT_EQ(found[2].rungs.view(), "proxy proxy.test ✗ 407 (negotiate)");
  EXPECT_EQ(found[3].rungs.view(), "large transfer ✗ stalled");
}

TEST(Ladder, CutsTheNameOfASignerAtAFieldsEndAlone) {
  SampleReport sample;
  sample.evidence.facts.front().facts = {};
  add(sample, "a.json", "probe.destination", SafeText("a.test"));
  add(sample, "a.json", "probe.tls.status", SafeText("ok"));
  add(sample, "a.json", "probe.tls.signed_by", SafeText("interceptor"));
  add(sample, "a.json", "probe.tls.issuer", SafeText("O=Contoso,CN=Contoso\\, Inc. Filter,C=US"));
  EXPECT_EQ(ladders(sample.evidence, sample.verdict).at(0).rungs.view(),
            "TLS ✓ but re-signed by \"Contoso\\, Inc. Filter\"");
}

TEST(Ladder, MarksAnAnswerThatIsNoneOfTheEndpointsOrAnErrorAndSaysWhoseItIs) {
  const auto line = [](std::int64_t code, bool portal, std::int64_t skew) {
    SampleReport sample;
    sample.evidence.facts.front().facts = {};
    add(sample, "a.json", "probe.destination", SafeText("a.test"));
    add(sample, "a.json", "probe.http.status", SafeText("ok"));
    add(sample, "a.json", "probe.http.code", code);
    add(sample, "a.json", "probe.http.captive_portal", portal);
    add(sample, "a.json", "probe.http.clock_skew_seconds", skew);
    add(sample, "a.json", "probe.first_broken", SafeText("none"));
    sample.primary().clauses = {SafeText("RESP-CU-NETWORK")};
    sample.primary().evidence = {{BundlePath() / "probes" / "a.json", {}, {}, {}}};
    return std::string(ladders(sample.evidence, sample.verdict).at(0).rungs.view());
  };
  EXPECT_EQ(line(401, false, 300), "HTTP ✓ 401");
  EXPECT_EQ(line(503, false, 0), "HTTP ✓ but 503 (customer, RESP-CU-NETWORK)");
  EXPECT_EQ(line(302, true, 0), "HTTP ✗ 302 of a portal (customer, RESP-CU-NETWORK)");
  EXPECT_EQ(line(401, false, -3600), "HTTP ✓ 401, clock off by -3600 s (customer, RESP-CU-NETWORK)");
}

TEST(Ladder, TellsHowOftenARungWasLost) {
  SampleReport sample;
  sample.evidence.facts.front().facts = {};
  add(sample, "a.json", "probe.destination", SafeText("a.test"));
  add(sample, "a.json", "probe.tcp.status", SafeText("ok"));
  add(sample, "a.json", "probe.statistics.tcp.tried", std::int64_t{20});
  add(sample, "a.json", "probe.statistics.tcp.failed", std::int64_t{7});
  add(sample, "a.json", "probe.statistics.tcp.min_ms", std::int64_t{1});
  add(sample, "a.json", "probe.first_broken", SafeText("none"));
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rungs.view(), "TCP ✓, 7 of 20 lost");
}

TEST(Ladder, KeepsTwoDestinationsApartAndASharedOneSingle) {
  SampleReport sample;
  add(sample, "z.json", "probe_other.destination", SafeText("other.test"));
  add(sample, "z.json", "probe_other.dns.status", SafeText("ok"));
  sample.evidence.facts.push_back(sample.evidence.facts.front());  // a second gateway that shares both probes
  const std::vector<Ladder> found = ladders(sample.evidence, sample.verdict);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].destination.view(), "other.test");
  EXPECT_EQ(found[1].rungs.view(), "DNS ✓");
}

}  // namespace
}  // namespace sgw::report
