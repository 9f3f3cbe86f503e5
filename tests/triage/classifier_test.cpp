#include "src/triage/classifier.hpp"

#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sgw::triage {
namespace {

using test::Lab;
using test::outline;
using testing::HasSubstr;

constexpr const char* k_loaded = "2026-11-02T09:00:00Z [Info] 2026-11-02T09:00:00.000 [ConfigInitialSyncCompleted]\n";
constexpr const char* k_no_name =
    "2026-11-02T09:00:00Z [Error]2026-11-02T09:00:00.000 [ConfigInitialSyncFailed], exception: "
    "System.Net.Http.HttpRequestException: "
    "Name does not resolve (contoso.configuration.azure-api.net:443)\n";
constexpr const char* k_unhandled =
    "2026-11-02T09:00:00Z stderr Unhandled exception. System.NullReferenceException: x\n";

TEST(Classifier, SaysNoneOfAHealthyGateway) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": true, "status": "running", "tag": "2.12.3", "restart_count": 0})");
  lab.add(Role::status, "status.json", R"({"configuration": "loaded"})");
  lab.add(Role::log, "current.log", k_loaded);
  EXPECT_EQ(outline(lab.judge()), "none healthy high");
}

TEST(Classifier, CallsNoGatewayHealthyBesideAFaultOfIt) {
  Lab lab;
  const InstanceId good = lab.add_instance("good");
  const InstanceId bad = lab.add_instance("bad");
  const std::string loaded = "2026-11-01T09:00:00Z [Info] 2026-11-01T09:00:00.000 [ConfigurationLoaded]\n";
  lab.add(Role::log, "good.log", loaded, good);
  lab.add(Role::log, "bad.log", loaded, bad);
  lab.add(Role::stated, "stated-facts.json", R"({"rollback_cures": true, "tier": "Basic"})", bad);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::customer);
  const Finding* healthy = test::finding(verdict, "healthy");
  ASSERT_NE(healthy, nullptr);
  ASSERT_EQ(healthy->instances.size(), 1U);
  EXPECT_EQ(healthy->instances.front().view(), "good");
}

TEST(Classifier, PutsAnOldVersionBesideAHealthyGateway) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": true, "tag": "2.8.1"})");
  lab.add(Role::log, "current.log", k_loaded);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::none);
  ASSERT_NE(test::finding(verdict, "version-window"), nullptr);
  EXPECT_EQ(test::finding(verdict, "version-window")->owner, Owner::unsupported_version);
}

TEST(Classifier, GivesAnExpiredTokenToBothByItsOwnText) {
  Lab lab;
  lab.add(
      Role::settings, "settings.json",
      R"({"auth_mode": "token", "token": {"present": true, "well_formed": true, "expires": "2026-11-01T00:00:00Z"}})");
  lab.add(Role::log, "current.log",
          "[Warn] 2026-11-02T09:00:00.000 [ConfigurationApiV2NotAvailable], exception: StatusCode: Unauthorized\n");
  const Verdict verdict = lab.judge("2026-11-02T09:20:00Z");
  EXPECT_EQ(outline(verdict), "shared token-expired high");
  EXPECT_EQ(test::finding(verdict, "unauthorized-valid-token")->caused_by->view(), "token-expired");
  EXPECT_EQ(verdict.clauses.front().view(), "RESP-SH-AUTH");
}

TEST(Classifier, JudgesATokenByTheEndpointsClock) {
  Lab lab;
  lab.add(Role::settings, "settings.json", R"({"token": {"expires": "2026-12-24T00:00:00Z"}})");
  lab.add(
      Role::probe, "p.json",
      R"({"destination": "x", "purpose": "configuration-endpoint", "http": {"code": 401, "date": "2026-12-25T00:00:00Z"}})");
  EXPECT_EQ(lab.judge().category.view(), "token-expired");
}

TEST(Classifier, ExplainsTheEffectsOfAMissingName) {
  Lab lab;
  lab.add(
      Role::state, "state.json",
      R"({"running": false, "status": "exited", "exit_code": 1, "restart_count": 9, "tag": "2.8.1", "health": {"status": "unhealthy"}})");
  lab.add(
      Role::probe, "p.json",
      R"({"destination": "x", "purpose": "configuration-endpoint", "first_broken": "dns", "dns": {"status": "nxdomain"}})");
  lab.add(Role::log, "current.log", k_no_name);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(outline(verdict), "customer dns-config-endpoint high");
  EXPECT_EQ(verdict.clauses.front().view(), "RESP-CU-NETWORK");
  for (const char* effect : {"config-not-loaded", "restart-loop", "exit-unexplained", "health-check-failing"}) {
    ASSERT_NE(test::finding(verdict, effect), nullptr) << effect;
    EXPECT_TRUE(test::finding(verdict, effect)->caused_by) << effect;
  }
  EXPECT_EQ(verdict.findings.front().rule.view(), "endpoint-dns");
  EXPECT_NE(test::finding(verdict, "version-window"), nullptr);
}

