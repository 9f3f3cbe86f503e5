#include "src/verify/leak_check.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace sgw::verify {
namespace {

using test::test_data;

struct Seen {
  std::uint64_t line;
  std::string what;
  friend bool operator==(const Seen&, const Seen&) = default;
  friend auto operator<=>(const Seen&, const Seen&) = default;
};
std::ostream& operator<<(std::ostream& out, const Seen& seen) { return out << seen.line << ": " << seen.what; }

std::vector<RawText> values(std::initializer_list<const char*> texts) {
  std::vector<RawText> all;
  for (const auto* text : texts) all.emplace_back(text);
  return all;
}

std::vector<Seen> findings_of(LeakCheck& check, std::string_view text, std::size_t chunk,
                              std::string_view name = "a.log") {
  check.begin(name);
  for (std::size_t at = 0; at < text.size(); at += chunk) check.add(text.substr(at, chunk));
  check.end();
  std::vector<Seen> seen;
  for (const auto& leak : check.leaks()) seen.push_back({leak.line, std::string(leak.what.view())});
  std::sort(seen.begin(), seen.end());
  return seen;
}

std::vector<Seen> findings(std::string_view text, const std::vector<RawText>& known = {}, std::size_t chunk = 1 << 20) {
  LeakCheck check(known);
  return findings_of(check, text, chunk);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(LeakCheck, FindsEveryKindOfSecretInTheTable) {
  int cases = 0;
  for (const auto& line : lines_of(test_data("verify/leaks.txt"))) {
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    const auto seen = findings(line.substr(tab + 1));
    EXPECT_THAT(seen, testing::Contains(Seen{1, line.substr(0, tab)})) << line;
    ++cases;
  }
  EXPECT_GT(cases, 110);
}

TEST(LeakCheck, FindsNothingInOrdinaryText) {
  const std::string clean = test_data("verify/clean.txt");
  EXPECT_THAT(findings(clean), testing::IsEmpty());
  for (const auto& line : lines_of(clean)) EXPECT_THAT(findings(line), testing::IsEmpty()) << line;
}

TEST(LeakCheck, FindsTheSameWhereverAChunkEnds) {
  std::string text = test_data("verify/leaks.txt") + test_data("verify/clean.txt");
  const auto known = values({"correct horse & battery+staple"});
  text += "end correct horse & battery+staple\n";
  const auto whole = findings(text, known);
  EXPECT_GT(whole.size(), 50U);
  for (const std::size_t chunk : {1U, 2U, 7U, 64U, 1000U, 4096U})
    EXPECT_EQ(findings(text, known, chunk), whole) << chunk;
}

// The windows that are searched are 256 KiB; a secret is put at every place around a border.
TEST(LeakCheck, FindsASecretAcrossTheBordersOfItsWindows) {
  const std::string secret = "Xk29fhq0Zp1LmWqe83hdT";
  const std::string token = "gw&202611302359&" + std::string(44, 'A') + "b8Zq/+x1" + std::string(34, 'C') + "==";
  const auto known = values({secret.c_str()});
  for (std::size_t before = (256 << 10) - 130; before < (256 << 10) + 4; before += 7) {
    for (const char filler : {' ', '\n'}) {
      const std::string text = std::string(before, filler) + secret + " " + token + " and more\n";
      const std::uint64_t line = filler == '\n' ? before + 1 : 1;
      EXPECT_THAT(findings(text, known, 100000),
                  testing::IsSupersetOf({Seen{line, "gateway token"}, Seen{line, "known value"}}))
          << before;
    }
  }
}

TEST(LeakCheck, FindsAKnownValueInEveryForm) {
  const std::string value = "p@ss w0rd&+/<\"x\">'1\\2";
  const auto known = values({value.c_str()});
  for (const std::string form : {
           "p@ss w0rd&+/<\"x\">'1\\2",
           R"(p@ss w0rd&+/<\"x\">'1\\2)",
           R"(p@ss w0rd&+\/<\"x\">'1\\2)",
           R"(p@ss w0rd\u0026\u002B/\u003C\u0022x\u0022\u003E\u00271\\2)",
           R"(p@ss w0rd\u0026\u002b/\u003c\"x\"\u003e\u00271\\2)",
           R"(p@ss w0rd&+/<\\\"x\\\">'1\\\\2)",
           "p%40ss%20w0rd%26%2B%2F%3C%22x%22%3E%271%5C2",
           "p%40ss%20w0rd%26%2b%2f%3c%22x%22%3e%271%5c2",
           "p%40ss+w0rd%26%2B%2F%3C%22x%22%3E%271%5C2",
           "p%2540ss%2520w0rd%2526%252B%252F%253C%2522x%2522%253E%25271%255C2",
           "p@ss w0rd&amp;+/&lt;\"x\"&gt;'1\\2",
           "p@ss w0rd&amp;+/&lt;&quot;x&quot;&gt;&apos;1\\2",
           "p@ss w0rd&amp;+/&lt;&quot;x&quot;&gt;&#39;1\\2",
           "704073732077307264262b2f3c2278223e27315c32",
           "704073732077307264262B2F3C2278223E27315C32",
           "cEBzcyB3MHJkJisvPCJ4Ij4nMVwy",              // base64, alone
           "eHBAc3MgdzByZCYrLzwieCI+JzFcMnk=",          // behind one byte
           "eHlwQHNzIHcwcmQmKy88IngiPicxXDJ5",          // behind two
           "eHBAc3MgdzByZCYrLzwieCI-JzFcMnk",           // the URL alphabet
           "Y0VCemN5QjNNSEprSmlzdlBDSjRJajRuTVZ3eQ==",  // twice
       }) {
    EXPECT_THAT(findings("x " + form + " y\n", known), testing::Contains(Seen{1, "known value"})) << form;
    LeakCheck in_name(known);
    EXPECT_THAT(findings_of(in_name, "", 1, "logs/" + form + ".log"), testing::Contains(Seen{0, "known value"}))
        << form;
  }
}

TEST(LeakCheck, FindsValuesOfEveryLengthAtEveryPlace) {
  std::mt19937 random(3);
  for (std::size_t length = 8; length <= 40; ++length) {
    std::string value;
    while (value.size() < length) value += static_cast<char>('a' + random() % 26);
    const auto known = values({value.c_str()});
    for (std::size_t before = 0; before < 17; ++before) {
      EXPECT_THAT(findings(std::string(before, '.') + value + "...", known), testing::Contains(Seen{1, "known value"}))
          << length << " at " << before;
    }
    EXPECT_THAT(findings("...." + value.substr(1) + "....", known), testing::IsEmpty()) << "not the whole value";
  }
}

TEST(LeakCheck, FindsNonAsciiValuesAsDotNetWritesThem) {
  const auto known = values({"pässwörd€1"});
  EXPECT_THAT(findings(R"({"a":"p\u00E4ssw\u00F6rd\u20AC1"})", known), testing::Contains(Seen{1, "known value"}));
  EXPECT_THAT(findings(R"({"a":"p\u00e4ssw\u00f6rd\u20ac1"})", known), testing::Contains(Seen{1, "known value"}));
}

TEST(LeakCheck, FindsAHalfOfALongRandomValueAndTheSignatureOfAToken) {
  const std::string signature =
      "k0S8yq1Zt7+bV3n/P2xL9wRc5JdGhE4uXoQmTfAiYsWzNlDgCeHvKr6pIaBjMOyFUUQ2c8w1Zx0S3e5R7t9Yqw==";
  const std::string token = "GatewayKey gw&202611302359&" + signature;
  const auto known = values({token.c_str(), "Zq8xW2vT5nRb9LkJ3mHc7PdF1gYs6AeU"});
  EXPECT_THAT(findings("sig " + signature, known), testing::Contains(Seen{1, "known value"}));
  EXPECT_THAT(findings("tail 3mHc7PdF1gYs6AeU;", known), testing::Contains(Seen{1, "known value"}));
  EXPECT_THAT(findings("GatewayKey gw", known), testing::IsEmpty());
}

TEST(LeakCheck, FindsSingleLinesOfAKnownKeyFile) {
  const auto known = values(
      {"-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\nggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END"});
  EXPECT_THAT(findings("    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw", known), testing::Contains(Seen{1, "known value"}));
  EXPECT_THAT(findings("-----BEGIN CERTIFICATE-----", known), testing::IsEmpty());
}

TEST(LeakCheck, LeavesOutKnownValuesThatAreTooShort) {
  EXPECT_THAT(findings("admin admin", values({"admin", "", "1234567"})), testing::IsEmpty());
}

TEST(LeakCheck, FindsAPrivateKeyOverSeveralLines) {
  const std::string body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
  const std::string key = "a\n-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  EXPECT_THAT(findings(key), testing::Contains(Seen{3, "private key"}));
  const std::string cri =
      "2026-11-23T16:44:57Z stdout F -----BEGIN RSA PRIVATE KEY-----\n2026-11-23T16:44:57Z stdout F Proc-Type: "
      "4,ENCRYPTED\n2026-11-23T16:44:57Z stdout F " +
      body + "\n";
  EXPECT_THAT(findings(cri), testing::Contains(Seen{3, "private key"}));
  EXPECT_THAT(findings("-----BEGIN CERTIFICATE-----\n" + body + "\n"), testing::IsEmpty());
  EXPECT_THAT(findings("-----BEGIN PRIVATE KEY-----\n<redacted:private-key:0a1b2c3d>\n-----END PRIVATE KEY-----\n" +
                       body + "\n"),
              testing::IsEmpty());
}

TEST(LeakCheck, LooksBehindACertificateForItsKey) {
  const std::string body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
  const std::string certificate = "-----BEGIN CERTIFICATE-----\\nMIIC\\n-----END CERTIFICATE-----\\n";
  EXPECT_THAT(findings(certificate + "-----BEGIN PRIVATE KEY-----\n" + body + "\n"),
              testing::Contains(Seen{2, "private key"}));
  EXPECT_THAT(findings("-----BEGIN PRIVATE KEY-----<redacted:private-key:0a1b2c3d>" + certificate + "\n" + body + "\n"),
              testing::IsEmpty());
  EXPECT_THAT(findings("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 2\n" + body + "\n"),
              testing::Contains(Seen{3, "private key"}));
}

TEST(LeakCheck, FindsValuesOnOtherLinesThanTheirNames) {
  const Seen named{2, "value of a secret's name"};
  EXPECT_THAT(findings("- name: DB_PASSWORD\n  value: Tr0ub4dor3x9Q\n"), testing::ElementsAre(named));
  EXPECT_THAT(findings("\"--password\",\n\"Tr0ub4dor3x9Q\"\n"), testing::ElementsAre(named));
  EXPECT_THAT(findings("password: |\n  correct horse\nnext: correct horse\n"), testing::ElementsAre(named));
  EXPECT_THAT(findings("- name: DB_PASSWORD\n- name: ID\n  value: Tr0ub4dor3x9Q\n"), testing::IsEmpty());
  EXPECT_THAT(findings("{\n\"value\": \"x\",\n\"name\": \"DB_PASSWORD\"\n},\n{\n\"value\": \"Tr0ub4dor3x9Q\",\n"),
              testing::IsEmpty());
  EXPECT_THAT(findings("- name: DB_PASSWORD\n  value: <redacted:secret-value:0a1b2c3d>\n"), testing::IsEmpty());
}

TEST(LeakCheck, FindsValuesInATableByItsHead) {
  const Seen cell{2, "value in a secret's column"};
  EXPECT_THAT(findings("id,password,status\n7,Tr0ub4dor3x9Q,ok\n"), testing::ElementsAre(cell));
  EXPECT_THAT(findings("id\tAPI_KEY\n7\tTr0ub4dor3x9Q\n"), testing::ElementsAre(cell));
  EXPECT_THAT(findings("name;value\nDB_PASSWORD;\"Tr0ub;4dor3x9Q\"\n"), testing::ElementsAre(cell));
  EXPECT_THAT(findings("| setting | value |\n| --- | --- |\n| password | `Tr0ub4dor3x9Q` |\n"),
              testing::Contains(Seen{3, "value in a secret's column"}));
  EXPECT_THAT(findings("id,password,status\n7,<redacted:secret-value:0a1b2c3d>,Tr0ub4dor3x9Q\n"), testing::IsEmpty());
  EXPECT_THAT(findings("'password',\n'Tr0ub4dor3x9Q',\n"), testing::IsEmpty()) << "a list in a program";
}

TEST(LeakCheck, FindsTheDataOfAKubernetesSecretWhateverItsKeys) {
  const std::string data = "data:\n  any: aHVudGVyMg==\n";
  EXPECT_THAT(findings("kind: Secret\n" + data), testing::ElementsAre(Seen{3, "value of a Kubernetes Secret"}));
  EXPECT_THAT(findings(data + "kind: Secret\n"), testing::ElementsAre(Seen{3, "value of a Kubernetes Secret"}));
  EXPECT_THAT(findings("{\n  \"data\": {\n    \"any\": \"aHVudGVyMg==\"\n  },\n  \"kind\": \"Secret\"\n}\n"),
              testing::ElementsAre(Seen{5, "value of a Kubernetes Secret"}));
  EXPECT_THAT(findings(data + "kind: ConfigMap\n---\nkind: Secret\n"), testing::IsEmpty());
  EXPECT_THAT(findings("kind: Secret\ndata:\n  any: <redacted:secret-value:0a1b2c3d>\n"), testing::IsEmpty());
}

TEST(LeakCheck, CallsBytesThatNobodyCanSearchNoText) {
  const std::string log(300'000, '\n');
  std::string wide;
  for (const char c : std::string("password=Tr0ub4dor3x9Q")) wide += {c, '\0'};
  EXPECT_THAT(findings(log + wide), testing::ElementsAre(Seen{300'001, "not text"}));
  EXPECT_THAT(findings(log + '\0' + wide), testing::ElementsAre(Seen{300'001, "not text"})) << "the other byte order";
  for (const char* packed : {"\x1f\x8b\x08", "PK\x03\x04", "\x28\xb5\x2f\xfd",
                             "\xfd"
                             "7zXZ",
                             "BZh91AY&SY"}) {
    EXPECT_THAT(findings(log + packed, {}, 1), testing::ElementsAre(Seen{300'001, "not text"})) << packed;
  }
  EXPECT_THAT(findings("A=1" + std::string(9, '\0') + "B=2\0C=3\n"), testing::IsEmpty()) << "zeros alone";
}

TEST(LeakCheck, DoesNotTrustWhatStandsInsideAPlaceholder) {
  const std::string digits = "202611302359";
  EXPECT_THAT(findings("<redacted:x:0a1b2c3d gw=a&" + digits + "&" + std::string(50, 'A') + ">"),
              testing::Contains(Seen{1, "gateway token"}));
  EXPECT_THAT(findings("a=<redacted:x:0a1b2c3d>", values({"redacted:x:0a1b2c3d"})),
              testing::Contains(Seen{1, "known value"}));
}

TEST(LeakCheck, NamesFileAndLine) {
  LeakCheck check(values({"hunter2hunter2"}));
  findings_of(check, "one\ntwo\nhunter2hunter2 hunter2hunter2\n", 5, "root/a.log");
  findings_of(check, "hunter2hunter2", 5, "root/b.log");
  ASSERT_EQ(check.leaks().size(), 2U) << "once a line";
  EXPECT_EQ(check.leaks()[0].file, "root/a.log");
  EXPECT_EQ(check.leaks()[0].line, 3U);
  EXPECT_EQ(check.leaks()[1].file, "root/b.log");
  EXPECT_EQ(check.leaks()[1].line, 1U);
}

// Looked through anew for each of them, a mebibyte of headers takes seconds, and a log of them hours.
TEST(LeakCheck, LooksOnceThroughWhatStandsBehindManyCookieHeaders) {
  std::string text;
  while (text.size() < (std::size_t{1} << 20)) text += "cookie=";
  text += " Cookie: theme=dark; session=vZ-mKxpPUBkpi-LZ-OLUi246sNw4kfmd\n";
  EXPECT_THAT(findings(text), testing::ElementsAre(Seen{1, "cookie"}));
}

// Each of these once took, or could take, a look over much of the line for every few characters of it.
TEST(LeakCheck, GetsPastLinesThatAreMadeToTakeLong) {
  for (const std::string piece : {"password=",    "password  ",
                                  "--password ",  "curl -u ",
                                  "net use ",     "mysql -p",
                                  ":*:",          "@tcp(",
                                  "; HttpOnly",   "a=b; SameSite=",
                                  "Bearer ",      "$6$",
                                  "VALUES (",     "-----BEGIN PRIVATE KEY-----",
                                  "ghp_",         "://a:",
                                  "\"value\":",   "<redacted:x:0a1b2c3d>",
                                  "&e=&s=",       "chpasswd",
                                  "hooks/catch/", "A.A.",
                                  "%41",          "\\u0041",
                                  "sl."}) {
    std::string text;
    while (text.size() < (std::size_t{1} << 18)) text += piece;
    const auto seen =
        findings(text + "\nAccountKey=" + std::string(43, 'q') + "Zk7+b/c8Hd2LmPq0RsTuVwXyZ1aB3dE5fG9hJ4kM==\n");
    EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [](const Seen& one) { return one.line == 2; })) << piece;
  }
}

TEST(LeakCheck, KeepsTheStartOfALongName) {
  LeakCheck check(values({"hunter2hunter2"}));
  findings_of(check, "hunter2hunter2\n", 5, std::string(100'000, 'n'));
  ASSERT_EQ(check.leaks().size(), 1U);
  EXPECT_EQ(check.leaks()[0].file, std::string(2048, 'n'));
}

TEST(LeakCheck, KeepsAThousandFindingsAtMost) {
  std::string text;
  for (int line = 0; line < 3000; ++line) text += "hunter2hunter2\n";
  EXPECT_EQ(findings(text, values({"hunter2hunter2"})).size(), 1000U);
}

TEST(LeakCheck, TakesBytesThatAreNoText) {
  std::mt19937 random(11);
  std::string bytes;
  while (bytes.size() < 700000) bytes += static_cast<char>(random());
  for (std::size_t at = 0; at < bytes.size(); at += 7) bytes[at] = "&%\\=:<"[random() % 6];
  const auto whole = findings(bytes);
  EXPECT_EQ(findings(bytes, {}, 333), whole);
}

}  // namespace
}  // namespace sgw::verify
