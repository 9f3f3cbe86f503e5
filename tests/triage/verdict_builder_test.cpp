#include "src/triage/classifier.hpp"

#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

using test::Lab;
using test::outline;

constexpr const char* k_loaded = "2026-11-02T09:00:00Z [Info] 2026-11-02T09:00:00.000 [ConfigInitialSyncCompleted]\n";
constexpr const char* k_backup_denied =
    "2026-11-02T09:00:01Z [Error]2026-11-02T09:00:01.000 [ConfigurationBackupFailed], exception: "
    "System.UnauthorizedAccessException: Access to the path '/apim/config/snapshot.lock.json' is denied.\n";

std::string probe(const std::string& more) {
  return R"({"destination": "x", "purpose": "configuration-endpoint", )" + more + "}";
}

// What this host sees is not what the gateway sees: the gateway's own log decides whether it reaches its endpoint.
TEST(Verdict, DoesNotBlameTheNetworkOfAGatewayThatWorks) {
  for (const char* broken : {R"("first_broken": "dns", "dns": {"status": "nxdomain"})",
                             R"("first_broken": "tcp", "tcp": {"status": "timeout"})",
                             R"("first_broken": "tls", "tls": {"status": "reset"})",
                             R"("first_broken": "proxy", "proxy": {"connect_status": 407})"}) {
    Lab lab;
    lab.add(Role::log, "current.log", k_loaded);
    lab.add(Role::probe, "p.json", probe(broken));
    const Verdict verdict = lab.judge();
    EXPECT_EQ(outline(verdict), "none healthy medium") << broken;
    EXPECT_NE(test::finding(verdict, "probe-differs"), nullptr) << broken;
  }
}

TEST(Verdict, DoesNotBlameTheEndpointForWhatATrustedInterceptorAnswers) {
  Lab lab;
  lab.add(Role::probe, "p.json",
          probe(R"("tls": {"status": "ok", "issuer": "CN=Tailwind Inspection CA", "signed_by": "interceptor"},
                   "http": {"code": 503})"));
  EXPECT_EQ(outline(lab.judge()), "customer proxy medium");
}

// A private cloud has authorities of its own.
TEST(Verdict, BlamesNobodyForAnErrorUnderAnAuthorityThatNobodyKnows) {
  Lab lab;
  lab.add(
      Role::probe, "p.json",
      probe(
          R"("tls": {"status": "ok", "issuer": "CN=Tailwind Cloud CA", "signed_by": "private"}, "http": {"code": 503})"));
  EXPECT_EQ(outline(lab.judge()), "undetermined config-endpoint-5xx low");
}

TEST(Verdict, KnowsThatATunnelCannotAnswerInTheEndpointsPlace) {
  Lab lab;
  lab.add(Role::probe, "p.json", probe(R"("proxy": {"host": "proxy.example", "connect_status": 200},
      "tls": {"status": "ok", "issuer": "CN=Microsoft Azure RSA TLS Issuing CA 04, O=Microsoft Corporation, C=US"},
      "http": {"code": 503})"));
  EXPECT_EQ(outline(lab.judge()), "microsoft config-endpoint-5xx medium");
}

TEST(Verdict, DoesNotBlameACrashOnAVolumeThatOnlyMissesItsBackup) {
  Lab lab;
  lab.add(Role::state, "state.json",
          R"({"running": false, "status": "exited", "exit_code": 139, "restart_count": 5, "tag": "2.12.3"})");
  lab.add(Role::log, "current.log", std::string(k_loaded) + k_backup_denied);
  const Verdict verdict = lab.judge();
  EXPECT_EQ(outline(verdict), "microsoft crash medium");
  ASSERT_NE(test::finding(verdict, "backup-not-kept"), nullptr);
}

TEST(Verdict, DoesNotBlameACrashOnPeerDiscoveryAtTheStart) {
  Lab lab;
  lab.add(Role::state, "state.json",
          R"({"running": false, "status": "exited", "exit_code": 139, "restart_count": 5, "tag": "2.12.3"})");
  lab.add(
      Role::log, "current.log",
      "2026-11-02T08:59:00Z [Warn] 2026-11-02T08:59:00.000 [DnsDiscoveryFailed], message: x\n" + std::string(k_loaded));
  EXPECT_EQ(outline(lab.judge()), "microsoft crash medium");
}

TEST(Verdict, DoesNotTakeAMountForABackup) {
  Lab lab;
  lab.add(Role::state, "state.json",
          R"({"running": true, "tag": "2.12.1", "mounts": [{"destination": "/apim/config"}]})");
  lab.add(
      Role::log, "current.log",
      "[Error]2026-11-02T09:00:00.000 [ConfigInitialSyncFailed], exception: Name does not resolve (c.example:443)\n");
  const Verdict verdict = lab.judge();
  EXPECT_EQ(outline(verdict), "customer dns-config-endpoint medium");
  ASSERT_NE(test::finding(verdict, "backup-at-risk-2-12"), nullptr);
  EXPECT_FALSE(test::finding(verdict, "endpoint-dns")->caused_by);
}

TEST(Verdict, DoesNotGuessALimitThatNobodySaw) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": false, "status": "exited", "exit_code": 137, "oom_killed": true})");
  const Verdict verdict = lab.judge();
  EXPECT_EQ(outline(verdict), "undetermined oom low");
  EXPECT_THAT(std::string(verdict.missing.front().fact.view()), testing::HasSubstr("memory limit"));
}

