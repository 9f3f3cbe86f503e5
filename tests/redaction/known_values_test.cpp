#include "tests/redaction/redactor_fixture.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/raw_peek.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include <sgw_diag/json_reader.hpp>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view k_value = "s3cr&t/V+lue=9~x";

std::string encoded_base64(std::string_view bytes) {
  constexpr std::string_view k_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group * 256 + (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) text += i + k > bytes.size() ? '=' : k_alphabet[(group >> (18 - 6 * k)) & 63];
  }
  return text;
}

std::string hex_of(std::string_view bytes, const char* digits) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte / 16];
    text += digits[byte % 16];
  }
  return text;
}

TEST(KnownValues, AreMaskedInEveryEncodingWithOneTag) {
  const auto redactor = make_redactor();
  redactor.learn(RawText(k_value), "client-secret");
  const std::string plain = masked(redactor, std::string("<<") + std::string(k_value) + ">>");
  ASSERT_THAT(plain, testing::MatchesRegex("<<<redacted:client-secret:[0-9a-f]{8}>>>"));
  const std::string shown = plain.substr(2, plain.size() - 4);
  std::vector<std::string> forms{"s3cr\\u0026t\\/V\\u002Blue=9~x",       "s3cr%26t%2FV%2Blue%3D9~x",
                                 "s3cr%26t%2fV%2blue%3d9%7ex",           "s3cr&amp;t/V+lue=9~x",
                                 hex_of(k_value, "0123456789abcdef"),    hex_of(k_value, "0123456789ABCDEF"),
                                 encoded_base64(encoded_base64(k_value))};
  for (const auto& form : forms) EXPECT_EQ(masked(redactor, "v <" + form + "> w"), "v <" + shown + "> w") << form;
  for (const std::string before : {"", "a", "ab", "abc"}) {
    for (const std::string after : {"", "1", "12", "123"}) {
      std::string blob = encoded_base64(before + std::string(k_value) + after);
      EXPECT_THAT(masked(redactor, "v <" + blob + "> w"), HasSubstr(shown)) << blob;
      for (char& c : blob) c = c == '+' ? '-' : c == '/' ? '_' : c;
      EXPECT_THAT(masked(redactor, "v <" + blob + "> w"), HasSubstr(shown)) << blob;
    }
  }
}

TEST(KnownValues, AreFoundAtEveryPlaceAndOfEveryLength) {
  const auto redactor = make_redactor();
  for (std::size_t size = 8; size < 40; ++size) {
    std::string value = "K9-" + std::to_string(size);
    while (value.size() < size) value += static_cast<char>('a' + (value.size() * 7 + size) % 26);
    redactor.learn(RawText(value), "known");
    for (std::size_t pad = 0; pad < 9; ++pad) {
      const std::string out = masked(redactor, std::string(pad, '.') + value + " tail");
      EXPECT_THAT(out, testing::StartsWith(std::string(pad, '.') + "<redacted:known:")) << size;
    }
  }
}

TEST(KnownValues, RefuseShortOnesAndPlainWords) {
  const auto redactor = make_redactor();
  for (const char* word : {"short7", "production", "Localhost", "CONTOSO", ""}) redactor.learn(RawText(word), "known");
  EXPECT_EQ(redactor.known_generation(), 0U);
  redactor.learn(RawText("correct1horse"), "known");
  redactor.learn(RawText("correct1horse"), "known");
  EXPECT_EQ(redactor.known_generation(), 1U);
  ASSERT_EQ(redactor.known_values().size(), 1U);
  EXPECT_EQ(RawPeek::at(redactor.known_values()[0]), "correct1horse");
}

