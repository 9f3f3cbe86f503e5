#include "collector/http_head.hpp"

#include "collector/text.hpp"

#include <array>
#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_head = std::size_t{64} << 10, k_max_value = 2048, k_max_headers = 100;
constexpr int k_max_interim_answers = 16;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = trimmed(text.substr(0, end));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// The end of the head and the start of what follows; lines may end without a CR.
std::optional<std::pair<std::size_t, std::size_t>> end_of_head(std::string_view text) {
  const std::size_t strict = text.find("\r\n\r\n");
  const std::size_t lax = text.find("\n\n");
  if (strict == std::string_view::npos && lax == std::string_view::npos) return std::nullopt;
  if (strict < lax) return std::pair{strict, strict + 4};
  return std::pair{lax, lax + 2};
}

HttpHeadResult failed(Literal why) { return {.state = Io::error, .head = {}, .error = why}; }

}  // namespace

std::string_view HttpHead::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::optional<HttpHead> parse_http_head(std::string_view text) {
  HttpHead head;
  const std::string_view first = take_line(text);
  if (!first.starts_with("HTTP/1.") || first.size() < 12 || first[8] != ' ') return std::nullopt;
  const auto code = number(first.substr(9, 3));
  if (!code || *code < 100 || (first.size() > 12 && first[12] != ' ')) return std::nullopt;
  head.code = *code;
  while (!text.empty() && head.headers.size() < k_max_headers) {
    const std::string_view line = take_line(text);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view value = trimmed(line.substr(colon + 1));
    // Half a value could be half a secret, which nothing recognizes any more.
    if (value.size() <= k_max_value) head.headers.emplace_back(lower(trimmed(line.substr(0, colon))), value);
  }
  return head;
}

HttpHeadResult read_http_head(ProbeStream& stream, const ProbeTime& time) {
  std::string text;
  std::array<char, 4096> buffer{};
  int interim_answers = 0;
  while (true) {
    if (time.over()) return {.state = Io::timeout, .head = {}};  // a server that never pauses is never waited for
    if (const auto end = end_of_head(text)) {
      auto head = parse_http_head(std::string_view(text).substr(0, end->first));
      if (!head) return failed("what answers does not speak HTTP/1");
      if (head->code >= 200 || head->code == 101) return {.state = Io::done, .head = std::move(*head)};
      if (++interim_answers > k_max_interim_answers) return failed("only interim answers come");
      text.erase(0, end->second);
      continue;
    }
    if (text.size() >= k_max_head) return failed("the head of the answer does not end within 64 KiB");
    // Whatever does not start like HTTP never will: no need to wait for its end.
    const std::string_view start = std::string_view(text).substr(0, 5);
    if (start != std::string_view("HTTP/").substr(0, start.size())) return failed("what answers does not speak HTTP/1");
    const IoResult got = stream.read(buffer, time);
    if (got.state != Io::done) return {.state = got.state, .head = {}};
    text.append(buffer.data(), got.bytes);
  }
}

std::optional<UtcTime> parse_http_date(std::string_view text) {
  constexpr std::string_view k_months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || text[3] != ',' || !text.ends_with(" GMT")) return std::nullopt;
  const std::size_t month = k_months.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  const std::size_t number_of_month = month / 3 + 1;
  const std::string digits = (number_of_month < 10 ? "0" : "") + std::to_string(number_of_month);
  return parse_time(std::string(text.substr(12, 4)) + "-" + digits + "-" + std::string(text.substr(5, 2)) + "T" +
                    std::string(text.substr(17, 8)) + "Z");
}

}  // namespace sgw::collector
