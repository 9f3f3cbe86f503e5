#include "collector/proxy_settings.hpp"

#include "collector/basic_authorization.hpp"
#include "collector/dns_name.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <initializer_list>

namespace sgw::collector {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blank = " \t\r\n\"'";
  const std::size_t begin = text.find_first_not_of(k_blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blank) - begin + 1);
}

// Cuts off everything up to and with the last `mark`, and returns what stood before it.
std::string_view cut_before(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.rfind(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(at + mark.size());
  return before;
}

std::uint16_t usual_port(std::string_view scheme) {
  if (scheme == "https") return 443;
  return scheme.starts_with("socks") ? 1080 : 80;
}

// "host", "host:port", "[v6]:port".
bool read_host_and_port(std::string_view text, ProxyAddress& proxy) {
  const std::size_t bracket = text.rfind(']');
  const std::size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
  proxy.host = normal_host(text.substr(0, colon));
  proxy.port = usual_port(proxy.scheme);
  if (colon != std::string_view::npos) {
    const std::string_view digits = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), proxy.port);
    if (error != std::errc() || end != digits.data() + digits.size() || proxy.port == 0) return false;
  }
  return is_host_name(proxy.host) || is_address(proxy.host);
}

bool matches(std::string_view entry, const std::string& host) {
  if (entry == "*") return true;
  if (entry.starts_with("*.")) entry.remove_prefix(1);
  const std::string domain = normal_host(entry);
  if (!domain.starts_with('.')) return !domain.empty() && domain == host;
  return host.ends_with(domain) || host == std::string_view(domain).substr(1);
}

// "10.0.0.0/8", "host:443"; an IPv6 address is no such thing.
bool never_matches(std::string_view entry) {
  return entry.find('/') != std::string_view::npos ||
         (entry.find(':') != std::string_view::npos && !is_address(normal_host(entry)));
}

std::string first_variable(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

}  // namespace

std::optional<ProxyAddress> parse_proxy(std::string_view setting) {
  setting = trimmed(setting);
  ProxyAddress proxy;
  if (const std::size_t mark = setting.find("://"); mark != std::string_view::npos) {
    proxy.scheme = normal_host(setting.substr(0, mark));
    setting.remove_prefix(mark + 3);
  }
  // A password may hold a slash that nobody encoded: only one behind the last '@' ends the authority.
  const std::string_view userinfo = cut_before(setting, "@");
  setting = setting.substr(0, setting.find_first_of("/?#"));
  if (!read_host_and_port(setting, proxy)) return std::nullopt;
  if (!userinfo.empty()) {
    proxy.userinfo = std::string(userinfo);
    const std::size_t colon = userinfo.find(':');
    const std::string user = percent_decoded(userinfo.substr(0, colon));
    if (colon != std::string_view::npos) proxy.password = percent_decoded(userinfo.substr(colon + 1));
    proxy.authorization = basic_authorization(user + ":" + proxy.password);
  }
  return proxy;
}

std::string proxy_url(const ProxyAddress& proxy) {
  const std::string user = proxy.userinfo.empty() ? "" : proxy.userinfo + "@";
  return proxy.scheme + "://" + user + host_and_port(proxy.host, proxy.port, 0);
}

NoProxyReading read_no_proxy(std::string_view no_proxy, std::string_view host) {
  constexpr std::size_t k_max_ignored = 8, k_max_entry = 256;
  NoProxyReading reading;
  const std::string wanted = normal_host(host);
  while (!no_proxy.empty()) {
    const std::size_t comma = std::min(no_proxy.find(','), no_proxy.size());
    const std::string_view entry = trimmed(no_proxy.substr(0, comma));
    no_proxy.remove_prefix(std::min(comma + 1, no_proxy.size()));
    if (!reading.exempt && matches(entry, wanted)) {
      reading.exempt = true;
      reading.entry = std::string(entry);
    } else if (never_matches(entry) && entry.size() <= k_max_entry && reading.ignored.size() < k_max_ignored) {
      reading.ignored.emplace_back(entry);
    }
  }
  return reading;
}

ProxyChoice proxy_for(const ProxySettings& settings, std::string_view host, bool plain) {
  const std::string& setting = plain ? settings.http : settings.https;
  ProxyChoice choice;
  if (setting.empty()) return choice;
  if (!settings.no_proxy.empty()) choice.no_proxy = read_no_proxy(settings.no_proxy, host);
  if (choice.no_proxy && choice.no_proxy->exempt) return choice;
  choice.proxy = parse_proxy(setting);
  choice.unreadable = !choice.proxy;
  return choice;
}

ProxySettings proxy_settings_of_environment() {
  return {.http = first_variable({"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}),
          .https = first_variable({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}),
          .no_proxy = first_variable({"no_proxy", "NO_PROXY"})};
}

}  // namespace sgw::collector
