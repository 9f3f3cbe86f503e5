#include "collector/kube_events.hpp"

#include "tests/collector/kube_report_fixture.hpp"

namespace sgw::collector {
namespace {

TEST(KubeEvents, ReadTheSameFromBothForms) {
  const KubeScene scene = KubeScene::named("notready");
  JsonReader core;
  for (const JsonReader& event : scene.all["events"].items()) {
    if (event["reason"].text_or("") == "Unhealthy") core = event;
  }
  const KubeEvent old_form = read_event(core);
  const KubeEvent new_form = read_event(scene.all["events_v1"].at(0));
  EXPECT_EQ(old_form.message, new_form.message);
  EXPECT_EQ(old_form.count, new_form.count);
  EXPECT_EQ(old_form.count, 6);
  EXPECT_EQ(old_form.first, new_form.first);
  EXPECT_EQ(old_form.last, new_form.last);
  EXPECT_EQ(old_form.uid, new_form.uid);
  EXPECT_EQ(new_form.container(), "azure-api-management-gateway");
}

TEST(KubeEvents, ReadSeries) {
  const KubeEvent event = read_event(kube_json(
      R"({"eventTime":"2026-11-20T08:00:00.5Z","series":{"count":40,"lastObservedTime":"2026-11-20T09:00:00Z"},
          "regarding":{"kind":"Pod","name":"p"},"reason":"FailedScheduling","note":"no node","type":"Warning"})"));
  EXPECT_EQ(event.count, 40);
  EXPECT_EQ(format_time(event.first.value()), "2026-11-20T08:00:00.500Z");
  EXPECT_EQ(format_time(event.last.value()), "2026-11-20T09:00:00Z");
  EXPECT_EQ(
      kube_event_line(event),
      R"({"time":"2026-11-20T09:00:00Z","type":"Pod","action":"FailedScheduling","level":"Warning","count":40,"first":"2026-11-20T08:00:00.500Z","object":"p","detail":"no node"})"
      "\n");
}

TEST(KubeEvents, BelongToTheVeryObject) {
  KubeEventIndex index;
  const auto add = [&index](const char* uid) {
    index.add(read_event(kube_json(R"({"involvedObject":{"kind":"Pod","namespace":"n","name":"p","uid":")" +
                                   std::string(uid) + R"("},"reason":"R"})")));
  };
  add("1");
  add("2");
  add("");
  const auto pod = [](const char* uid) {
    return kube_json(R"({"metadata":{"namespace":"n","name":"p","uid":")" + std::string(uid) + R"("}})");
  };
  EXPECT_EQ(index.of("Pod", pod("1")).size(), 2U);  // and the one that does not tell
  EXPECT_EQ(index.of("Pod", pod("3")).size(), 1U);
  EXPECT_EQ(index.of("ReplicaSet", pod("1")).size(), 0U);
}

TEST(KubeEvents, StandByTimeAndKeepTheNewest) {
  const auto event = [](const char* time, const char* reason) {
    return read_event(kube_json(R"({"lastTimestamp":")" + std::string(time) + R"(","reason":")" + reason +
                                R"(","involvedObject":{"kind":"Pod","name":"p"}})"));
  };
  bool cut = true;
  auto lines = kube_event_lines({event("2026-01-01T00:00:02Z", "B"), event("2026-01-01T00:00:01Z", "A")}, 1000, cut);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_FALSE(cut);
  EXPECT_NE(lines[0].find("\"A\""), std::string::npos);
  lines = kube_event_lines({event("2026-01-01T00:00:02Z", "B"), event("2026-01-01T00:00:01Z", "A")}, 100, cut);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(cut);
  EXPECT_NE(lines[0].find("\"B\""), std::string::npos);
}

TEST(KubeEvents, AreThoseOfThePodItsOwnersAndItsClaims) {
  const KubeReport report(KubeScene::named("made-statefulset"));
  EXPECT_NE(report.events.find("ProvisioningFailed"), std::string::npos);
  const KubeReport crash(KubeScene::named("crash"));
  EXPECT_NE(crash.events.find(R"("type":"ReplicaSet","action":"SuccessfulCreate")"), std::string::npos) << crash.events;
  EXPECT_NE(crash.events.find(R"("action":"BackOff")"), std::string::npos);
}

TEST(KubeEvents, SurviveAnyShape) {
  for (const char* json : {"{}", "[]", "7", R"({"series":7,"count":-4,"regarding":[],"message":{},"eventTime":9})"}) {
    const KubeEvent event = read_event(kube_json(json));
    EXPECT_EQ(event.count, 1) << json;
    EXPECT_TRUE(JsonReader::parse(kube_event_line(event))) << json;
  }
}

TEST(KubeEvents, OfAContainerBesideTheGatewaysSaySo) {
  const auto lines = [](const char* field) {
    return KubeReport(KubeScene(kube_json(R"({"pods":[{"metadata":{"name":"p","namespace":"n"},"spec":{"containers":[
        {"name":"gw","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"},{"name":"side","image":"x"}]}}],
        "events":[{"involvedObject":{"kind":"Pod","namespace":"n","name":"p","fieldPath":")" +
                                          std::string(field) + R"("},"reason":"BackOff"}]})")))
        .events;
  };
  EXPECT_NE(lines("spec.containers{side}").find(R"("beside":true)"), std::string::npos);
  EXPECT_NE(lines("spec.initContainers{first}").find(R"("beside":true)"), std::string::npos);
  EXPECT_EQ(lines("spec.containers{gw}").find("beside"), std::string::npos);
  EXPECT_EQ(lines("").find("beside"), std::string::npos);
}

}  // namespace
}  // namespace sgw::collector
