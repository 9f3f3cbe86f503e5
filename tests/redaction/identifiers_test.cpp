#include "redaction/sip_hash.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <string>

namespace sgw::test {
namespace {

using redaction::Profile;
using testing::HasSubstr;
using testing::Not;

// What stands in the place of `identifier` in `before` + identifier + `behind`.
std::string pseudonym(const std::string& before, const std::string& identifier, const std::string& behind) {
  const std::string out = masked(before + identifier + behind);
  EXPECT_TRUE(out.starts_with(before) && out.ends_with(behind)) << out;
  return out.substr(before.size(), out.size() - before.size() - behind.size());
}

TEST(Identifiers, AreHashedAsTheFunctionsAuthorsDid) {
  std::string key;
  for (char c = 0; c < 16; ++c) key += c;
  const redaction::SipHash hash(key);
  EXPECT_EQ(hash.of(std::string_view(key).substr(0, 15)), 0xA129CA6149BE45E5U);
  EXPECT_EQ(hash.of(""), 0x726FDB47DD0E0E31U);
}

TEST(Identifiers, BecomeTheSameInEverySpelling) {
  const std::string mac = pseudonym("mac ", "00:1c:42:2e:60:4a", " up");
  EXPECT_THAT(mac, testing::MatchesRegex("([0-9a-f]{2}:){5}[0-9a-f]{2}"));
  EXPECT_EQ(pseudonym("mac ", "00:1C:42:2E:60:4A", " up").size(), mac.size());
  std::string dashes = pseudonym("{\"mac\":\"", "00-1c-42-2e-60-4a", "\"}");
  std::replace(dashes.begin(), dashes.end(), '-', ':');
  EXPECT_EQ(dashes, mac);

  const std::string v6 = pseudonym("from ", "2001:db8::7", " ok");
  EXPECT_EQ(pseudonym("[", "2001:0DB8:0:0:0:0:0:7", "]:443"), v6);
  EXPECT_EQ(pseudonym("from ", "2001:db8::7", "%eth0"), v6);

  const std::string host = pseudonym("Cannot resolve ", "db01.contoso.internal", ".");
  EXPECT_THAT(host, testing::MatchesRegex("host-[0-9a-f]{12}\\.internal"));
  EXPECT_EQ(pseudonym("server=", "DB01.CONTOSO.INTERNAL", ";"), host);
  EXPECT_EQ(pseudonym("https://", "db01.contoso.internal", ":8443/x?a=b"), host);
  EXPECT_EQ(masked("see https%3A%2F%2Fdb01.contoso.internal%2Fx"), "see https%3A%2F%2F" + host + "%2Fx");
  EXPECT_EQ(masked("{\"m\":\"a\\ndb01.contoso.internal\"}"), "{\"m\":\"a\\n" + host + "\"}");
  EXPECT_EQ(masked("x=ZGIwMS5jb250b3NvLmludGVybmFs y"), "x=" + host + " y");
  EXPECT_NE(pseudonym("server=", "db02.contoso.internal", ";"), host);
}

TEST(Identifiers, BecomeTheSameInEveryCaseButSecretsDoNot) {
  EXPECT_EQ(masked("from Jane.Doe@Contoso.example"), masked("from jane.doe@contoso.example"));
  EXPECT_EQ(masked("at /home/Jane/x"), masked("at /home/jane/x"));
  EXPECT_EQ(masked("by CORP\\Jane"), masked("by CORP\\jane"));
  const auto strict = make_redactor(Profile::strict);
  EXPECT_EQ(masked(strict, "id 5FA1C2D3-0B1C-4D2E-8F3A-0123456789AB"),
            masked(strict, "id 5fa1c2d3-0b1c-4d2e-8f3a-0123456789ab"));
  EXPECT_NE(masked("password=hunter2x"), masked("password=Hunter2x"));
}

TEST(Identifiers, OfHostsAreMaskedOnce) {
  const std::string text = "get https://orders.contoso.dev/x http://orders:80/ db.contoso.lan \\\\files01\\share\\x\n";
  const std::string once = masked(text);
  EXPECT_THAT(once, Not(testing::AnyOf(HasSubstr("orders"), HasSubstr("contoso"), HasSubstr("files01"))));
  EXPECT_EQ(masked(once), once);
}

// The gateway itself puts it in the place of a pool's address: nobody's name, and it says whose the failure is.
TEST(Identifiers, OfHostsThatAreNobodysStay) {
  for (const char* text : {"backendUrl: http://unused/, lastError", "{\"backendUrl\":\"http://unused/\"}"}) {
    EXPECT_EQ(masked(text), text);
  }
  EXPECT_NE(masked("backendUrl: http://unused-01/"), "backendUrl: http://unused-01/");
}

TEST(Identifiers, BesideSecretsGoAsWell) {
  EXPECT_THAT(masked("amqp://svc:pa55w0rd@queue.contoso.corp:5672/v"),
              testing::MatchesRegex(
                  "amqp://<redacted:user:[0-9a-f]{8}>:<redacted:[a-z-]+:[0-9a-f]{8}>@host-[0-9a-f]{12}\\.corp:5672/v"));
}

TEST(Identifiers, OfAccountsAreToldFromEscapesAndPaths) {
  EXPECT_THAT(masked("logon of CONTOSO\\jane failed"), HasSubstr("CONTOSO\\<redacted:user:"));
  EXPECT_EQ(masked("{\"account\":\"CORP\\\\tina\"}"), masked("{\"account\":\"CORP\\\\tina\"}", Format::json));
  for (const char* text : {"{\"m\":\"INFO\\tready\\nERROR\\nfailed\"}", "HKEY_LOCAL_MACHINE\\SOFTWARE\\tool",
                           "BUILTIN\\Administrators", "D:\\a\\1\\s\\src\\x.cs"}) {
    EXPECT_EQ(masked(text), text);
  }
}

TEST(Identifiers, OfRequestsStayButInStrict) {
  const std::string text =
      "correlationId: 5fa1c2d3-0b1c-4d2e-8f3a-0123456789ab host contoso.azure-api.net "
      "/subscriptions/067724fd-1513-49a9-be01-cfbbe42721fd/resourceGroups/rg-x";
  EXPECT_EQ(masked(text), text);
  const std::string strict = masked(make_redactor(Profile::strict), text);
  EXPECT_THAT(strict, Not(testing::AnyOf(HasSubstr("5fa1c2d3"), HasSubstr("067724fd"), HasSubstr("contoso"))));
}

}  // namespace
}  // namespace sgw::test