TEST(Verdict, GivesAMisquotedTokenToBothAndAMisspeltNameToTheCustomer) {
  Lab quoted;
  quoted.add(Role::settings, "settings.json",
             R"({"auth_mode": "token", "endpoint": {"present": true}, "token": {"present": true, "faults": ["quoted"]},
                 "settings": {"config.service.auth": {"problems": ["quoted"]}}})");
  const Verdict shared = quoted.judge();
  EXPECT_EQ(outline(shared), "shared token-malformed high");
  EXPECT_EQ(shared.summary.view().find("another owner"), std::string_view::npos);

  Lab misspelt;
  misspelt.add(Role::settings, "settings.json", R"({"auth_mode": "missing", "endpoint": {"present": true},
                 "unknown": [{"name": "config_service_auth", "nearest": "config.service.auth",
                              "problem": "underscore-for-dot"}]})");
  const Verdict customer = misspelt.judge();
  EXPECT_EQ(outline(customer), "customer settings medium");
  ASSERT_NE(test::finding(customer, "auth-not-configured"), nullptr);
  EXPECT_TRUE(test::finding(customer, "auth-not-configured")->caused_by);
}

TEST(Verdict, ForgetsOldRestartsOfAGatewayThatRunsForDays) {
  Lab lab;
  lab.add(Role::state, "state.json",
          R"({"running": true, "status": "running", "restart_count": 7, "started_at": "2026-11-01T00:00:00Z"})");
  lab.add(Role::log, "current.log", k_loaded);
  EXPECT_EQ(lab.judge("2026-11-20T00:00:00Z").owner, Owner::none);
}

TEST(Verdict, CitesWhatMakesItSure) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": false, "status": "exited", "exit_code": 139, "restart_count": 5,
              "tag": "2.12.3", "limits": {"memory_bytes": 0}})");
  lab.add(Role::log, "current.log", k_loaded);
  const Verdict verdict = lab.judge();
  ASSERT_EQ(outline(verdict), "microsoft crash high");
  std::vector<std::string> pointers;
  for (const Place& place : verdict.findings.front().evidence) pointers.emplace_back(place.pointer.view());
  EXPECT_THAT(pointers, testing::IsSupersetOf({"/exit_code", "/restart_count", "/limits/memory_bytes"}));
}

TEST(Verdict, AsksForThePatchThatMayCarryTheFix) {
  Lab lab;
  lab.add(Role::stated, "stated-facts.json", R"({"tag": "1.2", "scan": {"cves": ["CVE-2021-26701"]}})");
  const Verdict verdict = lab.judge("2021-07-08T00:00:00Z");
  EXPECT_EQ(outline(verdict), "microsoft cve-image medium");
  EXPECT_THAT(std::string(verdict.missing.front().fact.view()), testing::HasSubstr("version"));
}

TEST(Verdict, IsNeverUndeterminedWithoutSayingWhatWouldDecide) {
  for (const char* state : {R"({"running": false, "status": "exited", "exit_code": 137})",
                            R"({"running": false, "status": "exited", "exit_code": 1, "restart_count": 9})",
                            R"({"running": true, "health": {"status": "unhealthy"}})"}) {
    Lab lab;
    lab.add(Role::state, "state.json", state);
    const Verdict verdict = lab.judge();
    EXPECT_EQ(verdict.owner, Owner::undetermined) << state;
    EXPECT_FALSE(verdict.missing.empty()) << state;
  }
}

TEST(Verdict, CallsAGenerationUnknownThatTheTableHasNeverHeardOf) {
  Lab lab;
  lab.add(Role::state, "state.json", R"({"running": false, "status": "exited", "exit_code": 139, "tag": "3.0.0"})");
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  EXPECT_EQ(evidence.facts.front().facts.text("version.support")->view(), "unknown");
}

}  // namespace
}  // namespace sgw::triage
