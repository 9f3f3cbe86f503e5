#include "collector/http_probe.hpp"

#include <cmath>

namespace sgw::collector {

namespace {

HttpStatus status_of(Io state) {
  switch (state) {
    case Io::done:
      return HttpStatus::ok;
    case Io::timeout:
      return HttpStatus::timeout;
    case Io::closed:
    case Io::reset:
      return HttpStatus::reset;
    case Io::error:
      return HttpStatus::error;
  }
  return HttpStatus::error;
}

std::string head_of(const HttpProbeRequest& request) {
  std::string text = "GET " + request.target + " HTTP/1.1\r\nHost: " + request.host +
                     "\r\nUser-Agent: sgw-diag\r\nAccept: */*\r\nConnection: close\r\n";
  if (!request.authorization.empty()) text += "Proxy-Authorization: " + request.authorization + "\r\n";
  if (!request.token.empty()) text += "Authorization: " + request.token + "\r\n";
  return text + "\r\n";
}

}  // namespace

Literal to_literal(HttpStatus status) {
  switch (status) {
    case HttpStatus::ok:
      return "ok";
    case HttpStatus::timeout:
      return "timeout";
    case HttpStatus::reset:
      return "reset";
    case HttpStatus::skipped:
      return "skipped";
    case HttpStatus::error:
      return "error";
  }
  return "error";
}

UtcTime wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::optional<std::int64_t> clock_skew(const HttpHead& head, UtcTime sent, UtcTime received) {
  const auto date = parse_http_date(head.header("date"));
  if (!date || !head.header("age").empty()) return std::nullopt;
  // The header is cut to whole seconds: on the average the true time is half a second later.
  return skew_seconds(*date + std::chrono::milliseconds(500), sent, received);
}

std::int64_t skew_seconds(UtcTime theirs, UtcTime sent, UtcTime received) {
  const auto half_trip = (received - sent) / 2;
  const auto skew = (sent + half_trip) - theirs;
  if (std::chrono::abs(skew) <= std::chrono::abs(half_trip) + std::chrono::seconds(1)) return 0;
  return std::lround(std::chrono::duration<double>(skew).count());
}

HttpProbeResult http_get(ProbeStream& stream, const HttpProbeRequest& request, const ProbeTime& time) {
  const Stopwatch watch;
  HttpProbeResult result;
  const UtcTime sent = wall_clock();
  if (const Io written = stream.write(head_of(request), time); written != Io::done) {
    result.status = status_of(written);
  } else {
    HttpHeadResult answer = read_http_head(stream, time);
    result.status = status_of(answer.state);
    result.error = answer.error;
    result.head = std::move(answer.head);
    if (answer.state == Io::done) result.clock_skew_seconds = clock_skew(result.head, sent, wall_clock());
  }
  result.took = watch.elapsed();
  return result;
}

}  // namespace sgw::collector
