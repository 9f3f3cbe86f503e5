#include "src/triage/fact_extractor.hpp"

#include "src/triage/artifact_facts.hpp"
#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace sgw::triage {
namespace {

using test::Lab;

TEST(FactExtractor, NamesFactsByRoleAndPath) {
  Lab lab;
  lab.add(
      Role::state, "state.json",
      R"({"exit_code": 139, "oom_killed": false, "started_at": "2026-11-23T10:00:00Z", "limits": {"memory_bytes": 0},
              "health": {"log": [{"exit_code": 1}, {"exit_code": 0}]}, "image_digests": ["a", "b"], "error": null})");
  const Evidence evidence = lab.evidence();
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.number("state.exit_code"), 139);
  EXPECT_EQ(facts.boolean("state.oom_killed"), false);
  EXPECT_EQ(facts.time("state.started_at"), test::at("2026-11-23T10:00:00Z"));
  EXPECT_EQ(facts.number("state.health.log.0.exit_code"), 1);
  EXPECT_EQ(facts.all("state.image_digests").size(), 2U);
  EXPECT_EQ(facts.first("state.error"), nullptr);
  EXPECT_EQ(facts.first("state.limits.memory_bytes")->place.pointer.view(), "/limits/memory_bytes");
  EXPECT_EQ(facts.first("state.exit_code")->place.file.view(), "state.json");
}

TEST(FactExtractor, GivesSharedFactsToAllAndAProbeToItsOwn) {
  Lab lab;
  const InstanceId one = lab.add_instance("a");
  lab.add_instance("b");
  lab.add(Role::host, "host.json", R"({"os": "Debian"})");
  lab.add(Role::probe, "probe.json",
          R"({"destination": "x", "purpose": "configuration-endpoint", "dns": {"status": "ok"}})", one);
  const Evidence evidence = lab.evidence();
  ASSERT_EQ(evidence.facts.size(), 2U);
  EXPECT_TRUE(evidence.facts[0].facts.text("host.os"));
  EXPECT_TRUE(evidence.facts[1].facts.text("host.os"));
  EXPECT_TRUE(evidence.facts[0].facts.text("probe.dns.status"));
  EXPECT_FALSE(evidence.facts[1].facts.text("probe.dns.status"));
}

TEST(FactExtractor, GivesAProbeThatNamesNobodyToThoseWhoseSettingsAskForIt) {
  Lab lab;
  const InstanceId one = lab.add_instance("a");
  const InstanceId two = lab.add_instance("b");
  lab.add_instance("c");
  lab.add(Role::settings, "gateways/a/settings.json", R"({"auth_mode": "workloadIdentity"})", one);
  lab.add(Role::settings, "gateways/b/settings.json", R"({"auth_mode": "token"})", two);
  lab.add(Role::state, "gateways/a/state.json", R"({"repository": "mirror.example:5000/gateway"})", one);
  lab.add(Role::state, "gateways/b/state.json", R"({"repository": "docker.io/contoso/gateway"})", two);
  const auto probe = [&](std::string_view name, const std::string& destination, const std::string& purpose) {
    lab.add(Role::probe, name,
            R"({"destination": ")" + destination + R"(", "purpose": ")" + purpose + R"(", "dns": {"status": "ok"}})");
  };
  probe("probes/entra.json", "login.microsoftonline.com", "entra");
  probe("probes/mirror.json", "mirror.example", "registry");
  const Evidence evidence = lab.evidence();
  const auto has = [&](std::size_t instance, std::string_view key) {
    return evidence.facts.at(instance).facts.text(key).has_value();
  };
  EXPECT_TRUE(has(0, "probe_entra.dns.status"));
  EXPECT_FALSE(has(1, "probe_entra.dns.status"));
  EXPECT_TRUE(has(2, "probe_entra.dns.status"));  // of whose settings nothing is known
  EXPECT_TRUE(has(0, "probe_registry.dns.status"));
  EXPECT_FALSE(has(1, "probe_registry.dns.status"));
}

