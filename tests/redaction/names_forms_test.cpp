#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Row {
  const char* in;
  const char* gone;  // must not be in what comes out
  const char* kept;  // must be
};

class NamedValues : public testing::TestWithParam<Row> {};

TEST_P(NamedValues, GoWholeAndNothingElseDoes) {
  const std::string out = masked(GetParam().in);
  EXPECT_THAT(out, Not(HasSubstr(GetParam().gone)));
  EXPECT_THAT(out, HasSubstr(GetParam().kept));
  EXPECT_EQ(masked(out), out) << "masking twice changes nothing";
}

INSTANTIATE_TEST_SUITE_P(
    Assigned, NamedValues,
    testing::Values(
        Row{"password = two words", "words", "password = <"}, Row{"x=1 db.password=hunter2x y=2", "hunter2x", " y=2"},
        Row{"[Info] passphrase: correct horse battery staple", "staple", "[Info] passphrase: <"},
        Row{"statusCode: 401, passphrase: correct horse battery, x: 1", "battery", ", x: 1"},
        Row{"setting clientSecret => hunter2x", "hunter2x", "=> <"},
        Row{"Db Password: s3cr3t9", "s3cr3t9", "Db Password: "},
        Row{"Primary key: a1b2C3d4E5f6G7h8I9j0", "a1b2C3", "Primary key: "},
        Row{"cfg[\"password\"] = 'it''s;me'; next()", "s;me", "; next()"},
        Row{"$Password = ConvertTo-SecureString 'hunter2x' -AsPlainText -Force", "hunter2x", "' -AsPlainText"},
        Row{"@{ Name = 'a'; DbPassword = 'hunter2x' }", "hunter2x", "Name = 'a'"},
        Row{"CREATE LOGIN a WITH PASSWORD = N'hunter2x', CHECK_POLICY = ON;", "hunter2x", "CHECK_POLICY = ON"},
        Row{"Driver={x};Uid=a;Pwd={hun;ter=2x};Encrypt=yes", "ter=2x", ";Encrypt=yes"},
        Row{"export PASS='it'\\''s me' && run", "s me", "&& run"},
        Row{"Config { name: \"a\", password: Some(\"hunter2x\"), retries: 3 }", "hunter2x", "retries: 3"},
        Row{"DEBUG send: b'password: hunter 2x\\r\\nHost: a\\r\\n'", "2x", "Host: a"},
        Row{"{\"\"id\"\":\"\"a\"\",\"\"password\"\":\"\"hunter2x\"\"}", "hunter2x", "\"\"id\"\":\"\"a\"\""},
        Row{"a.password\\=hunter2x", "hunter2x", "a.password\\="},
        Row{"const x = { \"password\": process.env.X || \"hunter2x\" };", "hunter2x", "process.env.X"},
        Row{"env map[HOME:/app password:hunter2x USER:me]", "hunter2x", "USER:me"},
        Row{"\"tokens\": [\"hunter2x\", \"hunter3x\"], \"b\": 1", "hunter3x", "\"b\": 1"}));

INSTANTIATE_TEST_SUITE_P(
    Beside, NamedValues,
    testing::Values(Row{"run --db-password 'hunter 2x' --verbose", "2x", "--verbose"},
                    Row{"tool.exe /AdminPassword:\"hunter2x\" /quiet", "hunter2x", "/quiet"},
                    Row{"machine h login me password hunter2x", "hunter2x", "login me"},
                    Row{"ENV DB_PASSWORD hunter2x", "hunter2x", "ENV DB_PASSWORD"},
                    Row{"proxy_set_header Password \"hunter2x\";", "hunter2x", "\";"},
                    Row{"t\tINFO\tsettings\tadminPassword\thunter2x", "hunter2x", "adminPassword\t"},
                    Row{"      DB_PASSWORD       hunter2x", "hunter2x", "DB_PASSWORD"},
                    Row{"the password is hunter2x until Friday", "hunter2x", "until Friday"},
                    Row{"Setting 'DB_PASSWORD' was changed to 'hunter2x' by me", "hunter2x", "by me"},
                    Row{"client.a().setDbPassword(\"hunter2x\");", "hunter2x", "\");"},
                    Row{"headers.set(\"x-api-key\", \"hunter2x\")", "hunter2x", "x-api-key"},
                    Row{"[('Accept', '*/*'), ('password', 'hunter2x'), ('Host', 'a')]", "hunter2x", "('Host', 'a')"},
                    Row{"<cfg:Password type=\"s\"><![CDATA[hunter<2x]]></cfg:Password>", "2x", "]]>"},
                    Row{"<add value=\"hunter2x\" key=\"DbPassword\" />", "hunter2x", "key=\"DbPassword\""},
                    Row{"<tr><td>password</td><td class=\"v\">hunter2x</td></tr>", "hunter2x", "</td></tr>"},
                    Row{"- {name: DB_PASSWORD, value: \"hunter2x\"}", "hunter2x", "DB_PASSWORD"},
                    Row{"{\"value\": \"hunter2x\", \"name\": \"DB_PASSWORD\"", "hunter2x", "DB_PASSWORD"},
                    Row{"\"adminPassword\": {\"value\": \"hunter2x\"", "hunter2x", "adminPassword"}));

