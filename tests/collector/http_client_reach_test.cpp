#include "collector/http_client.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/raw_peek.hpp"
#include "tests/support/tinyproxy_server.hpp"
#include "tests/support/tls_material.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <string>

// How HttpClient gets to a server: TLS, names, proxies, and what it sends there.
namespace sgw::collector {
namespace {

using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::HttpAnswer;

RawResult<HttpResponse> get(const HttpServer& server, const HttpRequest& request = {.target = "/"}) {
  return HttpClient(server).get(request, Deadline::after(20s), {});
}

void expect_error(const RawResult<HttpResponse>& response, ErrorKind kind, std::string_view what) {
  ASSERT_FALSE(response) << "status " << response->status;
  EXPECT_EQ(response.error().kind, kind);
  EXPECT_EQ(response.error().what.view(), what);
}

HttpServer at(const std::string& url) {
  HttpServer server;
  server.base = url;
  return server;
}

// A TLS server whose certificate is for "api.example.net", and what a client needs for it.
class HttpClientTls : public testing::Test {
 protected:
  HttpClientTls() { start({.certificate = material().leaf_for_address("127.0.0.1")}); }

  void start(const test::FakeTls& tls) {
    server.emplace(tls);
    server->on("/", HttpAnswer::text("over TLS"));
    address = at(server->url());
    address.ca_pem = test::read_file(material().root());
  }
  static test::TlsMaterial& material() {
    static test::TlsMaterial made;
    return made;
  }

  std::optional<FakeHttpServer> server;
  HttpServer address;
};

TEST(HttpClientPost, SendsABody) {
  FakeHttpServer server;
  server.on("/reviews", HttpAnswer::json("{}").with_status(201));
  HttpRequest request{.target = "/reviews", .headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}}};
  request.body = std::string("{\"a\":\0}", 7);
  const auto response = get(at(server.url()), request);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 201);
  ASSERT_EQ(server.seen().size(), 1U);
  const test::FakeRequest seen = server.seen().front();
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.body, *request.body);
  EXPECT_EQ(seen.header("content-type"), "application/json");
  EXPECT_EQ(seen.all_headers("X-Empty").size(), 1U);
  EXPECT_EQ(seen.header("Expect"), "");
}

TEST(HttpClientPost, IsFollowedByAGetOnTheSameConnection) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("x"));
  HttpClient client(at(server.url()));
  HttpRequest request{.target = "/"};
  request.body.emplace();
  EXPECT_TRUE(client.get(request, Deadline::after(20s), {}));
  EXPECT_TRUE(client.get({.target = "/"}, Deadline::after(20s), {}));
  ASSERT_EQ(server.seen().size(), 2U);
  EXPECT_EQ(server.seen()[0].method, "POST");
  EXPECT_EQ(server.seen()[1].method, "GET");
  EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClientPost, RefusesABodyThatIsTooLarge) {
  FakeHttpServer server;
  HttpRequest request{.target = "/"};
  request.body = std::string(k_max_request_body + 1, 'x');
  expect_error(get(at(server.url()), request), ErrorKind::too_large, "the request is too large");
  EXPECT_TRUE(server.seen().empty());
}

TEST(HttpClientReach, RefusesAHeaderOfSeveralLines) {
  FakeHttpServer server;
  const auto response = get(at(server.url()), {.target = "/", .headers = {{"Authorization", "Bearer x\r\nX-Evil: 1"}}});
  expect_error(response, ErrorKind::bad_usage, "a header's value has more than one line");
  EXPECT_TRUE(server.seen().empty());
}

TEST(HttpClientReach, SpeaksToAnAddressOfVersion6) {
  std::optional<FakeHttpServer> server;
  try {
    server.emplace(FakeHttpServer::Address::v6);
  } catch (const std::runtime_error&) {
    GTEST_SKIP() << "this host has no ::1";
  }
  server->on("/", HttpAnswer::text("six"));
  const auto response = get(at(server->url()));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "six");
  EXPECT_EQ(server->seen().front().header("Host"), "[::1]:" + std::to_string(server->port()));
}

TEST(HttpClientReach, TellsAConnectionThatBrokeBeforeTheAnswer) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::raw_bytes(""));
  server.on("/half", HttpAnswer::text("0123").cut_after(2));
  HttpClient client(at(server.url()));
  EXPECT_FALSE(client.get({.target = "/"}, Deadline::after(20s), {}));
  EXPECT_TRUE(client.broke_before_answer());
  EXPECT_FALSE(client.get({.target = "/half"}, Deadline::after(20s), {}));
  EXPECT_FALSE(client.broke_before_answer());
}

TEST_F(HttpClientTls, TrustsAnAuthorityFromMemory) {
  const auto response = get(address);
  ASSERT_TRUE(response) << response.error().what.view();
  EXPECT_EQ(response->body, "over TLS");
}

TEST_F(HttpClientTls, TrustsNoOtherAuthority) {
  address.ca_pem = test::read_file(material().self_signed("other").chain);
  expect_error(get(address), ErrorKind::protocol, "TLS: the server's certificate is not trusted");
  address.ca_pem.clear();
  expect_error(get(address), ErrorKind::protocol, "TLS: the server's certificate is not trusted");
}

TEST_F(HttpClientTls, TellsAnAuthorityThatIsNoCertificate) {
  address.ca_pem = "no certificate";
  expect_error(get(address), ErrorKind::io, "TLS: the trusted certificates cannot be used");
}

TEST_F(HttpClientTls, VerifiesNothingWhenToldSo) {
  address.ca_pem.clear();
  address.insecure = true;
  EXPECT_TRUE(get(address));
}

