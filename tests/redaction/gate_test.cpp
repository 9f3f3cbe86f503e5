#include "tests/redaction/redactor_fixture.hpp"
#include "tests/support/raw_peek.hpp"

#include <sgw_diag/limits.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <random>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::string_literals;

RawHeader header_for(std::string_view file, std::optional<InstanceId> folder = {}) {
  RawHeader header;
  header.source = SafeName("test");
  header.folder = folder;
  header.parts.emplace_back(RawText(file));
  return header;
}

const std::string& sample() {
  static const std::string text =
      "[Info] 2026-03-04T09:39:54.666 [GatewayLogs], callerIpAddress: 203.0.113.7, url: "
      "https://u:p4ssw0rd@h.example/?sig=abcdefghijklmnopqrst\r\n"
      "\x1b[31m[Error]2026-03-04T09:14:12.369 [X], Authorization: Bea\x1b[0mrer abcdef1234567\x1b[0m\n"
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn\nygWyF8PbnGy0AHB7MhgHcTz6sE2I2y\n-----END RSA "
      "PRIVATE KEY-----\n"
      "- name: DB_PASSWORD\n  value: correct horse battery\n\nplain line\nGatewayKey " +
      k_token +
      "\n\xff\xfe broken utf-8 password=a\xff"
      "bcdef\nlast";
  return text;
}

TEST(Gate, GivesTheSameOutputWhereverChunksAreCut) {
  const auto& redactor = shared_redactor();
  const std::string whole = through_gate(redactor, {sample()});
  for (std::size_t cut = 0; cut <= sample().size(); ++cut) {
    const std::string_view text = sample();
    ASSERT_EQ(through_gate(redactor, {text.substr(0, cut), text.substr(cut)}), whole) << "cut at " << cut;
  }
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < sample().size();) {
      const std::size_t size = random() % 40 + 1;
      pieces.push_back(std::string_view(sample()).substr(at, size));
      at += size;
    }
    ASSERT_EQ(through_gate(redactor, pieces), whole) << "round " << round;
  }
}

TEST(Gate, KeepsTheNumberOfLinesAndMasksTwiceToTheSame) {
  const std::string out = masked(sample());
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), std::count(sample().begin(), sample().end(), '\n'));
  EXPECT_THAT(out, Not(testing::AnyOf(HasSubstr("p4ssw0rd"), HasSubstr("MIIE"), HasSubstr("horse"), HasSubstr("bcdef"),
                                      HasSubstr("203.0.113.7"))));
  EXPECT_THAT(out, testing::AllOf(HasSubstr("\nplain line\n"), HasSubstr("\r\n"), HasSubstr("Bearer <redacted:token:"),
                                  testing::EndsWith("\nlast")));
  const std::string text = "password=x1y2z3; from jane@contoso.example\nGatewayKey " + k_token +
                           "\nCookie: a=b\nhttps://u:p4ss@h.example/\n";
  const std::string once = masked(text);
  EXPECT_EQ(masked(once), once);
}

TEST(Gate, HandsOverWholeLinesInBatches) {
  const auto& redactor = shared_redactor();
  MemoryRedactedSink sink;
  const auto gate = redactor.gate(sink);
  const auto entry = gate->open(header_for("a.log"));
  const std::string line = "a line of some length without anything in it\n";
  std::string text;
  for (int i = 0; i < 20000; ++i) text += line;
  for (std::size_t at = 0; at < text.size(); at += 1000)
    entry->write(RawBytes(std::string_view(text).substr(at, 1000)));
  entry->finish(RawOutcome::complete());
  const auto& chunks = sink.artifacts.front().chunks;
  EXPECT_EQ(sink.artifacts.front().bytes, text);
  EXPECT_LT(chunks.size(), 10U);
  for (const auto& chunk : chunks) EXPECT_EQ(chunk.back(), '\n');
}

