#include "collector/sample_source.hpp"

#include "tests/support/memory_sink.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <set>

namespace sgw::collector {
namespace {

ResourceStore compiled_in() {
  ResourceStore store;
  for (const auto files : embedded_data()) store.add(files);
  return store;
}

CollectContext context() {
  return {.deadline = Deadline::after(std::chrono::minutes(1)), .stop = {}, .limits = {}, .now = {}};
}

void replay(const ResourceStore& store, std::string_view name, test::MemoryRawSink& sink,
            const Selection& selection = {}) {
  auto sample = find_sample(store, name);
  ASSERT_TRUE(sample) << name;
  make_sample_source(store, *std::move(sample), selection)->collect(context(), sink);
}

JsonReader document(const test::MemoryRawSink& sink, std::string_view path) {
  const auto* artifact = sink.find(path);
  return artifact == nullptr ? JsonReader() : JsonReader::parse(artifact->bytes).value_or(JsonReader());
}

TEST(Samples, AreAllListedWithTheirTime) {
  const auto store = compiled_in();
  std::set<std::string> names;
  for (const SampleInfo& info : samples(store)) {
    names.emplace(info.name.view());
    EXPECT_FALSE(info.says.empty()) << info.name.view();
    EXPECT_GE(info.recorded_at, *parse_time("2026-10-01")) << info.name.view();
  }
  for (const std::string name :
       {"healthy", "expired-token", "dns-failure", "crash-loop", "oom", "unsupported-version"}) {
    EXPECT_TRUE(names.contains(name)) << name;
  }
}

TEST(Samples, RefusesAnUnknownNameAndNamesTheKnownOnes) {
  const auto store = compiled_in();
  for (const std::string name : {"nonsense", "", "../samples/healthy", "healthy/edge-gw"}) {
    const auto found = find_sample(store, name);
    ASSERT_FALSE(found) << name;
    EXPECT_EQ(found.error().kind, ErrorKind::bad_usage);
    EXPECT_NE(found.error().text().view().find("expired-token"), std::string_view::npos);
  }
}

TEST(SampleSource, ReplaysEverySampleWhole) {
  const auto store = compiled_in();
  for (const SampleInfo& info : samples(store)) {
    test::MemoryRawSink sink;
    replay(store, info.name.view(), sink);
    EXPECT_EQ(sink.instances, std::vector<std::string>{"edge-gw"}) << info.name.view();
    for (const auto* path : {"state.json", "settings.json", "status.json", "logs/stdout.log", "logs/stderr.log",
                             "environment/host.json", "environment/engine.json"}) {
      const auto* artifact = sink.find(path);
      ASSERT_NE(artifact, nullptr) << info.name.view() << " " << path;
      EXPECT_TRUE(artifact->finished);
      EXPECT_EQ(artifact->completeness, Completeness::complete);
      EXPECT_EQ(artifact->source.view(), "sample");
      if (artifact->format == Format::json) {
        EXPECT_TRUE(JsonReader::parse(artifact->bytes)) << path;
      }
    }
    EXPECT_TRUE(std::any_of(sink.artifacts.begin(), sink.artifacts.end(), [](const auto& each) {
      return each.role == Role::probe && !each.folder;
    })) << info.name.view();
    EXPECT_FALSE(sink.learnt.empty()) << info.name.view();
  }
}

TEST(SampleSource, IsTheSameEachTime) {
  const auto store = compiled_in();
  test::MemoryRawSink first;
  test::MemoryRawSink second;
  replay(store, "healthy", first);
  replay(store, "healthy", second);
  ASSERT_EQ(first.artifacts.size(), second.artifacts.size());
  for (std::size_t at = 0; at < first.artifacts.size(); ++at) {
    EXPECT_EQ(first.artifacts[at].path, second.artifacts[at].path);
    EXPECT_EQ(first.artifacts[at].bytes, second.artifacts[at].bytes);
  }
}

TEST(SampleSource, CarriesWhatItsNameSays) {
  const auto store = compiled_in();
  test::MemoryRawSink crash;
  replay(store, "crash-loop", crash);
  EXPECT_EQ(document(crash, "state.json")["exit_code"].integer(), 139);
  test::MemoryRawSink oom;
  replay(store, "oom", oom);
  EXPECT_EQ(document(oom, "state.json")["oom_killed"].boolean(), true);
  EXPECT_EQ(document(oom, "state.json")["limits"]["memory_bytes"].integer(), 256 << 20);
  test::MemoryRawSink old;
  replay(store, "unsupported-version", old);
  EXPECT_EQ(document(old, "state.json")["tag"].text(), "2.8.1");
  EXPECT_NE(old.find("logs/stdout.log")->bytes.find("Z\"\",\"eventType\""), std::string::npos);
  test::MemoryRawSink expired;
  replay(store, "expired-token", expired);
  EXPECT_EQ(document(expired, "settings.json")["token"]["well_formed"].boolean(), true);
  EXPECT_NE(expired.find("logs/stdout.log")->bytes.find("StatusCode: Unauthorized"), std::string::npos);
}

TEST(SampleSource, StopsWhenTheTimeIsUp) {
  const auto store = compiled_in();
  test::MemoryRawSink sink;
  auto sample = find_sample(store, "healthy");
  ASSERT_TRUE(sample);
  CollectContext over = context();
  over.deadline = Deadline::after(std::chrono::milliseconds(0));
  make_sample_source(store, *std::move(sample), {})->collect(over, sink);
  ASSERT_NE(sink.find("logs/stdout.log"), nullptr);
  EXPECT_EQ(sink.find("logs/stdout.log")->completeness, Completeness::partial);
}

TEST(SampleSource, CutsItsLogsAsTheSelectionAsks) {
  const auto store = compiled_in();
  test::MemoryRawSink whole;
  replay(store, "healthy", whole);
  const std::string& log = whole.find("logs/stdout.log")->bytes;
  EXPECT_TRUE(whole.remarks.empty());

  Selection selection;
  selection.tail = 2;
  test::MemoryRawSink end;
  replay(store, "healthy", end, selection);
  const std::string& last = end.find("logs/stdout.log")->bytes;
  EXPECT_EQ(std::count(last.begin(), last.end(), '\n'), 2);
  EXPECT_TRUE(log.ends_with(last));
  EXPECT_EQ(end.find("state.json")->bytes, whole.find("state.json")->bytes);
  ASSERT_FALSE(end.remarks.empty());
  EXPECT_EQ(end.remarks.front().kind, Remark::Kind::info);
  EXPECT_EQ(end.remarks.front().detail,
            std::to_string(std::count(log.begin(), log.end(), '\n') - 2) + " lines left out");

  selection.tail.reset();
  selection.since = parse_time("2030-01-01");
  test::MemoryRawSink none;
  replay(store, "healthy", none, selection);
  EXPECT_EQ(none.find("logs/stdout.log")->bytes, "");
  EXPECT_EQ(none.find("logs/stdout.log")->completeness, Completeness::complete);
  ASSERT_FALSE(none.remarks.empty());
  EXPECT_EQ(none.remarks.front().kind, Remark::Kind::warning);
}

}  // namespace
}  // namespace sgw::collector