// So many gateways, and so many documents about all of them: who makes up a bundle chooses both.
TEST(FactExtractor, TellsNoMoreFactsInAllThanTheLimit) {
  std::vector<Instance> instances;
  for (std::uint32_t i = 0; i < 10; ++i) instances.push_back({InstanceId{i}, SafeName("files"), {}, {}});
  const auto documents = [] {
    std::vector<ArtifactFacts> all;
    for (const char* name : {"a.json", "b.json", "c.json"}) {
      ArtifactHeader header;
      header.role = Role::probe;
      header.path = BundlePath() / test::safe(name);
      all.emplace_back(header).text = test::safe(R"({"one": 1, "two": 2, "three": 3, "four": 4})");
    }
    return all;
  };
  const auto facts_of = [](const MergedFacts& merged) {
    std::size_t facts = 0;
    for (const InstanceFacts& instance : merged.instances) {
      for (const auto& [key, list] : instance.facts.entries()) facts += list.size();
    }
    return facts;
  };
  const MergedFacts all = merge_artifacts(instances, documents());
  EXPECT_EQ(facts_of(all), 10U * 3U * 4U);
  EXPECT_EQ(all.left_out, 0U);
  // Each document costs five: its facts, and its moment.
  const MergedFacts some = merge_artifacts(instances, documents(), 52);
  EXPECT_EQ(facts_of(some), 41U);
  EXPECT_EQ(some.left_out, 20U);
}

TEST(FactExtractor, TakesTheConfigurationEndpointsProbeForTheProbe) {
  Lab lab;
  lab.add(Role::probe, "a.json", R"({"destination": "other", "purpose": "operator", "dns": {"status": "nxdomain"}})");
  lab.add(Role::probe, "b.json",
          R"({"destination": "config", "purpose": "configuration-endpoint", "dns": {"status": "ok"}})");
  const Evidence evidence = lab.evidence();
  EXPECT_EQ(evidence.facts.front().facts.text("probe.dns.status")->view(), "ok");
  EXPECT_EQ(evidence.facts.front().facts.text("probe_other.dns.status")->view(), "nxdomain");
}

TEST(FactExtractor, LetsWhatWasSeenHideWhatWasSaid) {
  Lab lab;
  lab.add(Role::stated, "stated-facts.json",
          R"({"tier": "Premium", "probes": {"dns": "ok"}, "state": {"exit_code": 1}})");
  lab.add(Role::state, "state.json", R"({"exit_code": 139})");
  const Evidence evidence = lab.evidence();
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.first("tier")->origin, FactOrigin::stated);
  EXPECT_EQ(facts.text("probes.dns")->view(), "ok");
  EXPECT_EQ(facts.number("state.exit_code"), 139);
}

TEST(FactExtractor, CountsEngineEventsAndTheirExitCodes) {
  Lab lab;
  lab.add(Role::events, "events.jsonl",
          "{\"action\":\"die\",\"exit_code\":139}\n{\"action\":\"start\"}\nnot "
          "json\n{\"action\":\"die\",\"exit_code\":1}\n");
  const Evidence evidence = lab.evidence();
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.number("events.count.die"), 2);
  EXPECT_EQ(facts.all("events.exit_code").size(), 2U);
}

TEST(FactExtractor, TellsAnEmptyLogFromAMissingOne) {
  Lab empty;
  empty.add(Role::log, "current.log", "");
  EXPECT_EQ(empty.evidence().facts.front().facts.boolean("log.empty"), true);
  Lab missing;
  missing.add_missing(Role::log, "current.log");
  EXPECT_FALSE(missing.evidence().facts.front().facts.boolean("log.empty"));
}

TEST(FactExtractor, SurvivesHostileDocuments) {
  Lab lab;
  lab.add(Role::state, "state.json", "{\"exit_code\": ");
  lab.add(Role::settings, "settings.json", "[[[[1]]]]");
  std::string wide = "{\"a\": [0";
  for (int number = 0; number < 50'000; ++number) wide += ",{\"b\":1}";
  lab.add(Role::engine, "engine.json", wide + "]}");
  const Evidence evidence = lab.evidence();
  EXPECT_LE(evidence.facts.front().facts.entries().size(), 20'100U);
}

TEST(FactExtractor, GivesTheSameWhateverThreadComesFirst) {
  const auto run = [](bool backwards) {
    Lab lab;
    lab.add_instance("edge");
    std::vector<std::thread> threads;
    for (int number = 0; number < 8; ++number) {
      const int index = backwards ? 7 - number : number;
      threads.emplace_back([&lab, index] {
        const std::string name = "part-" + std::to_string(index) + ".log";
        lab.add(
            Role::log, name,
            "2026-11-23T16:00:0" + std::to_string(index) + "Z [Warn] 2026-01-01T01:01:01.000 [DnsDiscoveryFailed]\n");
      });
      if (backwards) threads.back().join();
    }
    for (auto& thread : threads) {
      if (thread.joinable()) thread.join();
    }
    const Evidence evidence = lab.evidence();
    const auto& events = evidence.facts.front().events;
    return std::to_string(events.front().count) + std::string(events.front().first_place.file.view()) +
           std::string(events.front().last_place.file.view()) + std::string(events.front().last_place.quote.view());
  };
  EXPECT_EQ(run(false), run(true));
}

}  // namespace
}  // namespace sgw::triage