TEST(Gate, MasksASecretAtEveryBorderOfAVeryLongLine) {
  const auto& redactor = shared_redactor();
  for (const std::size_t near : {std::size_t{0}, k_max_line_bytes - 16384, k_max_line_bytes - 40, k_max_line_bytes,
                                 2 * (k_max_line_bytes - 16384)}) {
    for (const std::size_t shift : {5U, 30U, 60U, 110U}) {
      std::string text(3 * k_max_line_bytes, 'x');
      const std::string secret = " GatewayKey " + k_token + " ";
      text.replace(near > shift ? near - shift : near, secret.size(), secret);
      text += "\nnext password=hunter2x\n";
      const std::string out = through_gate(redactor, {text});
      ASSERT_THAT(out.find("ZZZZZZ"), std::string::npos) << near << " " << shift;
      ASSERT_EQ(std::count(out.begin(), out.end(), '\n'), 2);
      ASSERT_EQ(out.find("hunter2x"), std::string::npos);
      std::vector<std::string_view> pieces;
      for (std::size_t at = 0; at < text.size(); at += 100'003)
        pieces.push_back(std::string_view(text).substr(at, 100'003));
      ASSERT_EQ(through_gate(redactor, pieces), out);
    }
  }
}

TEST(Gate, MasksAValueThatIsLongerThanAWindow) {
  const std::string text = "password=" + std::string(3 * k_max_line_bytes, 'q') + " tail\n";
  const std::string out = masked(text);
  EXPECT_EQ(out.find("qqq"), std::string::npos);
  EXPECT_THAT(out, testing::EndsWith(" tail\n"));
}

// Each piece, repeated, once took time that grew with the square of the line's length. This test has no clock: it does
// not end when one does so again.
TEST(Gate, EndsOnLinesThatAreMadeToTakeLong) {
  for (const std::string_view piece :
       {"keykey", "key:", "key\\", "token=a:b&", "cookie: a=b; ", "AccountKey=a;", "<key>", "password=$(",
        "name=\"password\"", "-----BEGIN PRIVATE KEY-----", "://x:", "a@b ", "a.corp.", "%2525", "QUFB", "{\"a\":"}) {
    std::string line;
    while (line.size() < k_max_line_bytes) line += piece;
    const std::string out = masked(line + "\npassword=hunter2x\n");
    EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 2) << piece;
    EXPECT_THAT(out, Not(HasSubstr("hunter2x"))) << piece;
  }
}

TEST(Gate, WithholdsWhatIsNoTextAndSaysSo) {
  MemoryRedactedSink sink;
  const auto gate = shared_redactor().gate(sink);
  const auto run = [&](Format format, std::string_view bytes) {
    RawHeader header = header_for("x");
    header.format = format;
    const auto entry = gate->open(std::move(header));
    entry->write(RawBytes(bytes));
    entry->finish(RawOutcome::complete());
    return sink.artifacts.back();
  };
  using namespace std::string_view_literals;
  const auto binary = run(Format::binary, "secret");
  EXPECT_EQ(binary.bytes, "<withheld:binary>\n");
  EXPECT_EQ(binary.outcome.completeness, Completeness::withheld);
  EXPECT_EQ(binary.outcome.withheld_bytes, 6U);
  const auto dump = run(Format::text,
                        "\x7f"
                        "ELF\0\0\0password=hunter2x\n"sv);
  EXPECT_EQ(dump.outcome.completeness, Completeness::withheld);
  EXPECT_THAT(dump.bytes, Not(HasSubstr("hunter2x")));
  const auto huge = run(Format::json, "{\"a\":\"" + std::string(k_max_json_bytes, 'x') + "\"}");
  EXPECT_EQ(huge.outcome.completeness, Completeness::withheld);
  EXPECT_LT(huge.bytes.size(), 100U);
}

TEST(Gate, ReadsUtf16WithAndWithoutAMarkAndWritesUtf8) {
  const std::string text = "first line of some length\npassword=h\xc3\xbcnter2x tail\n";
  const auto wide = [&](bool little_endian, bool mark) {
    std::string bytes;
    const auto unit = [&](unsigned value) {
      const char low = static_cast<char>(value & 0xFFU);
      const char high = static_cast<char>(value >> 8U);
      bytes += little_endian ? low : high;
      bytes += little_endian ? high : low;
    };
    if (mark) unit(0xFEFF);
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (byte == 0xC3) {
        unit(0xFC);
        ++i;
      } else {
        unit(byte);
      }
    }
    return bytes;
  };
  const std::string expected = masked(text);
  EXPECT_THAT(expected, Not(HasSubstr("nter2x")));
  for (const bool little_endian : {true, false}) {
    EXPECT_EQ(masked(wide(little_endian, true)), expected);
    EXPECT_EQ(masked(wide(little_endian, false)), expected);
    const std::string bytes = wide(little_endian, true);
    for (std::size_t cut = 0; cut < bytes.size(); cut += 7)
      ASSERT_EQ(through_gate(shared_redactor(),
                             {std::string_view(bytes).substr(0, cut), std::string_view(bytes).substr(cut)}),
                expected);
  }
}

TEST(Gate, TakesZerosBetweenPiecesForLineEndsAndKeepsThem) {
  using namespace std::string_view_literals;
  const std::string out = masked("HOME=/root\0DB_PASSWORD=hunter2x; y\0--api-key\0abc12345\0PATH=/bin\0"sv);
  EXPECT_THAT(out,
              testing::AllOf(testing::StartsWith("HOME=/root\0DB_PASSWORD=<redacted:"s), Not(HasSubstr("hunter2x")),
                             Not(HasSubstr("abc12345")), testing::EndsWith("\0PATH=/bin\0"s)));
  EXPECT_EQ(std::count(out.begin(), out.end(), '\0'), 5);
}

TEST(Gate, WithholdsAKeyWithoutAnEndButNotTheRestOfTheLog) {
  const std::string endless = "a\n-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n";
  const std::string out = masked(endless + "b");
  EXPECT_EQ(
      out,
      "a\n<withheld:private-key-without-end>\n<withheld:private-key-without-end>\n<withheld:private-key-without-end>");
  std::string text = endless;
  for (int i = 0; i < 300; ++i) text += "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n";
  text += "plain again\n";
  const std::string cut = masked(text);
  EXPECT_THAT(cut, Not(HasSubstr("MIIE")));
  EXPECT_THAT(cut, testing::EndsWith("\nplain again\n"));
  EXPECT_EQ(std::count(cut.begin(), cut.end(), '\n'), std::count(text.begin(), text.end(), '\n'));
}

TEST(Gate, TakesNoMarkerForAKeyWhenOtherLinesFollow) {
  const std::string key = "-----BEGIN RSA PRIVATE KEY-----\n";
  for (const char* text : {"a=3D1\nb: 2\n", "the key is missing\n"}) {
    EXPECT_EQ(masked(key + text), key + text);
  }
  // Escaped lines are looked at without the others: the key's lines among them are none.
  const std::string material(64, 'k');
  const std::string mail =
      "tls.key=3D" + key + material + "\n" + material + "\n-----END RSA PRIVATE KEY-----\nid=3Dcontoso\n";
  const std::string out = masked(mail);
  EXPECT_THAT(out, Not(HasSubstr("kkkk")));
  EXPECT_THAT(out, testing::EndsWith("\nid=3Dcontoso\n"));
}

TEST(Gate, MasksAKeyWhoseBeginWasCutOff) {
  std::string text = "a line before\n";
  for (int i = 0; i < 40; ++i) text += "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDJ5xkQ2mR0aG5s\n";
  text += "-----END RSA PRIVATE KEY-----\na line behind\n";
  const std::string out = masked(text);
  EXPECT_THAT(out, testing::AllOf(Not(HasSubstr("MIIE")), testing::StartsWith("a line before\n<redacted:private-key:"),
                                  testing::EndsWith("\na line behind\n")));
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), std::count(text.begin(), text.end(), '\n'));
  for (std::size_t cut = 0; cut < text.size(); cut += 97) {
    const std::string_view all = text;
    ASSERT_EQ(through_gate(shared_redactor(), {all.substr(0, cut), all.substr(cut)}), out) << cut;
  }
  const std::string certificate =
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDJ5xkQ2mR0aG5s\n-----END CERTIFICATE-----\n";
  EXPECT_EQ(masked(certificate), certificate);
}

