#include "collector/http_client.hpp"

#include "tests/support/fake_http_server.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/raw_peek.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <string>
#include <thread>

namespace sgw::collector {
namespace {

using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::HttpAnswer;

Deadline soon() { return Deadline::after(20s); }

HttpServer at(const FakeHttpServer& server) {
  return {.base = server.url(), .unix_socket = {}, .ca_file = {}, .cert_file = {}, .key_file = {}};
}

HttpServer at_socket(const std::filesystem::path& path) {
  HttpServer server;
  server.base = "http://localhost";
  server.unix_socket = path.string();
  return server;
}

RawResult<HttpResponse> get(const HttpServer& server, const HttpRequest& request) {
  return HttpClient(server).get(request, soon(), {});
}

void expect_error(const RawResult<HttpResponse>& response, ErrorKind kind, std::string_view what) {
  ASSERT_FALSE(response) << "status " << response->status;
  EXPECT_EQ(response.error().kind, kind);
  EXPECT_EQ(response.error().what.view(), what);
}

TEST(HttpClient, GetsABodyWithItsHeaders) {
  FakeHttpServer server;
  server.on("/a?b=c", HttpAnswer::text("hello").header("X-Thing", "  one  "));
  const auto response = get(at(server), {.target = "/a?b=c", .headers = {{"X-Asked", "yes"}}});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "hello");
  EXPECT_EQ(response->header("x-thing"), "one");
  EXPECT_FALSE(response->header("absent"));
  EXPECT_NE(server.requests().at(0).find("X-Asked: yes"), std::string::npos);
}

TEST(HttpClient, SpeaksThroughAUnixSocketAndKeepsTheConnection) {
  const test::TempDir folder;
  FakeHttpServer server(folder / "s.sock");
  server.on("/", HttpAnswer::text("x").chunked());
  HttpClient client(at_socket(folder / "s.sock"));
  for (int i = 0; i < 3; ++i) {
    const auto response = client.get({.target = "/"}, soon(), {});
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "x");
  }
  EXPECT_EQ(server.targets().size(), 3U);
}

TEST(HttpClient, TakesAnErrorStatusForAnAnswer) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::error(500, "oops"));
  const auto response = get(at(server), {.target = "/"});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 500);
  EXPECT_FALSE(response->ok());
}

TEST(HttpClient, FollowsNoRedirect) {
  FakeHttpServer server;
  auto answer = HttpAnswer::text("").header("Location", "/other");
  answer.status = 302;
  server.on("/", answer);
  const auto response = get(at(server), {.target = "/"});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(server.targets().size(), 1U);
}

TEST(HttpClient, TellsASocketThatIsNotThere) {
  const test::TempDir folder;
  expect_error(get(at_socket(folder / "none.sock"), {.target = "/"}), ErrorKind::not_found, "there is no such socket");
}

TEST(HttpClient, TellsASocketThatWasLeftOver) {
  const test::TempDir folder;
  const std::string path = (folder / "left.sock").string();
  const int left = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(bind(left, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  close(left);
  const auto response = get(at_socket(path), {.target = "/"});
  expect_error(response, ErrorKind::unreachable, "nobody listens there");
  EXPECT_EQ(RawPeek::at(response.error().subject), path);
}

TEST(HttpClient, TellsAPortWithoutAServer) {
  HttpServer server;
  server.base = "http://127.0.0.1:" + std::to_string(test::free_port());
  expect_error(get(server, {.target = "/"}), ErrorKind::unreachable, "nobody listens there");
}

TEST(HttpClient, EndsAtItsLimit) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::silence());
  expect_error(get(at(server), {.target = "/", .limit = 150ms}), ErrorKind::timeout, "no complete answer in time");
}

TEST(HttpClient, EndsAtTheDeadlineBeforeTheLimit) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("12345").stall_after(2));
  expect_error(HttpClient(at(server)).get({.target = "/"}, Deadline::after(150ms), {}), ErrorKind::timeout,
               "no complete answer in time");
}

TEST(HttpClient, StopsWhenAsked) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::silence());
  std::stop_source stop;
  const std::jthread stopper([&] {
    while (server.targets().empty()) std::this_thread::yield();
    stop.request_stop();
  });
  expect_error(HttpClient(at(server)).get({.target = "/"}, soon(), stop.get_token()), ErrorKind::cancelled,
               "stopped on request");
}

