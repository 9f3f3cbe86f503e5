#include "src/verify/authorization.hpp"

#include "src/verify/base64.hpp"
#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"
#include "src/verify/secret_names.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <array>

namespace sgw::verify {

namespace {

constexpr std::size_t k_cookie_span = 2048;
constexpr std::size_t k_least_credential = 12;
constexpr std::size_t k_least_cookie = 16;

bool is_masked(std::string_view value) { return value.find(k_masked) != std::string_view::npos; }

bool has_letter_and_digit(std::string_view value) {
  return std::any_of(value.begin(), value.end(), is_digit) && std::any_of(value.begin(), value.end(), is_letter);
}

// What a scheme of one word leaves little doubt about. An '=' in the middle makes it a parameter.
bool is_credential(std::string_view value) {
  return value.size() >= k_least_credential && has_letter_and_digit(value) && value.find('=') >= value.size() - 2 &&
         value.find("://") == std::string_view::npos;
}

// The cookie, then its attributes with a semicolon before each. `at`: of one of these semicolons.
bool has_cookie_before(std::size_t /*row*/, std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(at > k_cookie_span ? at - k_cookie_span : 0, std::min(at, k_cookie_span));
  std::size_t end = before.size();
  for (int parts = 0; parts < 8 && end > 0; ++parts) {
    const std::size_t semicolon = before.rfind(';', end - 1);
    const std::size_t begin = semicolon == std::string_view::npos ? 0 : semicolon + 1;
    const std::string_view part = before.substr(begin, end - begin);
    const std::size_t sign = part.find('=');
    const std::string_view value =
        sign == std::string_view::npos ? part.substr(part.size()) : value_after(part, sign + 1);
    if (!is_masked(value) && looks_random(value, k_least_cookie)) return true;
    end = begin > 0 ? begin - 1 : 0;
  }
  return false;
}

}  // namespace

bool is_basic_credential(std::string_view value) {
  const std::string bytes = decode_base64(value);
  const bool printable =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 32; });
  return bytes.size() >= 3 && printable && bytes.find(':') != std::string::npos;
}

bool is_authorization(std::string_view rest) {
  const std::string_view first = value_after(rest, 0);
  if (first.empty()) return false;
  if (is_masked(first)) return has_rest_beside_placeholder(first);
  const auto end = static_cast<std::size_t>(first.data() + first.size() - rest.data());
  if (!std::all_of(first.begin(), first.end(), [](char c) { return is_letter(c) || c == '-'; })) {
    return looks_random(first, 16);
  }
  const std::string_view credential = value_after(rest, end);
  if (is_masked(credential)) return has_rest_beside_placeholder(credential);
  if (first == "Basic" || first == "basic") return is_basic_credential(credential);
  return is_credential(credential);
}

bool is_credential_of(std::string_view scheme, std::string_view rest) {
  static constexpr std::array<std::string_view, 9> k_schemes = {"bearer", "basic", "plain",    "negotiate", "ntlm",
                                                                "apikey", "ssws",  "geniekey", "splunk"};
  if (std::find(k_schemes.begin(), k_schemes.end(), scheme) == k_schemes.end()) return false;
  const std::string_view value = value_after(rest, 0);
  if (is_masked(value)) return has_rest_beside_placeholder(value);
  if (value.size() < k_least_credential) return false;
  if (scheme == "bearer") return is_credential(value) && !value.ends_with(':');
  if (scheme == "basic") return is_basic_credential(value);
  if (scheme == "plain")
    return decode_base64(value).find('\0') != std::string::npos && looks_random(value, 12);  // SMTP
  return is_guid(value) || looks_random(value, k_least_credential);
}

bool CookieSearch::behind(std::string_view text, std::size_t at) {
  std::string_view span = text.substr(0, std::min(text.size(), at + k_cookie_span));
  done_ = std::max(at, done_);
  span = span.substr(0, span.find("\":", done_));  // where JSON goes on with another name
  for (at = span.find('=', done_); at != std::string_view::npos; at = span.find('=', done_)) {
    const std::string_view value = value_after(text, at + 1);
    // One that is cut may have the beginning of another in it.
    done_ = at + 1 + (value.size() < k_longest_value ? value.size() : value.size() / 2);
    if (is_masked(value) ? has_rest_beside_placeholder(value) : looks_random(value, k_least_cookie)) return true;
  }
  done_ = std::max(done_, span.size());
  return false;
}

void add_cookie_starts(std::vector<Start>& starts) {
  for (const std::string_view attribute : {"; HttpOnly", ";HttpOnly", "; SameSite=", ";SameSite="}) {
    starts.push_back({attribute, 0, has_cookie_before, "cookie"});
  }
}

}  // namespace sgw::verify
