#include "collector/kube_failure.hpp"

#include "collector/http_head.hpp"
#include "collector/kube_headers.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_message = 2000;
constexpr std::chrono::seconds k_longest{24 * 3600};

struct Cause {
  ErrorKind kind;
  Literal what;
};

Cause cause_of(int status) {
  switch (status) {
    case 401:
      return {ErrorKind::denied, "the API server does not accept the credential that it got"};
    case 403:
      return {ErrorKind::denied, "the API server refuses access"};
    case 404:
      return {ErrorKind::not_found, "the API server does not know it"};
    case 410:
      return {ErrorKind::protocol, "the API server no longer holds that state"};
    case 429:
      return {ErrorKind::unreachable, "the API server has too much to do"};
    case 500:
      return {ErrorKind::protocol, "the API server reports an error of its own"};
    case 502:
    case 503:
      return {ErrorKind::unreachable, "it is not available"};
    case 504:
      return {ErrorKind::timeout, "the API server ran out of time"};
    default:
      break;
  }
  if (status >= 300 && status < 400) return {ErrorKind::protocol, "the answer sends elsewhere, which is not followed"};
  if (status >= 400 && status < 500) return {ErrorKind::protocol, "the API server refuses the request"};
  return {ErrorKind::protocol, "the API server's answer was not expected"};
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_web_page(const HttpResponse& response) {
  const std::string type = lower(response.header("content-type").value_or(""));
  return type.starts_with("text/html") || without_blanks(response.body).starts_with('<');
}

// A page tells by its title who speaks.
std::string page_title(std::string_view page) {
  const std::string small = lower(page);
  const std::size_t begin = small.find("<title>");
  if (begin == std::string::npos) return {};
  const std::size_t from = begin + std::string_view("<title>").size();
  const std::size_t end = small.find('<', from);
  return end == std::string::npos ? std::string() : std::string(without_blanks(page.substr(from, end - from)));
}

// An answer to what was asked of Secrets that has no more than metadata, whatever it is called.
bool has_metadata_alone(const JsonReader& document) {
  const auto has_data = [](const JsonReader& object) {
    return object["data"].exists() || object["stringData"].exists();
  };
  const auto items = document["items"].items();
  return document["kind"].text_or("").starts_with("PartialObjectMetadata") && !has_data(document) &&
         std::none_of(items.begin(), items.end(), has_data);
}

// Whole lines from the start.
std::string start_of(std::string_view text) {
  text = without_blanks(text);
  if (text.size() <= k_max_message) return std::string(text);
  const std::size_t end = text.rfind('\n', k_max_message);
  return end == std::string_view::npos ? std::string() : std::string(without_blanks(text.substr(0, end)));
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::chrono::milliseconds within_bounds(std::chrono::seconds span) {
  return std::clamp(span, std::chrono::seconds{0}, k_longest);
}

std::chrono::seconds seconds_of(std::int64_t number) {
  return std::chrono::seconds{std::clamp<std::int64_t>(number, 0, k_longest.count())};
}

}  // namespace

KubeFailure failure_of(const HttpResponse& response, const std::string& path) {
  const Cause cause = cause_of(response.status);
  KubeFailure failure{
      .error = {cause.kind, cause.what, RawText(path)}, .status = response.status, .reason = {}, .message = {}};
  if (is_web_page(response)) {
    failure.message = start_of(page_title(response.body));
    if (cause.kind == ErrorKind::protocol) {
      failure.error.what = "a web page answers where the API server should: a proxy or a login page is in between";
    }
    return failure;
  }
  const auto document = JsonReader::parse(response.body);
  if (!document || !document->is_object()) {
    failure.message = start_of(response.body);
    return failure;
  }
  failure.reason = (*document)["reason"].text_or("");
  failure.message = start_of((*document)["message"].text_or(""));
  return failure;
}

KubeFailure failure_of(RawError error) { return {.error = std::move(error), .status = 0, .reason = {}, .message = {}}; }

KubeResult<JsonReader> document_of(const HttpResponse& response, const std::string& path) {
  const auto fail = [&](Literal what, std::string message) {
    return tl::make_unexpected(KubeFailure{.error = {ErrorKind::protocol, what, RawText(path)},
                                           .status = response.status,
                                           .reason = {},
                                           .message = std::move(message)});
  };
  if (is_web_page(response)) {
    return fail("a web page answers where the API server should: a proxy or a login page is in between",
                start_of(page_title(response.body)));
  }
  auto document = JsonReader::parse(response.body);
  if (!document) return fail("the API server's answer is not JSON", {});
  if (!document->is_object()) return fail("the API server's answer is no object", {});
  if (is_of_secrets(path) && !has_metadata_alone(*document)) {
    return fail("the API server cannot give the metadata of Secrets alone", {});
  }
  return *std::move(document);
}

std::optional<std::chrono::milliseconds> retry_after(const HttpResponse& response) {
  if (const auto header = response.header("retry-after")) {
    if (const auto number = whole_number(without_blanks(*header))) return seconds_of(*number);
    if (const auto date = parse_http_date(*header)) {
      const auto sent = parse_http_date(response.header("date").value_or(""));
      const UtcTime from =
          sent.value_or(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
      return within_bounds(std::chrono::ceil<std::chrono::seconds>(*date - from));
    }
  }
  const auto document = JsonReader::parse(response.body);
  const auto number = document ? (*document)["details"]["retryAfterSeconds"].integer() : std::nullopt;
  if (!number || *number <= 0) return std::nullopt;
  return seconds_of(*number);
}

}  // namespace sgw::collector
