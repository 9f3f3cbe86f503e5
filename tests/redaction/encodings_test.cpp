#include "redaction/encoded_runs.hpp"
#include "redaction/escapes.hpp"
#include "redaction/hexdump.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <string>

namespace sgw::test {
namespace {

using redaction::View;
using testing::HasSubstr;

std::string runs_of(std::string_view text) {
  View view;
  redaction::decode_runs(text, view, nullptr);
  return std::string(view.text());
}

std::string escapes_of(std::string_view text) {
  View view;
  redaction::resolve_escapes(text, view);
  return std::string(view.text());
}

TEST(Encodings, OfBytesApartAreUndone) {
  for (const char* row : {"70 61 73 73 77 6f 72 64 3d 78", "70:61:73:73:77:6F:72:64:3D:78",
                          "0x70, 0x61, 0x73, 0x73, 0x77, 0x6f, 0x72, 0x64, 0x3d, 0x78", "70-61-73-73-77-6f-72-64-3d-78",
                          "70 61 73 73 77 6f 72 64\n  3d 78"}) {
    for (const char* before : {"", "recv: ", "some longer words before it: "}) {
      EXPECT_THAT(runs_of(std::string(before) + row + " ."), HasSubstr("password=x")) << before << row;
    }
  }
  EXPECT_EQ(runs_of("97:10:5C:AE:9F:2E:60:31:3E:34:FF:20:17:E5:9F:D4"), "") << "a digest is no text";
}

TEST(Encodings, OfCompressedTextAreUndone) {
  // "password=hunter2hunter2" by gzip and by zlib.
  EXPECT_THAT(runs_of("H4sIAAAAAAACAytILC4uzy9Ksc0ozStJLTKCUgA8FTZfFwAAAA=="), HasSubstr("password=hunter2"));
  EXPECT_THAT(runs_of("eJwrSCwuLs8vSrHNKM0rSS0yglIAcgoJQQ=="), HasSubstr("password=hunter2"));
}

TEST(Encodings, OfADumpEndWhereItsTextBegins) {
  // "xxd": the text of the first line looks like more bytes.
  const std::string dump =
      "00000000: 3136 6434 6533 6132 3966 3062 3763 3865  16d4e3a29f0b7c8e\n00000010: 3020                         "
      "            0 \n";
  View view;
  EXPECT_TRUE(redaction::decode_hexdump(std::string_view(dump), view, nullptr));
  EXPECT_THAT(view.text(), HasSubstr("16d4e3a29f0b7c8e0 "));
  View words;
  const std::string_view of_words =
      "00000000: 3138 3562 2038 6637 6132 3032 3862 3631  185b 8f7a2028b61\n00000010: 3020  0 \n";
  EXPECT_TRUE(redaction::decode_hexdump(of_words, words, nullptr));
  EXPECT_THAT(words.text(), HasSubstr("185b 8f7a2028b610 "));
}

TEST(Encodings, DoNotReachIntoTheNextDocument) {
  const std::string line = "  app: ZGVwbG95bWVudFRva2VuOiA3YzdiN2U4MWNkYWVhZTIzYjYwMjkx\n";
  const std::string out = masked(line + "---\nb: 1\n");
  EXPECT_THAT(out, testing::AllOf(testing::Not(HasSubstr("ZGVwbG95")), HasSubstr(">\n---\nb: 1\n")));
  EXPECT_THAT(masked("a: \"Private-Lines: 14\"\n---\nb: 1\n"), HasSubstr("\n---\n"));
}

TEST(Encodings, OfShortTextAreUndone) {
  EXPECT_THAT(runs_of("a: MTAuMTY0Ljc5LjIxOQ=="), HasSubstr("10.164.79.219"));
  EXPECT_THAT(runs_of("clientIp=ODAuMTA4LjQ5Ljg2 # a"), HasSubstr("80.108.49.86"));
  EXPECT_THAT(runs_of("app.conf: cHdkPWEwUlAwR2dRago="), HasSubstr("pwd=a0RP0GgQj\n"));
  EXPECT_EQ(runs_of("CancellationToken ContinueWith"), "");
}

TEST(Encodings, OfLettersWithAccentsAreUndone) {
  EXPECT_THAT(masked("payload ragivu: 0x7365637265743d50c3a44653616d4431c39f6f675a346ce282ac38426d\n"),
              testing::AllOf(HasSubstr("<redacted:"), testing::Not(HasSubstr("6f675a34"))));
}

TEST(Encodings, OfContinuedLinesAreJoined) {
  EXPECT_THAT(runs_of("password: \"abc\\\n    def\"\n"), HasSubstr("\"abcdef\""));
  EXPECT_THAT(runs_of("password=3Dabc=\ndef\n"), HasSubstr("abcdef"));
  EXPECT_EQ(runs_of("key=abc=\nnext=1\n"), "") << "not quoted-printable";
}

TEST(Encodings, AreUndoneWhereverChunksEnd) {
  const std::string text =
      "x: \"db01.con\\\n   toso.corp\"\nhost=3Ddb02.con=\ntoso.corp\nrow 64 62 30 31 2e 63 6f 6e\n 74 6f 73 6f 2e 6c "
      "61 6e\nend\n";
  const std::string whole = through_gate(shared_redactor(), {text});
  EXPECT_THAT(whole, testing::Not(testing::AnyOf(HasSubstr("toso"), HasSubstr("74 6f 73"))));
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const std::string_view all = text;
    ASSERT_EQ(through_gate(shared_redactor(), {all.substr(0, cut), all.substr(cut)}), whole) << "cut at " << cut;
  }
}

TEST(Encodings, OfCharactersAreUndone) {
  EXPECT_EQ(escapes_of("a%u0026b"), "a&b");
  EXPECT_EQ(escapes_of("a\\075b\\U00000041\\u{42}"), "a=bAB");
  EXPECT_EQ(escapes_of("a&#61;b&#x3d;c&equals;d"), "a=b=c=d");
  EXPECT_EQ(escapes_of("port=3Dx"), "port=x");
  EXPECT_EQ(escapes_of("port=30"), "");
}

TEST(Encodings, OfTerminalCodesTakeTheWholeCodeAlong) {
  for (const char* code : {"\\u001b[32m", "\\x1b[1;32m", "\\033[0m", "\\e[K", "%1B%5B32m", "%1b%5b1%3B32m", "&#27;[32m",
                           "&#x1b;[m", "#033[32m", "^[[32m", "^[[m", "[32m", "\\u001b(B\\u001b[m", "\x1b[32m"}) {
    EXPECT_EQ(escapes_of("a " + std::string(code) + "word"), "a word") << code;
  }
  for (const char* text :
       {"rate(requests[5m])", "[main] ready", "\\e[0-9]+", "^[a-z]$", "#033 is a colour", "C:\\etc", "a[0]"}) {
    EXPECT_EQ(escapes_of(text), "") << text;
  }
}

TEST(Encodings, OfTerminalCodesHideNothingAndChangeNoTag) {
  for (const char* value : {"AKIAIOSFODNN7EXAMPLX", "10.1.2.3", "2001:db8::7", "/home/jdoe",
                            "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "jane@contoso.example"}) {
    const std::string shown = masked(std::string("x ") + value).substr(2);
    ASSERT_NE(shown, value);
    for (const char* code : {"\\u001b[32m", "\\033[1;31m", "%1B%5B32m", "#033[32m", "^[[32m", "[32m"}) {
      const std::string text = std::string("x ") + code + value + code + " y";
      const std::string out = masked(text);
      EXPECT_THAT(out, HasSubstr(shown)) << text;
      EXPECT_THAT(out, testing::EndsWith(std::string(code) + " y")) << text;
    }
  }
  EXPECT_THAT(masked("{\"m\":\"Password\\u001b[0m=x1y2z3a4\"}"), testing::Not(HasSubstr("x1y2z3a4")));
}

}  // namespace
}  // namespace sgw::test
