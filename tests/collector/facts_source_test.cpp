#include "collector/facts_source.hpp"

#include "tests/support/memory_sink.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

CollectContext context() {
  return {.deadline = Deadline::after(std::chrono::minutes(1)), .stop = {}, .limits = {}, .now = {}};
}

TEST(FactsSource, LiesWithEachInstance) {
  test::MemoryRawSink sink;
  auto announced = std::make_shared<Announced>();
  announced->add(sink.add_instance(SafeName("files"), RawText("a")));
  announced->add(sink.add_instance(SafeName("files"), RawText("b")));
  make_facts_source(R"({"tier": "premium"})", announced)->collect(context(), sink);
  ASSERT_EQ(sink.artifacts.size(), 2U);
  for (std::uint32_t at = 0; at < 2; ++at) {
    EXPECT_EQ(sink.artifacts[at].path, "stated-facts.json");
    EXPECT_EQ(sink.artifacts[at].role, Role::stated);
    EXPECT_EQ(sink.artifacts[at].folder, InstanceId(at));
    EXPECT_EQ(sink.artifacts[at].bytes, R"({"tier": "premium"})");
  }
  EXPECT_EQ(sink.instances.size(), 2U);
}

TEST(FactsSource, AnnouncesAGatewayWhenThereIsNone) {
  test::MemoryRawSink sink;
  make_facts_source("{}", std::make_shared<Announced>())->collect(context(), sink);
  EXPECT_EQ(sink.instances, std::vector<std::string>{"stated"});
  ASSERT_EQ(sink.artifacts.size(), 1U);
  EXPECT_EQ(sink.artifacts[0].folder, InstanceId(0));
}

TEST(CheckFacts, TakesOneJsonObjectAndQuotesNothingOfAnotherFile) {
  EXPECT_TRUE(check_facts("{}"));
  EXPECT_TRUE(check_facts(R"({"tier": "premium", "unheard-of": [1]})"));
  for (const std::string bad : {"", "[]", "42", "{\"password\": hunter2}", "{} {}", "\xff\xfe"}) {
    const auto checked = check_facts(bad);
    ASSERT_FALSE(checked) << bad;
    EXPECT_EQ(checked.error().kind, ErrorKind::bad_data_file);
    EXPECT_EQ(checked.error().text().view().find("hunter2"), std::string_view::npos);
  }
}

}  // namespace
}  // namespace sgw::collector