TEST(Classifier, GivesACrashOfASupportedImageToMicrosoft) {
  Lab lab;
  lab.add(
      Role::state, "state.json",
      R"({"running": false, "status": "exited", "exit_code": 139, "restart_count": 5, "tag": "2.12.3", "limits": {"memory_bytes": 0}})");
  lab.add(Role::log, "current.log", k_loaded);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::microsoft);
  EXPECT_EQ(verdict.clauses.front().view(), "SUP-IMAGE");
}

TEST(Classifier, GivesAnOomUnderASmallLimitToTheCustomer) {
  Lab lab;
  lab.add(
      Role::state, "state.json",
      R"({"running": false, "status": "exited", "exit_code": 137, "oom_killed": true, "tag": "2.12.3", "limits": {"memory_bytes": 268435456}})");
  const Verdict verdict = lab.judge();
  EXPECT_EQ(outline(verdict), "customer oom high");
  EXPECT_EQ(verdict.clauses.front().view(), "RESP-CU-SLA");
  EXPECT_THAT(std::string(verdict.summary.view()), HasSubstr("256"));
}

TEST(Classifier, AsksToUpdateFirstWhenTheImageIsOld) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": false, "status": "exited", "exit_code": 134, "tag": "2.8.1"})");
  lab.add(Role::log, "current.log", k_unhandled);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::unsupported_version);
  EXPECT_EQ(verdict.clauses.front().view(), "VER-WINDOW");
  EXPECT_THAT(std::string(verdict.summary.view()), HasSubstr("(2.8.1) is not a supported version"));
  EXPECT_THAT(std::string(verdict.next_steps.front().view()), HasSubstr("2.12.3"));
}

TEST(Classifier, NamesTheReleaseThatCarriesTheFix) {
  Lab lab;  // an earlier run loaded its configuration, so the volume holds a backup
  lab.add(
      Role::state, "state.json",
      R"({"running": false, "status": "exited", "exit_code": 1, "tag": "2.12.1", "mounts": [{"destination": "/apim/config"}]})");
  lab.add(
      Role::log, "current.log",
      std::string("2026-11-01T09:00:00Z [Info] 2026-11-01T09:00:00.000 [ConfigInitialSyncCompleted]\n") + k_no_name);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(outline(verdict), "shared backup-fallback-bug medium");
  EXPECT_THAT(std::string(verdict.next_steps.front().view()), HasSubstr("2.12.2"));
  EXPECT_EQ(test::finding(verdict, "endpoint-dns")->caused_by->view(), "backup-ignored-2-12");
}

TEST(Classifier, BelievesStatedFactsAtMediumAtMost) {
  Lab lab;
  lab.add(Role::stated, "stated-facts.json", R"({"token_expired": true})");
  EXPECT_EQ(outline(lab.judge()), "shared token-expired medium");
}

TEST(Classifier, DoesNotTake403ForANetworkFault) {
  Lab lab;
  lab.add(
      Role::log, "current.log",
      R"({"level":"Warning","timestamp":"2031-03-08T15:18:44.3994823Z","eventType":"ConfigurationApiV2NotAvailable","message":"The configuration V2 API is not reachable on https://c/","exception":"ApiException: StatusCode: Forbidden, Content: "})"
      "\n");
  EXPECT_EQ(outline(lab.judge()), "shared entra-authorization-403 medium");
}

TEST(Classifier, TellsA5xxOfTheEndpointFromAProxys) {
  for (const bool proxy : {false, true}) {
    Lab lab;
    lab.add(
        Role::probe, "p.json",
        std::string(
            R"({"destination": "x", "purpose": "configuration-endpoint", "tls": {"status": "ok"}, "http": {"code": 503)") +
            (proxy ? R"(, "via": "1.1 p")" : "") + "}}");
    EXPECT_EQ(lab.judge().owner, proxy ? Owner::customer : Owner::microsoft);
  }
}

