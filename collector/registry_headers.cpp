#include "collector/registry_headers.hpp"

#include "collector/dns_name.hpp"
#include "collector/percent_encoding.hpp"
#include "collector/registry_address.hpp"
#include "collector/text.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_target = 2048;  // bytes

std::string_view trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

// "https://host" and "https://host:443" are one server.
std::string origin(std::string_view base) {
  std::string text = lower(base);
  const std::string_view usual = text.starts_with("https://") ? ":443" : ":80";
  if (text.ends_with(usual)) text.resize(text.size() - usual.size());
  return text;
}

// One `name=value` or `name="value"` of a list, taken off the front of `text`.
struct Parameter {
  std::string name;
  std::string value;
};

std::optional<Parameter> take_parameter(std::string_view& text, std::string_view separators) {
  const std::size_t start = text.find_first_not_of(" \t,;");
  if (start == std::string_view::npos) return std::nullopt;
  text.remove_prefix(start);
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  Parameter found{lower(trimmed(text.substr(0, equals))), {}};
  text.remove_prefix(equals + 1);
  if (!text.starts_with('"')) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    found.value = trimmed(text.substr(0, end));
    text.remove_prefix(end);
    return found;
  }
  const std::size_t end = text.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  found.value = text.substr(1, end - 1);
  text.remove_prefix(end + 1);
  return found;
}

}  // namespace

std::optional<std::string> target_on(std::string_view base, std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos && scheme < url.find('/')) {
    const std::size_t path = std::min(url.find_first_of("/?#\\", scheme + 3), url.size());
    if (origin(url.substr(0, path)) != origin(base)) return std::nullopt;
    url.remove_prefix(path);
  }
  // "//host/…" and "/\host/…" name another server.
  if (!url.starts_with('/') || url.starts_with("//") || url.starts_with("/\\")) return std::nullopt;
  url = url.substr(0, url.find('#'));
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  if (url.size() > k_max_target || !std::all_of(url.begin(), url.end(), plain)) return std::nullopt;
  return std::string(url);
}

std::string TokenPlace::base() const { return "https://" + host_and_port(host, port, 443); }

std::optional<TokenPlace> token_place(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  if (lower(url.substr(0, scheme.size())) != scheme) return std::nullopt;
  const std::string_view authority =
      url.substr(scheme.size(), url.find_first_of("/?#\\", scheme.size()) - scheme.size());
  auto target = target_on(std::string(scheme).append(authority), url);
  // The rest of the name's form is a registry's: "host[:port]".
  const auto server = parse_registry(authority);
  if (!target || authority.empty() || !server || !is_host_name(server->host) || is_address(server->host))
    return std::nullopt;
  return TokenPlace{server->host, server->port, *std::move(target)};
}

std::optional<std::string> next_link(std::string_view header) {
  while (true) {
    const std::size_t open = header.find('<');
    const std::size_t close = open == std::string_view::npos ? open : header.find('>', open);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view url = header.substr(open + 1, close - open - 1);
    header.remove_prefix(close + 1);
    std::string_view parameters = header.substr(0, header.find('<'));
    while (const auto parameter = take_parameter(parameters, ",;")) {
      if (parameter->name == "rel" && lower(parameter->value) == "next") return std::string(url);
    }
  }
}

std::optional<BearerChallenge> bearer_challenge(std::string_view header) {
  constexpr std::string_view scheme = "bearer ";
  header = trimmed(header);
  if (lower(header.substr(0, scheme.size())) != scheme) return std::nullopt;
  header.remove_prefix(scheme.size());
  BearerChallenge challenge;
  while (auto parameter = take_parameter(header, ",")) {
    if (parameter->name == "realm") challenge.realm = std::move(parameter->value);
    if (parameter->name == "service") challenge.service = std::move(parameter->value);
  }
  if (challenge.realm.empty()) return std::nullopt;
  return challenge;
}

std::string query_value(std::string_view text) { return percent_encoded(text, &is_unreserved); }

}  // namespace sgw::collector