INSTANTIATE_TEST_SUITE_P(
    Apart, NamedValues,
    testing::Values(Row{"- name: DB_PASSWORD\n  value: hunter2x\n", "hunter2x", "- name: DB_PASSWORD\n  value: <"},
                    Row{"- value: hunter2x\n  name: DB_PASSWORD\n", "hunter2x", "  name: DB_PASSWORD\n"},
                    Row{"a:\n  password:\n    \"hunter2x\"\nb: 1\n", "hunter2x", "b: 1\n"},
                    Row{"password:\n  - \"hunter2x\"\n  - hunter3x\nb: 1\n", "hunter3x", "b: 1\n"},
                    Row{"password: \"hunter\\\n  2xyz\"\nb: 1\n", "2xyz", "\"\nb: 1\n"},
                    Row{"password: !!str |+\n  correct\n  horse\nb: 1\n", "horse", "b: 1\n"},
                    Row{"gateway:\n  auth:\n    type: token\n    key: hunter2xhunter3x\n", "hunter2x", "type: token"},
                    Row{"password = <<EOT\nhunter2x\nEOT\nb = 1\n", "hunter2x", "EOT\nb = 1"},
                    Row{"\"password\" = '''\nhunter2x'''\nb = 1\n", "hunter2x", "'''\nb = 1"},
                    Row{"<key>password</key>\n<string>hunter2x</string>\n", "hunter2x", "</string>"},
                    Row{"<Password>\n  hunter2x\n</Password>\n", "hunter2x", "</Password>"},
                    Row{"<set-header name=\"x-api-key\" a=\"b\">\n <value>hunter2x</value>\n</set-header>\n",
                        "hunter2x", "</value>"},
                    Row{"Content-Disposition: form-data; name=\"password\"\n\nhunter2x\n--b\n", "hunter2x", "\n--b\n"},
                    Row{"  [\"password\"]=>\n  string(8) \"hunter2x\"\n}\n", "hunter2x", "string(8) \""},
                    Row{"[SettingDump] DB_PASSWORD:\n    hunter2x\n[Info] next\n", "hunter2x", "[Info] next"},
                    Row{"kind: Secret\ndata:\n  any: aHVudGVy\n", "aHVudGVy", "  any: <"},
                    Row{"data:\n  any: aHVudGVy\nkind: Secret\n", "aHVudGVy", "kind: Secret"}));

