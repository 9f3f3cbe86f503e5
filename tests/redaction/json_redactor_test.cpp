#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include <sgw_diag/json_reader.hpp>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string json(std::string_view text) { return masked(text, Format::json); }

TEST(JsonRedactor, ChangesOnlyStringsThatHoldSomething) {
  const std::string text = "{\n  \"b\" : 1.50e3,\r\n\t\"a\":[true,null, \"plain \\u00e9\\/\"] ,\"a\":\"again\"}\n";
  EXPECT_EQ(json(text), text);
  EXPECT_THAT(
      json("{ \"z\": 1, \"password\": \"hunter2x\",  \"a\": 2 }"),
      testing::MatchesRegex("\\{ \"z\": 1, \"password\": \"<redacted:secret-value:[0-9a-f]{8}>\",  \"a\": 2 \\}"));
}

TEST(JsonRedactor, MasksByKeysInEveryShape) {
  for (const char* text :
       {R"({"clientSecret":"hunter2x"})", R"({"secret":{"value":"hunter2x"}})", R"({"auth":{"key":"hunter2x"}})",
        R"({"tokens":["hunter2x"]})", R"({"name":"API_KEY","value":"hunter2x"})",
        R"({"value":"hunter2x","name":"API_KEY"})", R"({"key":"Password","value":"hunter2x"})",
        R"({"args":["--password","hunter2x"]})", R"({"Env":["DB_PASSWORD=hunter2x and more"]})",
        R"({"m":"{\"password\":\"hunter2x\"}"})", R"({"pass\u0077ord":"hunter2x"})",
        R"({"url":"https://u:hunter2x@h.example/"})", R"({"https://u:hunter2x@h.example/":1})",
        R"({"x":"-----BEGIN PRIVATE KEY-----\nhunter2xhunter2xhunter2xhunter2x\n-----END PRIVATE KEY-----\n"})"}) {
    const std::string out = json(text);
    EXPECT_THAT(out, Not(HasSubstr("hunter2x"))) << text;
    EXPECT_TRUE(JsonReader::parse(out)) << out;
    EXPECT_EQ(json(out), out);
  }
  EXPECT_THAT(json(R"({"Env":["DB_PASSWORD=two words"]})"), Not(HasSubstr("words")));
}

TEST(JsonRedactor, LeavesWhatIsOnlyAboutASecret) {
  for (
      const char* text :
      {R"({"secret":true,"tokens":4096,"secretRef":"gateway","token":{"present":true,"gateway_id":"gw1","faults":["quoted"]}})",
       R"({"password":"","token":null,"auth_mode":"token","tokenAudience":"https://azure-api.net/"})"}) {
    EXPECT_EQ(json(text), text);
  }
}

TEST(JsonRedactor, TurnsASecretNumberIntoAString) {
  const std::string out = json(R"({"pin":1,"api-key":12345678})");
  ASSERT_TRUE(JsonReader::parse(out)) << out;
  EXPECT_THAT(out, Not(HasSubstr("12345678")));
}

TEST(JsonRedactor, KeepsLinesThatHoldNumbersAndBracketsJson) {
  for (const std::string text : {R"({"level":"Warn","ctx":{"req":{"headers":{"authorization":true}}}})",
                                 R"({"msg":"Unexpected token ' in JSON","level":"Error","n":1})"}) {
    EXPECT_EQ(masked(text), text);
  }
  for (const std::string text : {R"({"Authorization":[12345678]})", R"({"Authorization":10000000000.0,"b":{"c":1}})",
                                 R"({"a":[{"Authorization":[[12345678]]}]})"}) {
    const std::string out = masked(text);
    EXPECT_TRUE(JsonReader::parse(out)) << out;
    EXPECT_THAT(out, testing::AllOf(Not(HasSubstr("000000")), Not(HasSubstr("12345678"))));
  }
  const std::string document = json("{\n \"Authorization\": 10000000000.0,\n \"b\": 1}\n");
  EXPECT_TRUE(JsonReader::parse(document)) << document;
  EXPECT_THAT(document, Not(HasSubstr("000000")));
}

TEST(JsonRedactor, TreatsBrokenJsonAsTextAndNeverCopiesIt) {
  const std::string broken =
      R"({"level":"Info","timestamp":"2026-03-04T14:14:12Z"","password":"hunter2x","url":"https://h/?sig=abcdefghijklmnopqr"})";
  EXPECT_THAT(json(broken), testing::AllOf(Not(HasSubstr("hunter2x")), Not(HasSubstr("abcdefghijk")),
                                           HasSubstr("\"level\":\"Info\"")));
  EXPECT_THAT(json("{\"a\":\"b\xff\",\"password\":\"hunter2x\"}"), Not(HasSubstr("hunter2x")));
  const std::string deep = std::string(200, '[') + "\"password=hunter2x\"" + std::string(200, ']');
  EXPECT_THAT(json(deep), Not(HasSubstr("hunter2x")));
}

TEST(JsonRedactor, MasksLinesOfJsonOneByOne) {
  const std::string out = masked("{\"api-key\":\"hunter2x\"}\nnot json password=hunter2x\n{\"n\":1}\n", Format::jsonl);
  EXPECT_THAT(out, testing::MatchesRegex("\\{\"api-key\":\"<[^>]+>\"\\}\nnot json password=<[^>]+>\n\\{\"n\":1\\}\n"));
}

TEST(JsonRedactor, KeepsRandomDocumentsValid) {
  std::mt19937 random(5);
  const std::vector<std::string> words{
      "password",          "name",       "value", "a b", "10.1.2.3", "jane@contoso.example", "GatewayKey " + k_token,
      "C:\\\\x\\n\\u0026", "x=\\\"y\\\""};
  const std::function<std::string(int)> make = [&](int depth) -> std::string {
    const auto kind = random() % (depth > 4 ? 3 : 5);
    const auto word = [&] { return '"' + words[random() % words.size()] + '"'; };
    if (kind == 0) return std::to_string(random());
    if (kind < 3) return word();
    std::string text = kind == 3 ? "[" : "{";
    for (unsigned i = 0, count = random() % 4; i < count; ++i) {
      if (i > 0) text += ", ";
      if (kind == 4) text += word() + ": ";
      text += make(depth + 1);
    }
    return text + (kind == 3 ? "]" : "}");
  };
  for (int i = 0; i < 400; ++i) {
    const std::string text = make(0);
    ASSERT_TRUE(JsonReader::parse(text)) << text;
    const std::string out = json(text);
    ASSERT_TRUE(JsonReader::parse(out)) << text << "\n" << out;
    ASSERT_THAT(out, Not(HasSubstr("ZZZZ")));
  }
}

}  // namespace
}  // namespace sgw::test