TEST(Classifier, StaysUndeterminedWithoutEvidenceAndSaysWhatIsMissing) {
  Lab nothing;
  nothing.add(Role::log, "current.log", "");
  const Verdict verdict = nothing.judge();
  EXPECT_EQ(verdict.owner, Owner::undetermined);
  EXPECT_FALSE(verdict.primary);
  ASSERT_FALSE(verdict.missing.empty());
  EXPECT_THAT(std::string(verdict.missing.front().fact.view()), HasSubstr("log"));
  EXPECT_FALSE(verdict.next_steps.empty());
}

TEST(Classifier, ForgetsAFailureThatIsOver) {
  Lab lab;
  lab.add(
      Role::log, "current.log",
      std::string(k_no_name) + "2026-11-02T09:01:00Z [Info] 2026-11-02T09:01:00.000 [ConfigInitialSyncCompleted]\n");
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::none);
  EXPECT_NE(test::finding(verdict, "config-recovered"), nullptr);
}

TEST(Classifier, TellsInstancesWithDifferentCausesApart) {
  Lab lab;
  const InstanceId a = lab.add_instance("a");
  const InstanceId b = lab.add_instance("b");
  lab.add(Role::state, "a.json", R"({"running": false, "status": "exited", "exit_code": 139, "tag": "2.12.3"})", a);
  lab.add(
      Role::state, "b.json",
      R"({"running": false, "status": "exited", "exit_code": 137, "oom_killed": true, "tag": "2.12.3", "limits": {"memory_bytes": 268435456}})",
      b);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::customer);
  EXPECT_EQ(test::finding(verdict, "oom-limit")->instances, std::vector<SafeText>{SafeText("b")});
  EXPECT_EQ(test::finding(verdict, "crash-native")->instances, std::vector<SafeText>{SafeText("a")});
  EXPECT_THAT(std::string(verdict.summary.view()), HasSubstr("another owner (microsoft)"));
  EXPECT_EQ(verdict.conflicts, std::vector<SafeName>{SafeName("crash-native")});
}

constexpr const char* k_killed =
    R"({"running": false, "status": "exited", "exit_code": 137, "oom_killed": true, "tag": "2.12.3", "limits": {"memory_bytes": 268435456}})";
constexpr const char* k_crashed = R"({"running": false, "status": "exited", "exit_code": 139, "tag": "2.12.3"})";

void add_pod(Lab& lab, const std::string& name, const std::string& context, std::string_view state) {
  const InstanceId id = lab.add_instance(name);
  lab.add(Role::kubernetes, name + "/kubernetes.json", R"({"context": ")" + context + R"("})", id);
  lab.add(Role::state, name + "/state.json", state, id);
}

TEST(Classifier, JudgesEachClusterAndAllTogether) {
  Lab lab;
  add_pod(lab, "a", "east", k_crashed);
  add_pod(lab, "b", "west", k_killed);
  add_pod(lab, "c", "west", k_killed);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(verdict.owner, Owner::customer);
  ASSERT_EQ(verdict.clusters.size(), 2U);
  const ClusterVerdict& east = verdict.clusters[0];
  const ClusterVerdict& west = verdict.clusters[1];
  EXPECT_EQ(east.context, SafeText("east"));
  EXPECT_EQ(test::outline(east.verdict), "microsoft crash medium");
  EXPECT_EQ(east.instances, std::vector<SafeText>{SafeText("a")});
  EXPECT_EQ(test::finding(east.verdict, "oom-limit"), nullptr);
  EXPECT_TRUE(east.verdict.conflicts.empty());
  EXPECT_EQ(west.verdict.owner, Owner::customer);
  EXPECT_EQ(west.instances, (std::vector<SafeText>{SafeText("b"), SafeText("c")}));
  EXPECT_EQ(test::finding(west.verdict, "crash-native"), nullptr);
  EXPECT_THAT(std::string(west.verdict.summary.view()), HasSubstr("(all 2 instances)"));
}

TEST(Classifier, HasAVerdictOfAClusterThatDoesNotAnswer) {
  Lab lab;
  add_pod(lab, "a", "east", k_killed);
  lab.add(Role::cluster, "environment/east/cluster.json", R"({"context": "east", "insecure": false})");
  lab.add(Role::cluster, "environment/north/cluster.json", R"({"context": "north", "gateways": 0})");
  lab.add(Role::cluster, "environment/west/cluster.json",
          R"({"context": "west", "problem": "the connection was refused"})");
  const Verdict verdict = lab.judge();
  ASSERT_EQ(verdict.clusters.size(), 3U);
  EXPECT_EQ(verdict.clusters[0].verdict.owner, Owner::customer);
  EXPECT_EQ(verdict.clusters[1].verdict.owner, Owner::undetermined);
  EXPECT_THAT(std::string(verdict.clusters[1].verdict.summary.view()), HasSubstr("No gateway was found"));
  EXPECT_EQ(verdict.clusters[2].verdict.owner, Owner::undetermined);
  EXPECT_THAT(std::string(verdict.clusters[2].verdict.summary.view()), HasSubstr("the connection was refused"));
  EXPECT_TRUE(verdict.clusters[2].instances.empty());
}