TEST(Gate, MasksThePartOfAPathThatItsFolderSaysIsAUser) {
  MemoryRedactedSink sink;
  const auto gate = shared_redactor().gate(sink);
  const auto path_of = [&](const std::vector<std::string>& parts) {
    RawHeader header;
    header.source = SafeName("test");
    for (const std::string& part : parts) header.parts.emplace_back(RawText(part));
    gate->open(std::move(header))->finish(RawOutcome::complete());
    return std::string(sink.artifacts.back().header.path.view());
  };
  for (const char* folder : {"home", "Users", "CORP"}) {
    EXPECT_THAT(path_of({"a.tar.gz", folder, "jdoe", "x.log"}),
                testing::MatchesRegex("a.tar.gz/" + std::string(folder) + "/redacted-user-[0-9a-f]{8}/x.log"));
  }
  EXPECT_THAT(path_of({"CORP", "jdoe.log"}), testing::MatchesRegex("CORP/redacted-user-[0-9a-f]{8}-.log"));
  EXPECT_THAT(path_of({"home", "jane@contoso.example"}), Not(HasSubstr("jane")));
  EXPECT_EQ(path_of({"web", "home", "index.html"}), "web/home/index.html");
  EXPECT_EQ(path_of({"LOGS", "gateway.log"}), "LOGS/gateway.log");
  EXPECT_THAT(path_of({"captures", "web01.contoso.local.txt"}), Not(HasSubstr("contoso")));
  EXPECT_EQ(path_of({"CORP", "new", "gateway.log"}).substr(0, 5), "CORP/");
}

