#include "collector/sample.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/collector.hpp>

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using Names = std::vector<std::string>;

Selection with(void (*change)(Selection&)) {
  Selection selection;
  change(selection);
  return selection;
}

class PlanTest : public testing::Test {
 protected:
  PlanTest() {
    for (const auto files : embedded_data()) store_.add(files);
  }

  static Names names_of(const std::vector<std::unique_ptr<Source>>& sources) {
    Names names;
    for (const auto& source : sources) names.emplace_back(source->name().view());
    return names;
  }
  Names first_round(Selection selection) {
    auto plan = make_plan(store_, std::move(selection));
    return plan ? names_of((*plan)->first_round()) : Names{std::string(plan.error().text().view())};
  }
  ErrorKind error_of(Selection selection) {
    auto plan = make_plan(store_, std::move(selection));
    EXPECT_FALSE(plan);
    return plan ? ErrorKind::io : plan.error().kind;
  }

  ResourceStore store_;
};

TEST_F(PlanTest, AutoLooksAtEnginesClustersAndThisHost) {
  EXPECT_EQ(first_round({}), (Names{"docker", "podman", "kubernetes", "host"}));
}

TEST_F(PlanTest, AFlagOfKubernetesImpliesItAlone) {
  const Names kubernetes{"kubernetes", "host"};
  EXPECT_EQ(first_round(with([](Selection& it) { it.kubeconfig = "config"; })), kubernetes);
  EXPECT_EQ(first_round(with([](Selection& it) { it.contexts = {"west", "north"}; })), kubernetes);
  EXPECT_EQ(first_round(with([](Selection& it) { it.namespaces = {"apim"}; })), kubernetes);
  EXPECT_EQ(first_round(with([](Selection& it) { it.all_namespaces = true; })), kubernetes);
  EXPECT_EQ(first_round(with([](Selection& it) { it.label_selector = "app in (gw, edge),tier!=test"; })), kubernetes);
  EXPECT_EQ(first_round(with([](Selection& it) { it.pods = {"gw-7d9.a"}; })), kubernetes);
  EXPECT_EQ(first_round(with([](Selection& it) {
              it.namespaces = {"apim"};
              it.logs = {"app.log"};
            })),
            (Names{"kubernetes", "files", "host"}));
}

TEST_F(PlanTest, RefusesFlagsOfKubernetesWhereItIsLeftOut) {
  EXPECT_EQ(error_of(with([](Selection& it) {
              it.from = {"docker"};
              it.namespaces = {"apim"};
            })),
            ErrorKind::bad_usage);
  EXPECT_EQ(error_of(with([](Selection& it) {
              it.from = {"sample:healthy"};
              it.pods = {"gw"};
            })),
            ErrorKind::bad_usage);
  EXPECT_EQ(first_round(with([](Selection& it) {
              it.from = {"docker", "kubernetes"};
              it.namespaces = {"apim"};
            })),
            (Names{"docker", "kubernetes", "host"}));
}

TEST_F(PlanTest, AsksARegistryOnlyWhenToldTo) {
  const auto follow_up = [&](std::optional<std::string> registry) {
    Selection selection;
    selection.from = {"sample:healthy"};
    selection.registry = std::move(registry);
    return names_of(make_plan(store_, std::move(selection)).value()->follow_up());
  };
  EXPECT_EQ(follow_up(std::nullopt), Names{});
  EXPECT_EQ(follow_up(""), Names{"registry"});
  EXPECT_EQ(follow_up("mirror.example:5000/gateway"), Names{"registry"});
  EXPECT_EQ(error_of(with([](Selection& it) { it.registry = "mirror.example/gateway:2.10.1"; })), ErrorKind::bad_usage);
}

TEST_F(PlanTest, SavedLogsImplyFilesAlone) {
  EXPECT_EQ(first_round(with([](Selection& it) { it.logs = {"app.log"}; })), Names{"files"});
  EXPECT_EQ(first_round(with([](Selection& it) {
              it.from = {"docker"};
              it.logs = {"app.log"};
            })),
            (Names{"docker", "files", "host"}));
}

TEST_F(PlanTest, ASampleNeedsNothingElse) {
  EXPECT_EQ(first_round(with([](Selection& it) { it.from = {"sample:healthy"}; })), Names{"sample"});
  EXPECT_EQ(first_round(with([](Selection& it) {
              it.from = {"sample:healthy", "sample:oom"};
            })),
            (Names{"sample", "sample"}));
}

