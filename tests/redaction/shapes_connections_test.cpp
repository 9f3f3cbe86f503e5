#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Row {
  std::string in;
  const char* gone;  // must not be in what comes out
  const char* kept;  // must be
};

class Credential : public testing::TestWithParam<Row> {};

TEST_P(Credential, IsGoneToItsRealEndAndTheRestStays) {
  const std::string out = masked(GetParam().in);
  EXPECT_THAT(out, Not(HasSubstr(GetParam().gone)));
  EXPECT_THAT(out, HasSubstr(GetParam().kept));
  EXPECT_THAT(out, HasSubstr("<redacted:"));
  EXPECT_EQ(masked(out), out);
}

const std::string k_digest = std::string(21, 'A') + "b/c+" + std::string(18, 'Z') + "=";  // 32 bytes
const std::string k_guid = "06cd1264-bb3f-4bc3-834c-0826f2bca607";

INSTANTIATE_TEST_SUITE_P(
    Azure, Credential,
    testing::Values(
        Row{"apimSas: integration&202612232355&" + k_signature, "b/c+", "integration&202612232355&"},
        Row{"uid=5a&ex=2026-12-23T23:55:00.0000000Z&sn=" + k_signature, "b/c+", "ex=2026-12-23T23:55"},
        Row{"aid\\=orders&p\\=88eae600&ex\\=202711080550&sn\\=" + k_signature, "b/c+", "ex\\=202711080550"},
        Row{"r=https%3A%2F%2Ft.eventgrid.azure.net&e=1%2F15%2F2027&s=" + k_digest, "b/c+", "e=1%2F15%2F2027"},
        Row{"https://d1.cloudfront.net/a.zip?Expires=1704733351&Signature=Pvpki5vv_D0KK~W_b8~yU6fw__&Key-Pair-Id=K1",
            "yU6fw", "&Key-Pair-Id=K1"},
        Row{"c?sv=2024-11-04&se=2027-03-18T00:00:00Z&sp=r&sig=" + k_digest, "b/c+", "se=2027-03-18T00:00:00Z&sp=r"},
        Row{"SharedKeyLite contoso:" + k_digest, "b/c+", "SharedKeyLite contoso:"},
        Row{"EVENTGRID_KEY: " + k_digest, "b/c+", "EVENTGRID_KEY: "},
        Row{"IDENTITY_HEADER=" + k_guid, "bca607", "IDENTITY_HEADER="},
        Row{"code=0.A" + std::string(40, 'x') + "9" + std::string(40, 'Y') + "&state=1", "9YYY", "&state=1"}));

INSTANTIATE_TEST_SUITE_P(
    Databases, Credential,
    testing::Values(
        Row{"Driver={ODBC Driver 18 for SQL Server};Uid=sa;Pwd={tQ;4H=MN}}k0i};Encrypt=yes", "k0i", "Encrypt=yes"},
        Row{"dsn: ops:hunter2x@tcp(db.example:3306)/orders", "hunter2x", "@tcp(db.example:3306)/orders"},
        Row{"db.example:5432:orders:ops:hunter2x", "hunter2x", "db.example:5432:orders:ops:"},
        Row{"jdbc:oracle:thin:ops/hunter2x@//db.example:1521/orders", "hunter2x", "@//db.example:1521"},
        Row{"CREATE USER 'ops'@'%' IDENTIFIED BY 'hun''ter2';", "ter2", "CREATE USER 'ops'"},
        Row{"url=jdbc\\:sqlserver\\://c\\:1433;password\\=hunter2x;encrypt\\=true", "hunter2x", ";encrypt\\=true"}));

INSTANTIATE_TEST_SUITE_P(Commands, Credential,
                         testing::Values(Row{"ldapsearch -D cn=ops,dc=x -w hunter2x -b dc=x", "hunter2x", "-b dc=x"},
                                         Row{"sshpass -p 'hunter two' ssh h.example", "two", "ssh h.example"},
                                         Row{"mysql -h db.example -uops -phunter2x orders", "hunter2x", " orders"},
                                         Row{"docker login -u ops -p hunter2x r.example", "hunter2x", " r.example"},
                                         Row{"net use Z: \\\\srv\\share hunter2x /user:ops", "hunter2x", "/user:ops"},
                                         Row{"curl -u 'ops:hunter2x' https://h.example/", "hunter2x",
                                             "https://h.example/"}));

INSTANTIATE_TEST_SUITE_P(
    Headers, Credential,
    testing::Values(Row{"Digest username=\"ops\", realm=\"apim\", response=\"0a1b2c3d4e5f67890a1b2c3d4e5f6789\"",
                        "4e5f6789", "username=\"ops\", realm=\"apim\""},
                    Row{"session=8f7a6b5c4d3e; Path=/; Secure; HttpOnly", "8f7a6b5c4d3e", "; Path=/; Secure; HttpOnly"},
                    Row{"- HASH=$$2y$$10$$" + std::string(53, 'h'), "hhhh", "- HASH="},
                    Row{"X-Registry-Auth: b3BzOmh1bnRlcjJ4eHh4", "b3BzOmh1", "X-Registry-Auth: "}));

TEST(PuttyKey, GoesOverItsLinesHoweverTheTextIsCut) {
  const std::string material(64, 'k');
  const std::string text =
      "Public-Lines: 1\nAAAAB3Nz\nPrivate-Lines: 2\n" + material + "\n  " + material + "==\nPrivate-MAC: 00\n";
  const std::string whole = masked(text);
  EXPECT_THAT(whole, Not(HasSubstr("kkkk")));
  EXPECT_THAT(whole,
              testing::AllOf(HasSubstr("AAAAB3Nz"), HasSubstr("Private-Lines: 2\n"), HasSubstr("\nPrivate-MAC: 00\n")));
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(
        through_gate(shared_redactor(), {std::string_view(text).substr(0, cut), std::string_view(text).substr(cut)}),
        whole)
        << "cut at " << cut;
  }
}

TEST(PuttyKey, EndsWhereItsMaterialEnds) {
  const std::string material(64, 'k');
  const std::string tail = "Private-MAC: 00\nresponse body: CN=*.azure-api.net\n";
  const std::string out = masked("Private-Lines: 14\n" + material + "\n" + tail);
  EXPECT_THAT(out, testing::EndsWith(">\n" + tail));
  EXPECT_THAT(out, Not(HasSubstr("kkkk")));
}

}  // namespace
}  // namespace sgw::test
