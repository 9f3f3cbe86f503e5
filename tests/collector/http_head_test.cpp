#include "collector/http_head.hpp"

#include "tests/collector/probe_servers.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

const std::string k_answer =
    "HTTP/1.1 404 Not Found\r\nDate: Mon, 23 Nov 2026 16:44:57 GMT\r\nSERVER:  nginx \r\n\r\nbody";

HttpHeadResult read(const std::string& bytes, std::size_t piece, Io end = Io::closed) {
  MemoryStream stream(bytes, piece, end);
  return read_http_head(stream, plenty_of_time());
}

TEST(HttpHead, IsTheSameWhereverTheAnswerIsCut) {
  for (std::size_t piece = 1; piece <= k_answer.size(); ++piece) {
    const HttpHeadResult result = read(k_answer, piece);
    ASSERT_EQ(result.state, Io::done) << piece;
    EXPECT_EQ(result.head.code, 404);
    EXPECT_EQ(result.head.header("server"), "nginx");
    EXPECT_EQ(result.head.header("via"), "");
  }
}

TEST(HttpHead, PassesOverInterimAnswers) {
  EXPECT_EQ(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + k_answer, 7).head.code, 404);
}

TEST(HttpHead, TakesLinesWithoutCarriageReturns) {
  EXPECT_EQ(read("HTTP/1.0 200 OK\nVia: a\n\n", 100).head.header("via"), "a");
}

TEST(HttpHead, RefusesWhatIsNoHttp) {
  for (const std::string bytes : {"SSH-2.0-OpenSSH\r\n", "\x15\x03\x01", "HTTP/2 200\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
                                  "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000\r\n\r\n"}) {
    EXPECT_EQ(read(bytes, 4096, Io::timeout).state, Io::error) << bytes;
  }
}

TEST(HttpHead, ReportsAnEndBeforeTheHeadIsWhole) {
  EXPECT_EQ(read("", 1).state, Io::closed);
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nA: b", 3).state, Io::closed);
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\n", 3, Io::timeout).state, Io::timeout);
}

TEST(HttpHead, IsBounded) {
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\nA: " + std::string(std::size_t{1} << 20, 'x'), 4096).state, Io::error);
  const HttpHeadResult longish = read("HTTP/1.1 200 OK\r\nServer: " + std::string(5000, 'x') + "\r\n\r\n", 4096);
  EXPECT_EQ(longish.head.code, 200);
  EXPECT_EQ(longish.head.header("server"), "");  // no half of a value
}

TEST(HttpHead, WaitsForNoEndOfInterimAnswers) {
  std::string endless;
  for (int i = 0; i < 100000; ++i) endless += "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_EQ(read(endless, 4096).state, Io::error);
}

TEST(HttpHead, EndsInTimeAlsoWhenTheOtherSideNeverPauses) {
  MemoryStream stream(k_answer, 1);
  EXPECT_EQ(read_http_head(stream, {Deadline::after(std::chrono::milliseconds(0)), {}}).state, Io::timeout);
}

TEST(HttpHead, ReadsDates) {
  const auto date = parse_http_date("Mon, 23 Nov 2026 16:44:57 GMT");
  ASSERT_TRUE(date);
  EXPECT_EQ(format_time(*date), "2026-11-23T16:44:57Z");
  EXPECT_EQ(format_time(*parse_http_date("Thu, 01 Jan 2026 00:00:00 GMT")), "2026-01-01T00:00:00Z");
  for (const std::string text :
       {"", "Mon, 23 Nov 2026 16:44:57 UTC", "Monday, 23-Nov-26 16:44:57 GMT", "Mon, 23 Nox 2026 16:44:57 GMT",
        "Mon, 99 Nov 2026 16:44:57 GMT", "Mon, 23 anF 2026 16:44:57 GMT"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
}

}  // namespace
}  // namespace sgw::collector
