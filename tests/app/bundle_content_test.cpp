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

Result<Diagnosis> diagnose_a_log(const Session& session) {
  const test::TempDir dir;
  RunOptions options;
  options.selection.logs = {
      dir.write("gw.log", "2026-11-23T07:00:00Z [Error] 2026-11-23T07:00:00.000 [NeverHeardOf], message: quoted\n")};
  options.selection.probes = false;
  NoProgress progress;
  return diagnose(session, options, Keep::spools, Deadline::after(std::chrono::minutes(1)), {}, progress);
}

verify::Leak leak_in(const BundleContent& content, std::string_view path) {
  verify::Leak leak;
  leak.file = std::string(content.name().view()) + "/" + std::string(path);
  return leak;
}

TEST(BundleContent, LeavesNothingOfAWithheldLogInTheTimeline) {
  const Session session = *Session::open({}, redaction::Profile::support);
  auto diagnosis = diagnose_a_log(session);
  ASSERT_TRUE(diagnosis);
  const OutputOptions output;
  BundleContent content(session, *diagnosis, output);
  EXPECT_THAT(document(content, "timeline.jsonl"), testing::AllOf(HasSubstr("NeverHeardOf"), HasSubstr("quoted")));

  std::string log;
  for (const Collected& collected : diagnosis->artifacts) {
    if (collected.record.header.role == Role::log) log = collected.record.header.path.view();
  }
  ASSERT_FALSE(log.empty());
  EXPECT_EQ(content.withhold({leak_in(content, log)}), 1U);
  const std::string timeline = document(content, "timeline.jsonl");
  EXPECT_THAT(timeline, testing::AllOf(Not(HasSubstr("NeverHeardOf")), Not(HasSubstr("message: quoted")),
                                       HasSubstr("(withheld with its file)"), HasSubstr("\"count\":1")));
  EXPECT_THAT(document(content, "SUMMARY.md"), Not(HasSubstr("NeverHeardOf")));
}

TEST(BundleContent, DoesWithoutQuotesThenWithoutTheDocumentThatHoldsSomething) {
  const Session session = *Session::open({}, redaction::Profile::support);
  auto diagnosis = diagnose_a_log(session);
  ASSERT_TRUE(diagnosis);
  const OutputOptions output;
  BundleContent content(session, *diagnosis, output);
  const auto leaks = {leak_in(content, "timeline.jsonl")};
  EXPECT_EQ(content.withhold(leaks), 1U);
  EXPECT_THAT(document(content, "timeline.jsonl"),
              testing::AllOf(Not(HasSubstr("message: quoted")), HasSubstr("(withheld with its file)")));
  EXPECT_THAT(document(content, "SUMMARY.md"), HasSubstr("quotes of the collected files"));

  EXPECT_EQ(content.withhold(leaks), 1U);
  EXPECT_EQ(document(content, "timeline.jsonl"), "");
  EXPECT_THAT(document(content, "manifest.json"), Not(HasSubstr("\"path\":\"timeline.jsonl\"")));
  EXPECT_THAT(document(content, "SUMMARY.md"), HasSubstr("document: timeline.jsonl"));
  // No more can be done, and for the manifest nothing.
  EXPECT_EQ(content.withhold(leaks), 0U);
  EXPECT_EQ(content.withhold({leak_in(content, "manifest.json")}), 0U);
}

}  // namespace
}  // namespace sgw::app
