#include "src/app/gather.hpp"

#include "src/app/session.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <stdexcept>

namespace sgw::app {
namespace {

using Work = std::function<void(const CollectContext&, RawSink&)>;

class FakeSource : public Source {
 public:
  FakeSource(Literal name, Work work) : name_(name), work_(std::move(work)) {}
  void collect(const CollectContext& context, RawSink& sink) override { work_(context, sink); }
  SafeName name() const override { return name_; }

 private:
  SafeName name_;
  Work work_;
};

class FakePlan : public collector::Plan {
 public:
  std::vector<std::unique_ptr<Source>> first_round() override { return std::move(first); }
  std::vector<std::unique_ptr<Source>> follow_up() override { return std::move(second); }
  std::optional<UtcTime> recorded_at() const override { return std::nullopt; }
  std::vector<std::unique_ptr<Source>> first, second;
};

void write_log(RawSink& sink, InstanceId instance, Literal name, std::string text) {
  RawHeader header;
  header.source = SafeName("fake");
  header.role = Role::log;
  header.folder = instance;
  header.parts.emplace_back(Literal("logs"));
  header.parts.emplace_back(name);
  const auto entry = sink.open(std::move(header));
  entry->write(RawBytes(std::move(text)));
  entry->finish(RawOutcome::complete());
}

class Gather : public testing::Test {
 protected:
  Gather() : session_(*Session::open({}, redaction::Profile::support)) {}

  Gathered gather_plan(FakePlan& plan, const std::stop_token& stop = {}) {
    const GatherOptions options{Keep::spools, Limits{}, Deadline::after(std::chrono::seconds(30)), UtcTime{}};
    NoProgress progress;
    return gather(plan, session_.redactor(), session_.rules(), options, stop, progress);
  }

  Session session_;
};

TEST_F(Gather, KeepsTheOthersWhenOneSourceThrows) {
  FakePlan plan;
  plan.first.push_back(std::make_unique<FakeSource>(Literal("bad"), [](const CollectContext&, RawSink&) {
    throw std::runtime_error("password=quoted-in-the-exception");
  }));
  plan.first.push_back(std::make_unique<FakeSource>(Literal("good"), [](const CollectContext&, RawSink& sink) {
    write_log(sink, sink.add_instance(SafeName("good"), RawText("gw")), "a.log", "hello\n");
  }));
  const Gathered gathered = gather_plan(plan);
  ASSERT_EQ(gathered.artifacts.size(), 1U);
  EXPECT_EQ(gathered.artifacts[0].record.header.path.view(), "gateways/gw/logs/a.log");
  ASSERT_EQ(gathered.evidence.remarks.size(), 1U);
  EXPECT_EQ(gathered.evidence.remarks[0].kind, Remark::Kind::gap);
  EXPECT_EQ(gathered.evidence.remarks[0].source.view(), "bad");
}

TEST_F(Gather, RunsTheFollowUpAfterEverySourceOfTheFirstRound) {
  std::mutex mutex;
  std::vector<int> order;
  const auto note = [&](int number) {
    return [&, number](const CollectContext&, RawSink&) {
      const std::lock_guard lock(mutex);
      order.push_back(number);
    };
  };
  FakePlan plan;
  for (int i = 0; i < 6; ++i) plan.first.push_back(std::make_unique<FakeSource>(Literal("one"), note(1)));
  for (int i = 0; i < 3; ++i) plan.second.push_back(std::make_unique<FakeSource>(Literal("two"), note(2)));
  gather_plan(plan);
  EXPECT_EQ(order, (std::vector<int>{1, 1, 1, 1, 1, 1, 2, 2, 2}));
}

TEST_F(Gather, LeavesTheFollowUpOutWhenStoppedAndSaysSo) {
  FakePlan plan;
  std::stop_source stop;
  plan.first.push_back(
      std::make_unique<FakeSource>(Literal("one"), [&](const CollectContext&, RawSink&) { stop.request_stop(); }));
  bool ran = false;
  plan.second.push_back(
      std::make_unique<FakeSource>(Literal("two"), [&](const CollectContext&, RawSink&) { ran = true; }));
  const Gathered gathered = gather_plan(plan, stop.get_token());
  EXPECT_FALSE(ran);
  ASSERT_EQ(gathered.evidence.remarks.size(), 1U);
  EXPECT_EQ(gathered.evidence.remarks[0].kind, Remark::Kind::gap);
  EXPECT_EQ(gathered.evidence.remarks[0].detail.view(), "the run was stopped");
}

TEST_F(Gather, LearnsTheNameOfTheServiceUnderProfileStrictAlone) {
  for (const auto profile : {redaction::Profile::support, redaction::Profile::strict}) {
    const auto session = Session::open({}, profile);
    FakePlan plan;
    plan.first.push_back(std::make_unique<FakeSource>(Literal("fake"), [](const CollectContext&, RawSink& sink) {
      sink.learn(RawText("contoso-apim"), k_service_name);
      sink.learn(RawText("planted-secret-1"), "env-secret");
      write_log(sink, sink.add_instance(SafeName("fake"), RawText("gw")), "a.log", "contoso-apim planted-secret-1\n");
    }));
    const GatherOptions options{Keep::spools, Limits{}, Deadline::after(std::chrono::seconds(30)), UtcTime{}, profile};
    NoProgress progress;
    const Gathered gathered = gather(plan, session->redactor(), session->rules(), options, {}, progress);
    ASSERT_EQ(gathered.artifacts.size(), 1U);
    const std::string log(gathered.artifacts[0].spool->start(1000)->view());
    EXPECT_EQ(log.find("planted-secret-1"), std::string::npos) << log;
    EXPECT_EQ(log.starts_with("contoso-apim "), profile == redaction::Profile::support) << log;
    EXPECT_EQ(log.find("contoso-apim") == std::string::npos, profile == redaction::Profile::strict) << log;
  }
}

TEST_F(Gather, GivesTheSameOrderWhoeverIsFaster) {
  for (int round = 0; round < 5; ++round) {
    FakePlan plan;
    for (const Literal name : {Literal("c.log"), Literal("a.log"), Literal("b.log")}) {
      plan.first.push_back(std::make_unique<FakeSource>(Literal("fake"), [name](const CollectContext&, RawSink& sink) {
        RawHeader header;
        header.source = SafeName("fake");
        header.parts.emplace_back(name);
        sink.open(std::move(header))->finish(RawOutcome::complete());
      }));
    }
    const Gathered gathered = gather_plan(plan);
    std::string paths;
    for (const auto& artifact : gathered.artifacts) paths += artifact.record.header.path.view();
    EXPECT_EQ(paths, "a.logb.logc.log");
  }
}

}  // namespace
}  // namespace sgw::app
