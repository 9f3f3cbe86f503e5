#include "src/verify/vendor_tokens.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/vendor_prefixes.hpp"

#include <algorithm>

namespace sgw::verify {

namespace {

constexpr std::size_t k_longest_token = 512;  // more of one is not looked at

bool belongs(TokenAlphabet alphabet, char c) {
  switch (alphabet) {
    case TokenAlphabet::hex:
      return is_hex(c);
    case TokenAlphabet::upper:
      return is_upper(c) || is_digit(c);
    case TokenAlphabet::alnum:
      return is_alnum(c);
    case TokenAlphabet::word:
      return is_alnum(c) || c == '_' || c == '-';
    case TokenAlphabet::dotted:
      return is_alnum(c) || c == '_' || c == '-' || c == '.';
    case TokenAlphabet::base64:
      return is_base64(c) || c == '_' || c == '-' || c == '=';
  }
  return false;
}

// No name and no sentence: digits and letters, in more than one part of it.
bool is_mixed(std::string_view token) {
  const auto digits = std::count_if(token.begin(), token.end(), is_digit);
  const auto letters = std::count_if(token.begin(), token.end(), is_letter);
  return digits >= 2 && letters >= 2;
}

// `text` begins with the prefix.
bool begins_token(const VendorPrefix& vendor, std::string_view text) {
  const std::string_view rest = text.substr(vendor.prefix.size(), k_longest_token);
  const std::size_t length = span_of(rest, 0, [&](char c) { return belongs(vendor.alphabet, c); });
  if (length < vendor.least || length > vendor.most) return false;
  if (vendor.most < k_any_length && length < rest.size() && is_alnum(rest[length])) return false;
  return is_mixed(rest.substr(0, length));
}

bool is_token(std::size_t row, std::string_view text, std::size_t at) {
  return (at == 0 || !is_alnum(text[at - 1])) && begins_token(k_vendor_prefixes[row], text.substr(at));
}

}  // namespace

void add_vendor_starts(std::vector<Start>& starts) {
  for (std::size_t row = 0; row < k_vendor_prefixes.size(); ++row) {
    starts.push_back({k_vendor_prefixes[row].prefix, row, is_token, "token of a service"});
  }
}

}  // namespace sgw::verify
