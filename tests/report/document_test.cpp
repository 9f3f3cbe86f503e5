#include "src/report/document.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

TEST(Document, WritesJsonWithKeysInTheOrderGiven) {
  Document out = Document::json();
  out.begin_object().key("b").value("text").member("a", 1).member("flag", true).key("none").null();
  out.key("list").begin_array().value(std::int64_t{-1}).value(std::uint64_t{2}).value(0.5).end_array().end_object();
  EXPECT_EQ(out.take().view(),
            "{\n  \"b\": \"text\",\n  \"a\": 1,\n  \"flag\": true,\n  \"none\": null,\n"
            "  \"list\": [\n    -1,\n    2,\n    0.5\n  ]\n}\n");
}

TEST(Document, WritesEachObjectOnALineOfItsOwn) {
  Document out = Document::json_lines();
  out.begin_object().key("a").begin_object().member("b", 1).end_object().end_object();
  out.begin_object().end_object();
  EXPECT_EQ(out.take().view(), "{\"a\":{\"b\":1}}\n{}\n");
}

TEST(Document, WritesALiteralAsTextAndNotAsAFlag) {
  Document out = Document::json();
  out.begin_array().value("true").end_array();
  EXPECT_EQ(out.take().view(), "[\n  \"true\"\n]\n");
}

TEST(Document, EscapesWhatJsonCannotHold) {
  Document out = Document::json();
  out.begin_array().value("quote \" slash \\ line\nend").end_array();
  EXPECT_NE(out.take().view().find("quote \\\" slash \\\\ line\\nend"), std::string_view::npos);
}

TEST(Document, KeepsTextAsItIs) {
  Document out = Document::text();
  out.add("one\n").add(SafeText(2)).add("\n");
  EXPECT_EQ(out.take().view(), "one\n2\n");
}

TEST(Document, IsEmptyAfterItWasTaken) {
  Document out = Document::text();
  out.add("one");
  EXPECT_EQ(out.take().view(), "one");
  EXPECT_EQ(out.take().view(), "");
}

TEST(DocumentDeathTest, EndsTheProgramWhenTextAndJsonAreMixed) {
  EXPECT_DEATH(Document::text().begin_object(), "");
  EXPECT_DEATH(Document::json().add("text"), "");
}

}  // namespace
}  // namespace sgw::report