TEST_F(HttpClientTls, VerifiesTheNameThatIsGiven) {
  start({.certificate = material().leaf("api.example.net")});
  expect_error(get(address), ErrorKind::protocol, "TLS: the server's certificate is for another host");
  address.tls_server_name = "other.example.net";
  expect_error(get(address), ErrorKind::protocol, "TLS: the server's certificate is for another host");
  address.tls_server_name = "api.example.net";
  const auto response = get(address);
  ASSERT_TRUE(response) << response.error().what.view();
  EXPECT_EQ(server->seen().front().header("Host"), "127.0.0.1:" + std::to_string(server->port()));
  EXPECT_EQ(server->seen().front().all_headers("Host").size(), 1U);
}

TEST_F(HttpClientTls, RefusesANameThatIsNone) {
  address.tls_server_name = "not a name";
  const auto response = get(address);
  expect_error(response, ErrorKind::bad_usage, "the server's address or its TLS name is not one");
}

TEST_F(HttpClientTls, ShowsAClientCertificateFromMemory) {
  start({.certificate = material().leaf_for_address("127.0.0.1"),
         .client_ca = material().root(),
         .demands_certificate = true});
  const auto refused = get(address);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::denied);
  const test::TlsFiles files = material().leaf("operator");
  address.cert_pem = test::read_file(files.chain);
  address.key_pem = test::read_file(files.key);
  const auto response = get(address);
  ASSERT_TRUE(response) << response.error().what.view();
  EXPECT_EQ(server->seen().front().peer, "operator");
}

TEST_F(HttpClientTls, TellsAClientCertificateThatCannotBeUsed) {
  address.cert_pem = "nothing";
  address.key_pem = "nothing";
  expect_error(get(address), ErrorKind::io, "TLS: the client certificate or its key cannot be used");
  address.cert_pem = test::read_file(material().leaf("one").chain);
  address.key_pem = test::read_file(material().leaf("two").key);
  expect_error(get(address), ErrorKind::io, "TLS: the client certificate or its key cannot be used");
}

TEST_F(HttpClientTls, GoesThroughAProxyWithCredentials) {
  const test::TinyproxyServer proxy({server->port()}, "user", "pa55word");
  address.proxy = "http://user:pa%355word@127.0.0.1:" + std::to_string(proxy.port());
  const auto response = get(address, {.target = "/", .headers = {{"Authorization", "Bearer secret"}}});
  ASSERT_TRUE(response) << response.error().what.view();
  EXPECT_EQ(response->body, "over TLS");
  EXPECT_EQ(server->seen().front().header("Proxy-Authorization"), "");
  EXPECT_NE(proxy.log().find("CONNECT 127.0.0.1"), std::string::npos);

  address.proxy = "http://user:wrong@127.0.0.1:" + std::to_string(proxy.port());
  const auto refused = get(address);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::denied);
}

TEST_F(HttpClientTls, ShowsAProxyNoneOfTheServersHeaders) {
  FakeHttpServer proxy;
  proxy.on_request([](const test::FakeRequest&) { return HttpAnswer::error(403, "no"); });
  address.proxy = proxy.url();
  const auto response = get(address, {.target = "/private", .headers = {{"Authorization", "Bearer secret"}}});
  expect_error(response, ErrorKind::denied, "the proxy refuses the way there");
  ASSERT_EQ(proxy.seen().size(), 1U);
  EXPECT_EQ(proxy.seen().front().method, "CONNECT");
  EXPECT_EQ(proxy.seen().front().head.find("secret"), std::string::npos);
  EXPECT_EQ(proxy.seen().front().head.find("private"), std::string::npos);
}

TEST_F(HttpClientTls, GoesThroughAProxyThatSpeaksTls) {
  FakeHttpServer proxy(test::FakeTls{.certificate = material().leaf_for_address("127.0.0.1")});
  proxy.on_request([](const test::FakeRequest&) { return HttpAnswer::error(502, "no way"); });
  address.proxy = proxy.url();
  expect_error(get(address), ErrorKind::unreachable, "the proxy cannot reach it");
  EXPECT_EQ(proxy.seen().size(), 1U);
}

TEST(HttpClientProxy, TellsAProxyThatIsNotThere) {
  HttpServer server = at("https://127.0.0.1:1");
  server.proxy = "127.0.0.1:" + std::to_string(test::free_port());
  expect_error(get(server), ErrorKind::unreachable, "the proxy cannot be reached");
}

TEST(HttpClientProxy, RefusesAnAddressWithoutShowingIt) {
  HttpServer server = at("https://127.0.0.1:1");
  server.proxy = "ftp://user:secret@127.0.0.1:2121";
  const auto response = get(server);
  expect_error(response, ErrorKind::bad_usage, "the address of the proxy cannot be used");
  EXPECT_EQ(RawPeek::at(response.error().subject), server.base);
}

TEST(HttpClientProxy, LetsASocksProxyResolveTheName) {
  const std::string agreed("\x05\x00", 2);
  const std::string connected("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10);
  const ScriptedServer proxy(agreed + connected + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                             ScriptedServer::End::hold);
  HttpServer server = at("http://only-the-proxy-knows.invalid");
  server.proxy = "socks5://127.0.0.1:" + std::to_string(proxy.port());
  const auto response = get(server);
  ASSERT_TRUE(response) << response.error().what.view();
  EXPECT_EQ(response->body, "hi");
  EXPECT_EQ(proxy.received().front(), '\x05');
}

}  // namespace
}  // namespace sgw::collector