TEST(Gate, MasksNamesAndMakesFoldersAndPathsUnique) {
  MemoryRedactedSink sink;
  const auto gate = shared_redactor().gate(sink);
  const auto first = gate->add_instance(SafeName("docker"), RawText("gw jane@contoso.example"));
  const auto second = gate->add_instance(SafeName("docker"), RawText("gw jane@contoso.example"));
  ASSERT_EQ(sink.instances.size(), 2U);
  EXPECT_NE(first, second);
  EXPECT_NE(sink.instances[0].folder, sink.instances[1].folder);
  EXPECT_THAT(std::string(sink.instances[0].name.view()), Not(HasSubstr("jane")));
  for (int i = 0; i < 2; ++i)
    gate->open(header_for("../token=hunter2xyz\n.log", first))->finish(RawOutcome::complete());
  ASSERT_EQ(sink.artifacts.size(), 2U);
  const std::string path(sink.artifacts[0].header.path.view());
  EXPECT_THAT(path, testing::StartsWith("gateways/" + std::string(sink.instances[0].folder.view()) + "/"));
  EXPECT_THAT(path, testing::AllOf(Not(HasSubstr("..")), Not(HasSubstr("hunter2xyz")), Not(HasSubstr("\n"))));
  EXPECT_NE(sink.artifacts[0].header.path, sink.artifacts[1].header.path);
  EXPECT_EQ(sink.artifacts[0].header.instances, std::vector{first});
}