TEST(HttpClient, TellsAnAnswerThatBrokeOff) {
  FakeHttpServer server;
  server.on("/length", HttpAnswer::text("0123456789").cut_after(4));
  server.on("/chunks", HttpAnswer::text("0123456789").chunked().cut_after(4));
  server.on("/nothing", HttpAnswer::raw_bytes(""));
  EXPECT_EQ(get(at(server), {.target = "/length"}).error().kind, ErrorKind::protocol);
  EXPECT_EQ(get(at(server), {.target = "/chunks"}).error().kind, ErrorKind::protocol);
  EXPECT_EQ(get(at(server), {.target = "/nothing"}).error().kind, ErrorKind::protocol);
}

TEST(HttpClient, TellsWhatIsNotHttp) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::raw_bytes("SSH-2.0-OpenSSH_9.2\r\n"));
  expect_error(get(at(server), {.target = "/"}), ErrorKind::protocol, "the answer is not proper HTTP");
}

TEST(HttpClient, TellsPlainHttpWhereTlsWasExpected) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("x"));
  HttpServer tls = at(server);
  tls.base = "https://127.0.0.1:" + std::to_string(server.port());
  EXPECT_EQ(get(tls, {.target = "/", .limit = 2s}).error().kind, ErrorKind::protocol);
}

TEST(HttpClient, RefusesOtherProtocols) {
  const test::TempDir folder;
  folder.write("secret.txt", "text");
  HttpServer server;
  server.base = "file://" + folder.path().string();
  EXPECT_FALSE(get(server, {.target = "/secret.txt"}));
}

TEST(HttpClient, BoundsTheBody) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text(std::string(1000, 'x')));
  expect_error(get(at(server), {.target = "/", .max_body = 999}), ErrorKind::too_large, "the answer is too large");
  EXPECT_TRUE(get(at(server), {.target = "/", .max_body = 1000}));
  server.on("/endless", HttpAnswer::text("data").endless());
  expect_error(get(at(server), {.target = "/endless", .max_body = 5000}), ErrorKind::too_large,
               "the answer is too large");
}

TEST(HttpClient, BoundsTheHeadersOfInterimAnswersToo) {
  FakeHttpServer server;
  std::string interim;
  for (int i = 0; i < 5000; ++i) interim += "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n";
  server.on("/", HttpAnswer::raw_bytes(interim + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
  expect_error(get(at(server), {.target = "/"}), ErrorKind::too_large, "the answer is too large");
  expect_error(HttpClient(at(server)).stream({.target = "/"}, [](std::string_view) { return true; }, soon(), {}),
               ErrorKind::too_large, "the answer is too large");
}

TEST(HttpClient, StreamsUntilTheCallerHasEnough) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("data").endless());
  std::size_t bytes = 0;
  const auto response =
      HttpClient(at(server))
          .stream({.target = "/"}, [&bytes](std::string_view chunk) { return (bytes += chunk.size()) < 10000; }, soon(),
                  {});
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->ended_by_caller);
  EXPECT_GE(bytes, 10000U);
}

TEST(HttpClient, EndsAStreamThatStallsAndKeepsWhatCame) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("0123456789").stall_after(6));
  std::string text;
  const auto response =
      HttpClient(at(server))
          .stream({.target = "/", .stall = 200ms},
                  [&text](std::string_view chunk) { return !text.append(chunk).empty(); }, soon(), {});
  expect_error(response, ErrorKind::timeout, "nothing came for too long");
  EXPECT_EQ(text, "012345");
}

TEST(HttpClient, KeepsAnErrorsBodyFromTheStream) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::error(501, "no"));
  int calls = 0;
  const auto response =
      HttpClient(at(server)).stream({.target = "/"}, [&calls](std::string_view) { return ++calls > 0; }, soon(), {});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 501);
  EXPECT_EQ(response->body, "{\"message\":\"no\"}\n");
  EXPECT_EQ(calls, 0);
}

TEST(HttpClient, LetsAnExceptionOfTheTakerOut) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("x"));
  HttpClient client(at(server));
  EXPECT_THROW((void)client.stream({.target = "/"}, [](std::string_view) -> bool { throw 7; }, soon(), {}), int);
  EXPECT_TRUE(client.get({.target = "/"}, soon(), {}));
}

TEST(HttpClient, UsesNoProxyOfTheEnvironment) {
  FakeHttpServer server;
  server.on("/", HttpAnswer::text("direct"));
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto response = get(at(server), {.target = "/"});
  unsetenv("http_proxy");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "direct");
}

}  // namespace
}  // namespace sgw::collector
