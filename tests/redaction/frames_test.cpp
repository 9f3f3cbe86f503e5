#include "redaction/frames.hpp"

#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string unframed(std::string_view text, redaction::Pending* pending = nullptr) {
  redaction::View view;
  return redaction::undo_frames(text, view, pending) ? std::string(view.text()) : "none";
}

TEST(Frames, OfARuntimeComeOffAndStreamsFollowOneAnother) {
  EXPECT_EQ(unframed("plain\ntext\n"), "none");
  EXPECT_EQ(unframed("2026-03-04T09:39:54.666071123Z stdout F one\n"
                     "2026-03-04T09:39:54.666071124Z stderr F other\n"
                     "2026-03-04T09:39:54+01:00 stdout F two\n"),
            "one\ntwo\nother\n");
  EXPECT_EQ(unframed("2026-03-04T09:39:54Z text\nno frame\n"), "text\nno frame\n");
}

TEST(Frames, JoinThePiecesOfALine) {
  EXPECT_EQ(unframed("2026-03-04T09:39:54Z stdout P pass\n"
                     "2026-03-04T09:39:54Z stderr F between\n"
                     "2026-03-04T09:39:54Z stdout F word\n"),
            "password\nbetween\n");
  EXPECT_EQ(unframed("{\"log\":\"pass\",\"stream\":\"stdout\",\"time\":\"2026-03-04T09:39:54Z\"}\n"
                     "{\"log\":\"word\\n\",\"stream\":\"stdout\",\"time\":\"2026-03-04T09:39:54Z\"}\n"),
            "password\n");
}

TEST(Frames, AreHeldWhileALineIsUnfinished) {
  redaction::Pending pending;
  unframed("2026-03-04T09:39:54Z stdout F one\n2026-03-04T09:39:54Z stdout P pass\n", &pending);
  EXPECT_EQ(pending.hold, std::string_view("2026-03-04T09:39:54Z stdout F one\n").size());
}

TEST(Frames, KeepASecretThatIsCutInTwoFromComingThrough) {
  const std::string text =
      "2026-03-04T09:39:54Z stdout P some text, password=hunter\n"
      "2026-03-04T09:39:54Z stderr F password=other123\n"
      "2026-03-04T09:39:54Z stdout F 2xyz, tail\n";
  const std::string out = masked(text);
  EXPECT_THAT(out, testing::AllOf(Not(HasSubstr("hunter")), Not(HasSubstr("2xyz")), Not(HasSubstr("other123")),
                                  HasSubstr(", tail\n"), HasSubstr("stdout P some text, password=<redacted:")));
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const std::string_view all = text;
    ASSERT_EQ(through_gate(shared_redactor(), {all.substr(0, cut), all.substr(cut)}), out) << cut;
  }
}

TEST(Frames, OfOneLineChangeNothingForLinesWithoutAny) {
  const std::string wrapped =
      "blob: |\n    " + std::string("VGhlIHBhc3N3b3JkIG9mIHRoZSBkYXRhYmFzZSBpcyBwYXNzd29yZD1odW50ZXIy\n    ") +
      "eHl6IGFuZCB0aGF0IGlzIGFsbCB0aGVyZSBpcyB0byBzYXkgYWJvdXQgaXQsIHJl\n    YWxseS4=\nnext: 1\n";
  const std::string out = masked(wrapped);
  EXPECT_THAT(out, testing::AllOf(HasSubstr("\n    <redacted:"), Not(HasSubstr("VGhl")), HasSubstr("\nnext: 1\n")));
  const std::string framed = masked(wrapped + "2026-03-04T09:39:54Z stdout F one\n");
  EXPECT_EQ(framed.substr(0, out.size()), out);
}

TEST(Frames, KeepAKeyInRecordsOfEachLineFromComingThrough) {
  const auto record = [](std::string_view content) {
    return "{\"log\":\"" + std::string(content) + "\\n\",\"stream\":\"stderr\",\"time\":\"2026-03-04T09:39:54Z\"}\n";
  };
  const std::string out =
      masked(record("-----BEGIN EC PRIVATE KEY-----") + record("MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY") +
             record("-----END EC PRIVATE KEY-----") + record("after"));
  EXPECT_THAT(out, testing::AllOf(Not(HasSubstr("MHcC")), HasSubstr("\"log\":\"after\\n\"")));
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 4);
}

}  // namespace
}  // namespace sgw::test
