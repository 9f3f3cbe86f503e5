#include "redaction/gateway_token.hpp"

#include "redaction/base64.hpp"

#include <sgw_diag/utc_time.hpp>

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_scheme = "GatewayKey";
constexpr std::string_view k_scheme_base64 = "R2F0ZXdheUtleS";
constexpr std::size_t k_expiry_digits = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string expiry_text(std::string_view digits) {
  std::string text;
  text.append(digits.substr(0, 4)).append("-").append(digits.substr(4, 2)).append("-").append(digits.substr(6, 2));
  text.append("T").append(digits.substr(8, 2)).append(":").append(digits.substr(10, 2)).append("Z");
  return parse_time(text) ? text : std::string();
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_edges = " \t\r\n\"'";
  const std::size_t begin = text.find_first_not_of(k_edges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_edges) - begin + 1);
}

}  // namespace

GatewayToken parse_gateway_token(std::string_view value) {
  std::string decoded;
  if (const std::size_t at = value.find(k_scheme_base64); at != std::string_view::npos) {
    decoded = base64_decoded(value.substr(at));
    value = decoded;
  }
  if (const std::size_t at = value.find(k_scheme); at != std::string_view::npos)
    value.remove_prefix(at + k_scheme.size());
  value = trimmed(value);
  GatewayToken token{.whole = std::string(value), .id = {}, .expiry = {}};
  const std::size_t first = value.find('&');
  if (first == std::string_view::npos) return token;
  token.id = value.substr(0, first);
  const std::size_t second = value.find('&', first + 1);
  if (second == std::string_view::npos) return token;
  const std::string_view digits = value.substr(first + 1, second - first - 1);
  if (digits.size() == k_expiry_digits && std::all_of(digits.begin(), digits.end(), is_digit)) {
    token.expiry = expiry_text(digits);
  }
  return token;
}

}  // namespace sgw::redaction