TEST(Gate, MasksErrorsAttributesRemarksAndCalls) {
  MemoryRedactedSink sink;
  const auto gate = shared_redactor().gate(sink);
  const auto secret = [] { return RawText("https://u:hunter2x@h.example/\n\x1b[31m"); };
  RawHeader header = header_for("a");
  header.attributes.push_back({Literal("url"), secret()});
  header.attributes.push_back({Literal("tty"), true});
  gate->open(std::move(header))->finish(RawOutcome::missing({ErrorKind::denied, "refused", secret()}));
  gate->remark({Remark::Kind::gap, SafeName("docker"), "something", secret(), secret()});
  gate->call({SafeName("docker"), "GET", secret(), 403, {}});
  const auto& artifact = sink.artifacts.front();
  EXPECT_EQ(artifact.outcome.completeness, Completeness::missing);
  for (const auto& text : {artifact.outcome.error->subject, std::get<SafeText>(artifact.header.attributes[0].value),
                           sink.remarks[0].subject, sink.remarks[0].detail, sink.calls[0].target}) {
    EXPECT_THAT(std::string(text.view()), testing::AllOf(HasSubstr("<redacted:password:"), Not(HasSubstr("hunter2x")),
                                                         Not(HasSubstr("\n")), Not(HasSubstr("\x1b"))));
  }
  EXPECT_TRUE(std::get<bool>(artifact.header.attributes[1].value));
}

TEST(Gate, EndsAnAbandonedArtifactAsPartialAndKeepsWhatCame) {
  MemoryRedactedSink sink;
  const auto gate = shared_redactor().gate(sink);
  {
    const auto entry = gate->open(header_for("a"));
    entry->write(RawBytes("first\npassword=hunt"));
  }
  EXPECT_TRUE(sink.artifacts.front().finished);
  EXPECT_EQ(sink.artifacts.front().outcome.completeness, Completeness::partial);
  EXPECT_THAT(sink.artifacts.front().bytes, testing::AllOf(testing::StartsWith("first\n"), Not(HasSubstr("hunt"))));
}

TEST(Gate, CountsWhatItMaskedByClassAndRule) {
  MemoryRedactedSink sink;
  const auto gate = shared_redactor().gate(sink);
  const auto entry = gate->open(header_for("a"));
  entry->write(RawBytes("x jane@contoso.example\nx joe@contoso.example\nGatewayKey " + k_token + "\n"));
  entry->finish(RawOutcome::complete());
  std::vector<std::string> notes;
  for (const auto& note : sink.artifacts.front().notes) {
    notes.push_back(std::string(note.what.view()) + "/" + std::string(note.rule.view()) + "=" +
                    std::to_string(note.count));
  }
  EXPECT_THAT(notes, testing::ElementsAre("email/email=2", "gateway-token/gateway-token=1"));
}

TEST(Redactor, GivesOneTagToOneValueAndAnotherUnderAnotherKey) {
  const auto other = make_redactor(redaction::Profile::support, 'b');
  EXPECT_NE(masked("password=hunter2x"), masked(other, "password=hunter2x"));
  const std::string tag = masked("password=hunter2x").substr(9);
  EXPECT_EQ(masked("{\"password\":\"hunter2x\"}", Format::json), "{\"password\":\"" + tag + "\"}");
  EXPECT_EQ(masked("A_PASSWORD=hunter2x\n", Format::env), "A_PASSWORD=" + tag + "\n");
  EXPECT_EQ(masked("x {\\\"password\\\":\\\"hunter2x\\\"}"), "x {\\\"password\\\":\\\"" + tag + "\\\"}");
  EXPECT_NE(masked("password=hunter2y").substr(9), tag);
}

TEST(PseudonymKey, SurvivesTheWayThroughHex) {
  const auto key = redaction::PseudonymKey::random();
  const auto again = redaction::PseudonymKey::from_hex(key.hex());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->bytes(), key.bytes());
  EXPECT_NE(redaction::PseudonymKey::random().hex(), key.hex());
  EXPECT_FALSE(redaction::PseudonymKey::from_hex(std::string(63, 'a')));
  EXPECT_FALSE(redaction::PseudonymKey::from_hex(std::string(64, 'g')));
}

}  // namespace
}  // namespace sgw::test