INSTANTIATE_TEST_SUITE_P(
    Authorization, NamedValues,
    testing::Values(Row{"Authorization: Token hunter2 extra", "hunter2", "Authorization: Token <"},
                    Row{"Authorization: ApiKey hunter2 status=401", "hunter2", "ApiKey <"},
                    Row{"a Authorization: ApiKey hunter2 status=401", "hunter2", "ApiKey <"},
                    Row{"Authorization: k3yAbc99xyzW status=401 path=/x", "k3yAbc99xyzW", "Authorization: <"},
                    Row{"a=1 Authorization: k3yAbc99xyzW status=401 path=/x", "k3yAbc99xyzW", "status=401"},
                    Row{"proxy-authorization: k3yAbc99xyzW x", "k3yAbc99xyzW", "proxy-authorization: <"},
                    Row{"{\"Authorization\": \"hunter2 x\", \"b\": 1}", "hunter2", "\"b\": 1"},
                    Row{"sent \"Authorization\": \"hunter2 x\" to a", "hunter2", "\" to a"},
                    Row{"Authorization: Bearer Bearer hunter2x", "hunter2x", "Authorization: Bearer <"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, NamedValues,
    testing::Values(Row{"Server=tcp:x,1433;User ID=bob;Password=Correct Horse 9;Encrypt=True", "Horse 9",
                        ";Encrypt=True"},
                    Row{"Pwd=hunter2 # 9;Database=y", "# 9", ";Database=y"},
                    Row{"Invalid connection string: Server=tcp:x,1433;User ID=bob;Password=hunter2x", "hunter2x",
                        "Server=tcp:x,1433;"},
                    Row{"SasToken=?sv=2022-11-02&sp=r&sig=abcdefghij%2Bklmnop%3D", "klmnop", "?sv=2022-11-02&sp=r"},
                    Row{"DATA = 'user=bob password=''hunter 2x'' dbname=a' WHERE x = 1", "2x", "'' dbname=a' WHERE"},
                    Row{"\"User Id=a;Password=\\\"\"hun;ter2x\\\"\";Encrypt=True\"", "ter2x", ";Encrypt=True"},
                    Row{"a,Endpoint=sb://x/;SharedAccessKey=Z9nQjN13XPE/2CPA6iQO0fjjerEyh3hhH+ASb7hCqp4=,4984a9be,x",
                        "Z9nQjN13", ",4984a9be,x"},
                    Row{"connection string: a=b;c=d", "a=b", "connection string: <"}));

// A session's id in every form that a name and its value have.
INSTANTIATE_TEST_SUITE_P(
    Sessions, NamedValues,
    testing::Values(Row{"\"sessionid\":[\"AE85CFA7B967D6A0016CB97246BB4754\"], \"b\": 1", "AE85CFA7", "\"b\": 1"},
                    Row{"run --jsessionid AE85CFA7B967D6A0016CB97246BB4754 -v", "AE85CFA7", " -v"},
                    Row{"run -X-Session-Id AE85CFA7B967D6A0016CB97246BB4754 -v", "AE85CFA7", " -v"},
                    Row{"<add key=\"JSESSIONID\" value=\"AE85CFA7B967D6A0016CB97246BB4754\"/>", "AE85CFA7", "\"/>"},
                    Row{"X-Session-Id\tAE85CFA7B967D6A0016CB97246BB4754", "AE85CFA7", "X-Session-Id\t<"},
                    Row{"X-Session-Id   AE85CFA7B967D6A0016CB97246BB4754", "AE85CFA7", "X-Session-Id   <"},
                    Row{"│ X-Session-Id │ AE85CFA7B967D6A0016CB97246BB4754 │", "AE85CFA7", "X-Session-Id │ <"},
                    Row{"- value: AE85CFA7B967D6A0016CB97246BB4754\n  name: sessionid\n", "AE85CFA7",
                        "  name: session"},
                    Row{"the X-Session-Id is AE85CFA7B967D6A0016CB97246BB4754 until", "AE85CFA7", " until"}));

INSTANTIATE_TEST_SUITE_P(
    Registries, NamedValues,
    testing::Values(
        Row{"{\"name\":\"X-Registry-Auth\",\"value\":\"b3BzOmh1bnRlcjJ4eHh4\"}", "b3BzOmh1", "X-Registry-Auth"},
        Row{"- name: X_REGISTRY_AUTH\n  value: b3BzOmh1bnRlcjJ4eHh4\n", "b3BzOmh1", "- name: X_REGISTRY_AUTH"},
        Row{"│ X-Registry-Auth │ b3BzOmh1bnRlcjJ4eHh4 │ ok │", "b3BzOmh1", " │ ok │"},
        Row{"apiId: a, auth: dHVyaWJhOnBOSlJvem1wREtTUDFEQmRqaFNWVmwwNw==, code: 200", "dHVyaWJh", ", code: 200"},
        Row{"AUTH=bGVyZWN1OjhFY04wYlZNZDh4aVdpUXV5VFJaak1RYg== ./x.sh --dry-run", "bGVyZWN1", " ./x.sh --dry-run"},
        Row{"<XIDENTITYHEADER><![CDATA[03273293-c3e7-4780-bdf3-627a79c4262e]]></XIDENTITYHEADER>", "03273293",
            "]]></XIDENTITY"},
        Row{"<VAULTSECRETID><![CDATA[03273293-c3e7-4780-bdf3-627a79c4262e]]></VAULTSECRETID>", "03273293",
            "]]></VAULT"},
        Row{"helm upgrade a --set gateway.auth.auth=emF3ZXBhbHVoOnhTSWpuSnRDTFpOWFJpc2hhcXZOaXl0dw== -n b", "emF3ZXBh",
            " -n b"},
        Row{"the registryAuth is ZnVzYW11a3U6U3FBZ0NYTlNYeVJybVZhWmNBajBtQjNM until", "ZnVzYW11", " until"},
        Row{"$env:AUTH='b3BzOmh1bnRlcjJ4eHh4'; ./x.ps1", "b3BzOmh1", "; ./x.ps1"}));

INSTANTIATE_TEST_SUITE_P(
    Blocks, NamedValues,
    testing::Values(Row{"sasToken: >-\n  ?sv=2024-11-04&se=2027-03-10&sig=6Yo4gfqrc5XlrWi0B26R08qzjI6GKFSu\nb: 1\n",
                        "6Yo4gf", "  ?sv=2024-11-04&se=2027-03-10&sig=<"},
                    Row{"<cfg:Auth xmlns:cfg=\"a\">\n  b3BzOmh1bnRlcjJ4eHh4\n</cfg:Auth>\n", "b3BzOmh1", "</cfg:Auth>"},
                    Row{"Authorization: &anchor \"ApiKey b3BzOmh1bnRlcjJ4eHh4\"", "b3BzOmh1", ": &anchor \""}));

INSTANTIATE_TEST_SUITE_P(
    LikeNoValues, NamedValues,
    testing::Values(Row{"tool -password -GeW7Ww-11qiPKmz -v", "GeW7Ww", " -v"},
                    Row{"X_PASSWORD=%vcahkxwqlmqr%", "vcahk", "X_PASSWORD=<"},
                    Row{"INFO\tsettings\ta.secret\t<A8WxUV8Qu1WY>", "A8WxUV8", "a.secret\t<"},
                    Row{"secret_id: |\n  03273293-c3e7-4780-bdf3-627a79c4262e\nb: 1\n", "03273293", "\nb: 1\n"},
                    Row{"topicKey=/B3vT9mX2pQ7wL5nR8sY1zC4dF6gH0jK2aE9uI3oPqM= a", "B3vT9mX2", "topicKey=<"},
                    Row{"the password is kuzadoka-nipone-viwiwon-lapu until Friday", "nipone", " until Friday"},
                    Row{"[region, west], [password, sugoco-sidepu-wubobiguk], [a, 3]", "sidepu", "], [a, 3]"}));

// What a signature opens and until when tells what is wrong; the signature opens it.
INSTANTIATE_TEST_SUITE_P(
    Signatures, NamedValues,
    testing::Values(
        Row{"SasToken=?sv=2024-11-04&se=2026-12-23&sig=6Yo4gfqrc5XlrWi0B26R08qzjI6GKFSu%3D", "6Yo4gf", "se=2026-12-23"},
        Row{"{\"SasToken\":\"sv=2024-11-04\\u0026se=2026-12-23\\u0026sig=6Yo4gfqrc5XlrWi0B26R08qzjI6GKFSu\"}", "6Yo4gf",
            "se=2026-12-23"},
        Row{"?sasToken=%3Fsv%3D2024-11-04%26se%3D2026-12-23%26sig%3D6Yo4gfqrc5XlrWi0B26R08qzjI6GKFSu", "6Yo4gf",
            "se%3D2026-12-23"},
        Row{"'Authorization=SharedAccessSignature sr=h&sig=6Yo4gfqrc5XlrWi0B26R08qz&se=1727555968&skn=x'", "6Yo4gf",
            "se=1727555968&skn=x'"},
        Row{"Authorization: SharedAccessSignature sr=h&sig=short&se=1727555968&skn=x", "short",
            "Authorization: SharedAccessSignature <"}));

INSTANTIATE_TEST_SUITE_P(
    Commands, NamedValues,
    testing::Values(Row{"Set-X -Password (ConvertTo-SecureString \"Hunter2!x\" -AsPlainText -Force)", "Hunter2!x",
                        "\" -AsPlainText"},
                    Row{"-Credential (New-Object PSCredential(\"bob\", \"hunter2\"))", "hunter2", "\"))"},
                    Row{"kubectl create secret generic gw-token --from-literal=value=Hunter2x -n a", "Hunter2x",
                        " -n a"}));

INSTANTIATE_TEST_SUITE_P(
    Pairs, NamedValues,
    testing::Values(Row{"[{\"Key\":\"X-Api-Key\",\"Value\":[\"hunter2\"]}]", "hunter2", "X-Api-Key"},
                    Row{"sent {\"Key\":\"X-Api-Key\",\"Value\":[\"hunter2\"", "hunter2", "X-Api-Key"},
                    Row{"{\"Key\":\"Authorization\",\"Value\":[\"ApiKey hunter2\"]}", "hunter2", "[\"ApiKey <"},
                    Row{"headers: [Accept, */*], [X-Api-Key, hunter2], [A, b]", "hunter2", ", [A, b]"},
                    Row{"set key=DB_PASSWORD value=hunter2 by me", "hunter2", " by me"},
                    Row{"name=apiKey value=a1b2c3", "a1b2c3", "name=apiKey value=<"}));

INSTANTIATE_TEST_SUITE_P(
    Changes, NamedValues,
    testing::Values(Row{"      ~ password = \"hunter2\" -> \"hunter3\"", "hunter3", "-> \"<"},
                    Row{"Setting 'DB_PASSWORD' was changed from 'hunter1' to 'hunter2' by me", "hunter1", "to '<"},
                    Row{"Setting 'DB_PASSWORD' was changed from 'hunter1' to 'hunter2' by me", "hunter2", "by me"},
                    Row{"password = \"\"\"hunter2\"\"\" # a", "hunter2", "\"\"\" # a"},
                    Row{"password = '''hunter2''' # a", "hunter2", "''' # a"},
                    Row{"<Password><Value>hunter2</Value></Password>", "hunter2", "</Value>"},
                    Row{"<Password>\n  <Value>hunter2</Value>\n</Password>\n", "hunter2", "</Value>"},
                    Row{"<Password\n type=\"x\">hunter2</Password>\n", "hunter2", "</Password>"},
                    Row{"kind: Secret # of a\ndata:\n  any: aHVudGVy\n", "aHVudGVy", "  any: <"},
                    Row{"kind: \"Secret\"\ndata: {any: aHVudGVy, one: aHVudGVx}\nb: 1\n", "aHVudGV", "}\nb: 1\n"},
                    Row{"data: {any: aHVudGVy}\nkind: Secret\n", "aHVudGV", "kind: Secret"},
                    Row{"password | hunter2", "hunter2", "password | <"},
                    Row{"client-secret:\n----\nhunter2\n\nendpoint:\n----\nx\n", "hunter2", "endpoint:\n----\nx\n"}));

// A lone apostrophe does not reach over the string of JSON that it stands in.
INSTANTIATE_TEST_SUITE_P(Apostrophes, NamedValues,
                         testing::Values(Row{"{\"level\":\"Error\",\"message\":\"Invalid token: "
                                             "'eyJhunter\",\"source\":\"GatewayLogger\",\"id\":\"c1\"}",
                                             "eyJhunter", "\",\"source\":\"GatewayLogger\",\"id\":\"c1\"}"},
                                         Row{"{\\\"m\\\":\\\"password: 'hunter2x\\\",\\\"source\\\":\\\"a\\\"}",
                                             "hunter2x", "source"},
                                         Row{"password: 'a\",hunter2x' b", "hunter2x", "' b"}));

class Harmless : public testing::TestWithParam<const char*> {};

TEST_P(Harmless, TextsStayAsTheyAre) { EXPECT_EQ(masked(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Texts, Harmless,
    testing::Values(
        "existingSecret: my-gateway-token", "tokenEndpoint=https://login.example/x", "secretName=a-gateway-token",
        "PublicKeyToken=b77a5c561934e089", "counterKey: pedupafow", "partitionKey=a1b2C3d4E5f6G7h8I9j0",
        "Password authentication is disabled for me; use a key instead.", "Token expired: the issuer is not trusted",
        "token: the server answered 401", "password: must be changed at the next login", "password=$(DB_PASSWORD)",
        "password: '<your-password>'", "password=%OUR_PASSWORD%", "password: ****", "token = null",
        "secret \"gateway-token\" not found", "  --token string   The token of the gateway",
        "InvokeAsync(HttpContext context, CancellationToken token) in /_/src/a.cs:line 3",
        "DB_PASSWORD:  <set to the key 'password' in secret 'db'>", "usage: run <token> <file>",
        "auth: \n  type: token\n", "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n",
        "kind: ConfigMap\ndata:\n  any: text\n", "{\"msg\":\"Unexpected token ' in JSON\",\"level\":\"Error\",\"n\":1}",
        "MountVolume.SetUp failed for volume \"gw-token\" : secret \"gw-token\" not found",
        "Retrieving token: attempt 3 of 5", "Invalid token: expected 3 segments", "Gateway token: expires 2026-12-01",
        "[WRN] Token: 3 days left", "[INF] Token: expires 2026-12-01", "PWD=/app", "OLDPWD=/app/x",
        "{\"Env\":[\"PWD=/app\"]}", "name=gateway_tokens_total value=17", "[token, password]",
        "zk: session established, sessionid = 0x100000f2b8d0001, negotiated timeout = 40000", "session-id: opened",
        "debugSessionId: AE85CFA7B967D6A0016CB97246BB4754", "sessionId is 12", "the password is case-insensitive",
        "run --password -Xmx1024m", "[password, authentication], [email, required]", "│ password │ status │",
        "docker-auth: enabled",
        "authorizedKey=ssh-ed25519%2520AAAAC3NzaC1lZDI1NTE5AAAAI0mtlEb6FHlJRGdiWIab44pBJB9ToXldm6",
        "[raw_private_key, raw_public_key]", "class AccessToken:\n    \"\"\"An OAuth access token.\"\"\"\n",
        "login with password authentication", "PASS: gdb.base/age.exp: print age",
        "data: {any: text}\nkind: ConfigMap\n", "a | password | b", "data:\n  a: b\n\n---\nkind: Secret # a\n",
        "SyntaxError: Unexpected token ' in JSON at position 3",
        "   at Contoso.TokenProvider.Get() in /src/TokenProvider.cs:line 42", "SecretClient.cs:line 88",
        "at a.b(TokenFilter.java:88)", "    at next (/app/token.js:12:5)", "[secret.go:194] 12 objects",
        "env:\n- name: A\n  valueFrom:\n    secretKeyRef:\n      name: gw-token\n      key: value\n",
        "secretKeyRef:\n  key: a1b2C3d4E5f6G7h8I9j0\n  name: gw\n",
        "\"secretKeyRef\": {\"name\": \"gw\", \"key\": \"a1b2C3d4E5f6G7h8I9j0\"}"));

TEST(Apart, TakesALongValueAboveItsName) {
  const std::string value(1800, 'k');
  const std::string out = masked("- value: " + value + "\n  name: X-Access-Token\n");
  EXPECT_THAT(out, testing::AllOf(Not(HasSubstr("kkkk")), HasSubstr("  name: X-Access-Token\n")));
}

TEST(Apart, IsTheSameWhereverABlockEnds) {
  const std::string text =
      "a: 1\n- value: hunter2x\n  name: DB_PASSWORD\n- name: API_KEY\n  type: x\n  value: hunter3x\npassword: |\n  "
      "hunter4x\n"
      "  hunter5x\nb: 2\n<set-header name=\"x-api-key\">\n <value>hunter6x</value>\n</set-header>\n---\n"
      "data:\n  any: aHVudGVy\n  one: aHVudGVy\nkind: Secret\n";
  const std::string whole = through_gate(shared_redactor(), {text});
  EXPECT_THAT(whole, Not(HasSubstr("hunter")));
  EXPECT_THAT(whole, Not(HasSubstr("aHVudGVy")));
  for (std::size_t cut = 1; cut < text.size(); ++cut) {
    EXPECT_EQ(
        through_gate(shared_redactor(), {std::string_view(text).substr(0, cut), std::string_view(text).substr(cut)}),
        whole)
        << "cut at " << cut;
  }
}

}  // namespace
}  // namespace sgw::test