TEST_F(PlanTest, FactsAloneNeedNoSource) {
  EXPECT_EQ(first_round(with([](Selection& it) { it.facts = "{}"; })), Names{});
  auto plan = make_plan(store_, with([](Selection& it) { it.facts = "{}"; }));
  ASSERT_TRUE(plan);
  (void)(*plan)->first_round();
  EXPECT_EQ(names_of((*plan)->follow_up()), Names{"facts"});
}

TEST_F(PlanTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(error_of(with([](Selection& it) { it.from = {"nonsense"}; })), ErrorKind::bad_usage);
  EXPECT_EQ(error_of(with([](Selection& it) { it.from = {"sample:nonsense"}; })), ErrorKind::bad_usage);
  EXPECT_EQ(error_of(with([](Selection& it) { it.from = {"sample:"}; })), ErrorKind::bad_usage);
  EXPECT_EQ(error_of(with([](Selection& it) { it.from = {"files"}; })), ErrorKind::bad_usage);
  EXPECT_EQ(error_of(with([](Selection& it) { it.facts = "[]"; })), ErrorKind::bad_data_file);
  EXPECT_EQ(error_of(with([](Selection& it) {
              it.since = parse_time("2026-11-02");
              it.until = parse_time("2026-11-01");
            })),
            ErrorKind::bad_usage);
}

TEST_F(PlanTest, KnowsWhenASampleWasRecorded) {
  auto sample = make_plan(store_, with([](Selection& it) { it.from = {"sample:healthy"}; }));
  ASSERT_TRUE(sample);
  EXPECT_EQ((*sample)->recorded_at(), parse_time("2026-11-05T14:30:00Z"));
  auto live = make_plan(store_, {});
  ASSERT_TRUE(live);
  EXPECT_EQ((*live)->recorded_at(), std::nullopt);
}

TEST_F(PlanTest, ProbesNothingThatASampleNames) {
  auto plan = make_plan(store_, with([](Selection& it) {
                          it.from = {"sample:healthy"};
                          it.endpoint = "contoso.example";
                        }));
  ASSERT_TRUE(plan);
  test::MemoryRawSink sink;
  const CollectContext context{
      .deadline = Deadline::after(std::chrono::minutes(1)), .stop = {}, .limits = {}, .now = {}};
  for (const auto& source : (*plan)->first_round()) source->collect(context, sink);
  EXPECT_EQ(names_of((*plan)->follow_up()), Names{});
}

TEST_F(PlanTest, ProbesTheEndpointOfTheFlagBesideSavedLogs) {
  auto plan = make_plan(store_, with([](Selection& it) {
                          it.logs = {"app.log"};
                          it.endpoint = "contoso.example";
                        }));
  ASSERT_TRUE(plan);
  EXPECT_EQ((*plan)->follow_up().size(), 1U);
  auto without = make_plan(store_, with([](Selection& it) {
                             it.logs = {"app.log"};
                             it.endpoint = "contoso.example";
                             it.probes = false;
                           }));
  ASSERT_TRUE(without);
  EXPECT_EQ((*without)->follow_up().size(), 0U);
}

TEST_F(PlanTest, RefusesToProbeWhatIsNoPlace) {
  for (const std::string& typed :
       {std::string("contoso.example:0"), std::string("contoso.example:70000"), std::string(300, 'a'),
        std::string("b\xc3\xbc") + "cher.example", std::string("ops:hunter2@"), std::string()}) {
    Selection endpoint;
    endpoint.endpoint = typed;
    Selection probe;
    probe.probe = {"contoso.example", typed};
    for (const Selection& wanted : {endpoint, probe}) {
      const auto plan = make_plan(store_, wanted);
      ASSERT_FALSE(plan) << typed;
      EXPECT_EQ(plan.error().kind, ErrorKind::bad_usage);
      EXPECT_EQ(plan.error().text().view().find("hunter2"), std::string_view::npos);
    }
  }
}

TEST_F(PlanTest, GivesTheOperatorsFactsToTheInstancesOfTheFirstRound) {
  auto plan = make_plan(store_, with([](Selection& it) {
                          it.from = {"sample:healthy"};
                          it.facts = "{}";
                        }));
  ASSERT_TRUE(plan);
  test::MemoryRawSink sink;
  const CollectContext context{
      .deadline = Deadline::after(std::chrono::minutes(1)), .stop = {}, .limits = {}, .now = {}};
  for (const auto& source : (*plan)->first_round()) source->collect(context, sink);
  for (const auto& source : (*plan)->follow_up()) source->collect(context, sink);
  ASSERT_NE(sink.find("stated-facts.json"), nullptr);
  EXPECT_EQ(sink.find("stated-facts.json")->folder, InstanceId(0));
  EXPECT_EQ(sink.instances.size(), 1U);
}

}  // namespace
}  // namespace sgw::collector
