#include "collector/http_probe.hpp"

#include "tests/collector/probe_servers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

UtcTime at(const char* text) { return parse_time(text).value(); }

HttpHead dated(const std::string& date) {
  HttpHead head;
  head.code = 200;
  head.headers.emplace_back("date", date);
  return head;
}

TEST(HttpProbe, AsksWithoutCredentials) {
  MemoryStream stream("HTTP/1.1 401 Unauthorized\r\nServer: x\r\n\r\n", 4096);
  const HttpProbeResult result =
      http_get(stream, {.target = "/", .host = "contoso.example:8443", .authorization = {}}, plenty_of_time());
  EXPECT_EQ(result.status, HttpStatus::ok);
  EXPECT_EQ(result.head.code, 401);
  EXPECT_THAT(stream.written, HasSubstr("GET / HTTP/1.1\r\nHost: contoso.example:8443\r\n"));
  EXPECT_THAT(stream.written, Not(HasSubstr("uthorization")));
  EXPECT_THAT(stream.written, Not(HasSubstr("ookie")));
}

TEST(HttpProbe, SaysWhatBecameOfIt) {
  const auto status_of = [](const std::string& bytes, Io end) {
    MemoryStream stream(bytes, 4096, end);
    return std::string(to_literal(http_get(stream, {}, plenty_of_time()).status).view());
  };
  EXPECT_EQ(status_of("", Io::closed), "reset");
  EXPECT_EQ(status_of("", Io::reset), "reset");
  EXPECT_EQ(status_of("HTTP/1.1 200", Io::timeout), "timeout");
  EXPECT_EQ(status_of("nonsense", Io::closed), "error");
}

TEST(HttpProbe, MeasuresTheClockAgainstTheMiddleOfTheRoundTrip) {
  const HttpHead head = dated("Mon, 23 Nov 2026 16:44:57 GMT");
  EXPECT_EQ(clock_skew(head, at("2026-11-23T16:49:57Z"), at("2026-11-23T16:49:58Z")), 300);
  EXPECT_EQ(clock_skew(head, at("2026-11-23T16:39:57Z"), at("2026-11-23T16:39:58Z")), -300);
  EXPECT_EQ(clock_skew(head, at("2026-11-23T16:44:57.900Z"), at("2026-11-23T16:44:58.200Z")), 0);
  // A slow answer: four seconds on the way make no skew.
  EXPECT_EQ(clock_skew(head, at("2026-11-23T16:44:53.500Z"), at("2026-11-23T16:44:57.500Z")), 0);
}

TEST(HttpProbe, DoesNotJudgeTheClockByACachedOrUndatedAnswer) {
  HttpHead cached = dated("Mon, 23 Nov 2026 16:44:57 GMT");
  cached.headers.emplace_back("age", "100");
  EXPECT_FALSE(clock_skew(cached, at("2026-11-23T16:49:57Z"), at("2026-11-23T16:49:58Z")));
  EXPECT_FALSE(clock_skew(dated("now"), at("2026-11-23T16:49:57Z"), at("2026-11-23T16:49:58Z")));
  EXPECT_FALSE(clock_skew({}, at("2026-11-23T16:49:57Z"), at("2026-11-23T16:49:58Z")));
}

TEST(ClockSkew, IsWhatTheWayThereAndBackDoesNotExplain) {
  const UtcTime sent = at("2026-11-23T16:44:50Z");
  const UtcTime received = at("2026-11-23T16:44:54Z");
  EXPECT_EQ(skew_seconds(at("2026-11-23T16:44:55Z"), sent, received), 0);
  EXPECT_EQ(skew_seconds(at("2026-11-23T16:43:52Z"), sent, received), 60);
  EXPECT_EQ(skew_seconds(at("2026-11-23T16:45:52Z"), sent, received), -60);
}

}  // namespace
}  // namespace sgw::collector
