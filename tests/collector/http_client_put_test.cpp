#include "collector/http_client.hpp"

#include "tests/support/fake_http_server.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace sgw::collector {
namespace {

using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::FakeRequest;
using test::HttpAnswer;

HttpUpload upload_of(const std::string& bytes) {
  return {bytes.size(), [&bytes](std::uint64_t offset, std::span<char> into) -> std::optional<std::size_t> {
            return bytes.copy(into.data(), std::min<std::size_t>(into.size(), 1000), static_cast<std::size_t>(offset));
          }};
}

HttpServer at(const FakeHttpServer& server) {
  HttpServer where;
  where.base = server.url();
  return where;
}

class HttpClientPut : public testing::Test {
 protected:
  RawResult<HttpResponse> put(const std::string& bytes, std::chrono::milliseconds limit = 20s,
                              std::chrono::milliseconds stall = 20s) {
    HttpRequest request{.target = "/in", .headers = {{"X-Asked", "yes"}}};
    request.stall = stall;
    return client_.put(request, upload_of(bytes), Deadline::after(limit), stop_.get_token());
  }

  FakeHttpServer server_;
  HttpClient client_{at(server_)};
  std::stop_source stop_;
};

TEST_F(HttpClientPut, SendsABodyAsItIsRead) {
  server_.on("/in", HttpAnswer::text("thanks").with_status(201));
  const std::string bytes(300'000, 'x');
  const auto answer = put(bytes);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "thanks");
  const FakeRequest request = server_.seen().at(0);
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.header("Content-Length"), "300000");
  EXPECT_EQ(request.header("X-Asked"), "yes");
  EXPECT_TRUE(request.body == bytes);
}

TEST_F(HttpClientPut, SendsNothingAsABodyToo) {
  server_.on("/in", HttpAnswer::text("").with_status(200));
  ASSERT_TRUE(put(""));
  EXPECT_EQ(server_.seen().at(0).header("Content-Length"), "0");
}

TEST_F(HttpClientPut, TakesAnErrorStatusForAnAnswer) {
  server_.on("/in", HttpAnswer::error(403, "no").header("x-ms-error-code", "AuthenticationFailed"));
  const auto answer = put("bytes");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 403);
  EXPECT_EQ(answer->header("x-ms-error-code"), "AuthenticationFailed");
}

TEST_F(HttpClientPut, BeginsAnewOnAConnectionThatTheServerHadClosed) {
  server_.on("/in", HttpAnswer::text("one").header("Connection", "keep-alive").cut_after(3));
  const std::string bytes(200'000, 'y');
  ASSERT_TRUE(put(bytes));
  std::this_thread::sleep_for(50ms);
  ASSERT_TRUE(put(bytes));
  EXPECT_EQ(server_.seen().size(), 2U);
  EXPECT_TRUE(server_.seen().at(1).body == bytes);
}

TEST_F(HttpClientPut, EndsWhenTheBodyCannotBeRead) {
  const HttpUpload broken{10,
                          [](std::uint64_t, std::span<char>) -> std::optional<std::size_t> { return std::nullopt; }};
  const auto answer = client_.put({.target = "/in"}, broken, Deadline::after(20s), {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::io);
  EXPECT_EQ(answer.error().what.view(), "what is to be sent cannot be read, or has changed");
  EXPECT_TRUE(server_.seen().empty());
}

TEST_F(HttpClientPut, EndsAtTheDeadlineAndWhenNothingComes) {
  server_.on("/in", HttpAnswer::silence());
  EXPECT_EQ(put("x", 150ms).error().kind, ErrorKind::timeout);
  EXPECT_EQ(put("x", 20s, 150ms).error().what.view(), "nothing came for too long");
}

TEST_F(HttpClientPut, StopsWhenAsked) {
  server_.on("/in", HttpAnswer::silence());
  const std::jthread stopper([&](const std::stop_token& end) {
    while (server_.targets().empty() && !end.stop_requested()) std::this_thread::yield();
    stop_.request_stop();
  });
  EXPECT_EQ(put("x").error().kind, ErrorKind::cancelled);
}

TEST_F(HttpClientPut, TellsThatTheConnectionBrokeBeforeAnAnswer) {
  server_.on("/in", HttpAnswer::raw_bytes(""));
  EXPECT_FALSE(put("x"));
  EXPECT_TRUE(client_.broke_before_answer());
}

}  // namespace
}  // namespace sgw::collector