TEST(KnownValues, ThatAreTooShortAreSaidOnceAClass) {
  const auto redactor = make_redactor();
  MemoryRedactedSink sink;
  const auto gate = redactor.gate(sink);
  gate->learn(RawText("pw12345"), "setting");
  gate->learn(RawText("pw1234"), "setting");
  gate->learn(RawText("production"), "setting");
  gate->learn(RawText(""), "setting");
  ASSERT_EQ(sink.remarks.size(), 1U);
  EXPECT_EQ(sink.remarks[0].kind, Remark::Kind::warning);
  EXPECT_EQ(sink.remarks[0].source.view(), "gate");
  EXPECT_EQ(sink.remarks[0].subject.view(), "setting");
}

TEST(KnownValues, OfATokenIncludeItsSignature) {
  const auto redactor = make_redactor();
  redactor.learn(RawText("GatewayKey " + k_token), "gateway-token");
  EXPECT_THAT(masked(redactor, "got " + k_signature + " back"), Not(HasSubstr("ZZZZ")));
  EXPECT_EQ(masked(redactor, "GatewayKey " + k_token), masked("GatewayKey " + k_token));
}

TEST(KnownValues, LearntLateAreSweptFromWhatIsMaskedAlready) {
  const auto redactor = make_redactor();
  const std::string text = "one p4ss\\u0026word two\nthree 10.1.2.3\n";
  const auto before = redactor.document(RawBytes(text), Format::text);
  redactor.learn(RawText("p4ss&word"), "known");
  const auto after = redactor.sweep(before);
  EXPECT_THAT(std::string(after.view()),
              testing::MatchesRegex("one <redacted:known:[0-9a-f]{8}> two\nthree 10\\.[0-9.]+\n"));
  EXPECT_EQ(redactor.sweep(after).view(), after.view());
  EXPECT_EQ(after.view().substr(after.view().find('\n')), before.view().substr(before.view().find('\n')))
      << "addresses are not changed again";
}

TEST(KnownValues, LeaveJsonValidWhenSwept) {
  const auto redactor = make_redactor();
  const auto before = redactor.document(
      RawBytes("{\"a\": \"x\\nabc\\\\def9\", \"n\": 1234567890,\n \"b\": [\"nabc12345\"]}\n"), Format::json);
  redactor.learn(RawText("nabc\\def9"), "known");
  redactor.learn(RawText("nabc12345"), "known");
  redactor.learn(RawText("1234567890"), "known");
  const auto after = redactor.sweep(before);
  EXPECT_TRUE(JsonReader::parse(after.view())) << after.view();
  EXPECT_THAT(std::string(after.view()), testing::AllOf(Not(HasSubstr("nabc12345")), Not(HasSubstr("1234567890"))));
  const auto line = redactor.sweep(redactor.document(RawBytes("{\"b\":\"nabc12345\"}\n{\"c\":1}\n"), Format::jsonl));
  EXPECT_THAT(std::string(line.view()),
              testing::MatchesRegex("\\{\"b\":\"<redacted:known:[0-9a-f]{8}>\"\\}\n\\{\"c\":1\\}\n"));
}

TEST(KnownValues, CanBeLearntWhileOthersWrite) {
  const auto redactor = make_redactor();
  MemoryRedactedSink sink;
  const auto gate = redactor.gate(sink);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&gate, t] {
      RawHeader header;
      header.source = SafeName("test");
      header.parts.emplace_back(Literal("a.log"));
      const auto entry = gate->open(std::move(header));
      for (int i = 0; i < 40; ++i) {
        entry->write(RawBytes("GET https://u:hunter2x@h.example/ from 10.1.2.3 thread " + std::to_string(t) + "\n"));
        gate->learn(RawText("value-" + std::to_string(t) + "-" + std::to_string(i)), "known");
      }
      entry->finish(RawOutcome::complete());
    });
  }
  threads.clear();
  EXPECT_EQ(redactor.known_generation(), 120U);
  for (const auto& artifact : sink.artifacts) EXPECT_THAT(artifact.bytes, Not(HasSubstr("hunter2x")));
}

}  // namespace
}  // namespace sgw::test