TEST(Classifier, HasOneVerdictOfOneCluster) {
  Lab lab;
  add_pod(lab, "a", "east", k_killed);
  add_pod(lab, "b", "east", k_crashed);
  lab.add(Role::cluster, "environment/cluster.json", R"({"context": "east"})");
  EXPECT_TRUE(lab.judge().clusters.empty());
}

TEST(Classifier, TellsAGatewayNothingOfAnotherCluster) {
  Lab lab;
  add_pod(lab, "a", "east", k_killed);
  lab.add(Role::cluster, "environment/east/cluster.json", R"({"context": "east", "version": "v1.29"})");
  lab.add(Role::cluster, "environment/west/cluster.json",
          R"({"context": "west", "version": "v1.30", "insecure": true})");
  const Evidence evidence = lab.evidence();
  EXPECT_EQ(evidence.facts.front().facts.text("cluster.version"), SafeText("v1.29"));
  EXPECT_EQ(evidence.facts.front().facts.boolean("cluster.insecure"), std::nullopt);
}

TEST(Classifier, ShowsEvidenceOfEveryInstanceThatACauseWasFoundOn) {
  Lab lab;
  for (const char* name : {"a", "b", "c", "d"}) {
    const InstanceId id = lab.add_instance(name);
    std::string log;
    for (int i = 0; i < 20; ++i) log += k_no_name;
    lab.add(Role::log, std::string(name) + ".log", log, id);
  }
  const Verdict verdict = lab.judge();
  std::set<std::string> files;
  for (const Place& place : test::finding(verdict, "endpoint-dns")->evidence) files.emplace(place.file.view());
  EXPECT_EQ(files, (std::set<std::string>{"a.log", "b.log", "c.log", "d.log"}));
  EXPECT_TRUE(verdict.conflicts.empty());
}

TEST(Classifier, MergesTheSameCauseOfSeveralInstances) {
  Lab lab;
  const InstanceId a = lab.add_instance("a");
  const InstanceId b = lab.add_instance("b");
  lab.add(Role::log, "a.log", k_no_name, a);
  lab.add(Role::log, "b.log", k_no_name, b);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(test::finding(verdict, "endpoint-dns")->instances.size(), 2U);
  EXPECT_EQ(test::finding(verdict, "endpoint-dns")->evidence.size(), 2U);
}

TEST(Classifier, CitesFileAndLine) {
  Lab lab;
  lab.add(Role::log, "current.log", std::string("noise\n") + k_no_name);
  const Verdict verdict = lab.judge();
  ASSERT_FALSE(verdict.findings.front().evidence.empty());
  const Place& place = verdict.findings.front().evidence.front();
  EXPECT_EQ(place.file.view(), "current.log");
  EXPECT_EQ(place.line, 2U);
  EXPECT_THAT(std::string(place.quote.view()), HasSubstr("Name does not resolve"));
}

TEST(Classifier, GivesTheSameVerdictTwice) {
  const auto run = [] {
    Lab lab;
    lab.add(Role::state, "state.json",
            R"({"running": false, "status": "exited", "exit_code": 139, "restart_count": 5, "tag": "2.8.1"})");
    lab.add(Role::log, "current.log", std::string(k_no_name) + k_unhandled);
    const Verdict verdict = lab.judge();
    std::string text(verdict.summary.view());
    for (const auto& one : verdict.findings) text += std::string(one.rule.view()) + "\n";
    return text;
  };
  EXPECT_EQ(run(), run());
}

TEST(Classifier, LowersAVersionVerdictByAStaleTable) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": false, "status": "exited", "exit_code": 139, "tag": "2.8.1"})");
  Evidence evidence = lab.evidence();
  evidence.as_of += std::chrono::days(200);
  EXPECT_EQ(test::shipped_rules().classify(evidence, {}).confidence, Confidence::low);
}

}  // namespace
}  // namespace sgw::triage
