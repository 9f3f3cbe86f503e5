#include "src/app/bundle_content.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace sgw::app {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string document(const BundleContent& content, std::string_view path) {
  for (const package::BundleItem& item : content.items()) {
    const auto* bytes = std::get_if<RedactedBytes>(&item.content);
    if (item.path.view() == path && bytes != nullptr) return std::string(bytes->view());
  }
  return {};
}

TEST(BundleContent, LeavesNothingOfAWithheldLogInTheTimeline) {
  const test::TempDir dir;
  const Session session = *Session::open({}, redaction::Profile::support);
  RunOptions options;
  options.selection.logs = {
      dir.write("gw.log", "2026-11-23T07:00:00Z [Error] 2026-11-23T07:00:00.000 [NeverHeardOf], message: quoted\n")};
  options.selection.probes = false;
  NoProgress progress;
  auto diagnosis = diagnose(session, options, Keep::spools, Deadline::after(std::chrono::minutes(1)), {}, progress);
  ASSERT_TRUE(diagnosis);
  const OutputOptions output;
  BundleContent content(session, *diagnosis, output);
  EXPECT_THAT(document(content, "timeline.jsonl"), testing::AllOf(HasSubstr("NeverHeardOf"), HasSubstr("quoted")));

  std::string log;
  for (const Collected& collected : diagnosis->artifacts) {
    if (collected.record.header.role == Role::log) log = collected.record.header.path.view();
  }
  ASSERT_FALSE(log.empty());
  verify::Leak leak;
  leak.file = std::string(content.name().view()) + "/" + log;
  EXPECT_EQ(content.withhold({leak}), 1U);
  const std::string timeline = document(content, "timeline.jsonl");
  EXPECT_THAT(timeline, testing::AllOf(Not(HasSubstr("NeverHeardOf")), Not(HasSubstr("message: quoted")),
                                       HasSubstr("(withheld with its file)"), HasSubstr("\"count\":1")));
  EXPECT_THAT(document(content, "SUMMARY.md"), Not(HasSubstr("NeverHeardOf")));
}

}  // namespace
}  // namespace sgw::app
