#include "collector/settings_endpoint.hpp"

#include "collector/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::array<std::string_view, 3> k_clouds{"azure-api.net", "azure-api.us", "azure-api.cn"};

bool blank(char letter) { return letter == ' ' || letter == '\t'; }
bool line_end(char letter) { return letter == '\n' || letter == '\r'; }
bool quote(char letter) { return letter == '"' || letter == '\''; }

void note(std::vector<std::string>& problems, const char* problem) {
  if (std::find(problems.begin(), problems.end(), problem) == problems.end()) problems.emplace_back(problem);
}

// "scheme://authority/rest" or "authority/rest".
struct UrlParts {
  std::string scheme;          // lower case; empty without "://"
  std::string_view authority;  // with credentials and port
  std::string_view rest;       // from the first '/', '?' or '#'
};

UrlParts split_url(std::string_view url) {
  UrlParts parts;
  if (const std::size_t mark = url.find("://"); mark != std::string_view::npos) {
    parts.scheme = lower(url.substr(0, mark));
    url.remove_prefix(mark + 3);
  }
  const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
  parts.authority = url.substr(0, end);
  parts.rest = url.substr(end);
  return parts;
}

std::string_view without_credentials(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? authority : authority.substr(at + 1);
}

struct HostPort {
  std::string host;
  std::optional<std::string_view> port;
};

HostPort split_host(std::string_view authority) {
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return {};
    const std::string_view after = authority.substr(end + 1);
    HostPort result{std::string(authority.substr(1, end - 1)), std::nullopt};
    if (after.starts_with(':')) result.port = after.substr(1);
    return result;
  }
  const std::size_t colon = authority.find(':');
  if (colon == std::string_view::npos) return {lower(authority), std::nullopt};
  return {lower(authority.substr(0, colon)), authority.substr(colon + 1)};
}

bool proper_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '.' || letter == '-' || letter == '_' || letter == ':';
  });
}

// "<name>.<kind>.azure-api.net" with a name of one label.
bool azure_host(std::string_view host, std::string_view kind) {
  return std::any_of(k_clouds.begin(), k_clouds.end(), [&](std::string_view cloud) {
    const std::string tail = (kind.empty() ? "." : "." + std::string(kind) + ".") + std::string(cloud);
    if (!host.ends_with(tail) || host.size() == tail.size()) return false;
    return host.substr(0, host.size() - tail.size()).find('.') == std::string_view::npos;
  });
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

void judge_form(const UrlParts& parts, EndpointFacts& facts) {
  const bool v1_query =
      parts.rest.starts_with("/subscriptions/") || parts.rest.find("api-version=") != std::string_view::npos;
  if (azure_host(facts.host, "management") || v1_query) {
    facts.form = "v1";
    note(facts.problems, "v1-endpoint");
  } else if (azure_host(facts.host, "configuration")) {
    facts.form = "v2";
  } else if (azure_host(facts.host, "")) {
    facts.form = "gateway-host";
    note(facts.problems, "gateway-host");
  } else {
    facts.form = "custom";
  }
  if (parts.scheme == "http") note(facts.problems, "http-scheme");
  const std::size_t path_end = parts.rest.find_first_not_of('/');
  if (path_end != std::string_view::npos) {
    note(facts.problems, "has-path");
  } else if (!parts.rest.empty()) {
    note(facts.problems, "trailing-slash");
  }
}

}  // namespace

std::string_view unwrap_value(std::string_view value, std::vector<std::string>& problems) {
  while (!value.empty() && (blank(value.front()) || line_end(value.front()) || quote(value.front()))) {
    note(problems, quote(value.front()) ? "quoted" : "leading-blank");
    value.remove_prefix(1);
  }
  while (!value.empty() && (blank(value.back()) || line_end(value.back()) || quote(value.back()))) {
    note(problems, quote(value.back()) ? "quoted" : line_end(value.back()) ? "trailing-newline" : "trailing-blank");
    value.remove_suffix(1);
  }
  return value;
}

EndpointFacts parse_endpoint(std::string_view value) {
  EndpointFacts facts;
  facts.form = "invalid";
  const std::string_view inside = unwrap_value(value, facts.problems);
  if (inside.empty()) {
    facts.problems = {"empty"};
    return facts;
  }
  const UrlParts parts = split_url(inside);
  HostPort address = split_host(without_credentials(parts.authority));
  facts.absolute = address.host.ends_with('.');
  if (facts.absolute) address.host.pop_back();  // the same name, said to be whole
  const auto port = address.port
                        ? parse_port(*address.port)
                        : std::optional<std::uint16_t>(parts.scheme == "http" ? std::uint16_t{80} : std::uint16_t{443});
  const bool good_scheme = parts.scheme.empty() || parts.scheme == "http" || parts.scheme == "https";
  if (!good_scheme || !port || !proper_host(address.host)) {
    note(facts.problems, "not-a-url");
    return facts;
  }
  facts.host = address.host;
  facts.port = *port;
  facts.usable = true;
  judge_form(parts, facts);
  return facts;
}

std::string_view url_credentials(std::string_view url) {
  const std::string_view authority = split_url(url).authority;
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos ? std::string_view() : authority.substr(0, at);
}

std::string url_host(std::string_view url) { return split_host(without_credentials(split_url(url).authority)).host; }

}  // namespace sgw::collector
