#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

namespace sgw {
namespace {

TEST(JsonWriter, WritesWhatTheReaderReads) {
  JsonWriter out;
  out.begin_object().member("text", "a\"b\n\x01").member("flag", true).member("number", std::int64_t{-7});
  out.key("list").begin_array().value(1).value(2.5).null().begin_object().end_object().end_array();
  out.key("empty").begin_array().end_array().end_object();
  const auto read = JsonReader::parse(out.take());
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)["text"].text(), "a\"b\n\x01");
  EXPECT_EQ((*read)["flag"].boolean(), true);
  EXPECT_EQ((*read)["number"].integer(), -7);
  EXPECT_EQ((*read)["list"].items().size(), 4U);
  EXPECT_TRUE((*read)["empty"].is_array());
}

TEST(JsonWriter, WritesADocumentOnOneLineWhenAsked) {
  JsonWriter out(JsonWriter::Layout::one_line);
  for (int again = 0; again < 2; ++again) {
    out.begin_object().member("b", 1).key("a").begin_array().value(2).value("x\ny").end_array().end_object();
    EXPECT_EQ(out.take(), "{\"b\":1,\"a\":[2,\"x\\ny\"]}\n");
  }
}

TEST(JsonWriter, IndentsByTwoBlanksInTheOrderGiven) {
  JsonWriter out;
  out.begin_object().member("b", 1).key("a").begin_array().value(2).end_array().end_object();
  EXPECT_EQ(out.take(), "{\n  \"b\": 1,\n  \"a\": [\n    2\n  ]\n}\n");
}

TEST(JsonWriter, NeverWritesInvalidUtf8OrNumbersThatJsonLacks) {
  JsonWriter out;
  out.begin_array().value("\xFFz").value(std::nan("")).value(std::numeric_limits<double>::infinity()).end_array();
  const auto read = JsonReader::parse(out.take());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at(0).text(), "\xEF\xBF\xBDz");
  EXPECT_TRUE(read->at(1).is_null());
  EXPECT_TRUE(read->at(2).is_null());
}

TEST(JsonWriterDeathTest, EndsTheProgramOnMisuse) {
  EXPECT_DEATH(JsonWriter().begin_object().value(1), "");
  EXPECT_DEATH(JsonWriter().begin_array().key("a"), "");
  EXPECT_DEATH(JsonWriter().begin_array().take(), "");
}

}  // namespace
}  // namespace sgw
