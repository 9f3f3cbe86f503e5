#include "src/verify/token_shapes.hpp"

#include "src/verify/azure_keys.hpp"
#include "src/verify/base64.hpp"
#include "src/verify/characters.hpp"
#include "src/verify/private_keys.hpp"

#include <algorithm>

namespace sgw::verify {

namespace {

constexpr std::size_t k_least_run = 32;        // of what can be a key or a token
constexpr std::size_t k_least_encoded = 48;    // of base64 worth decoding
constexpr std::size_t k_most_decoded = 8192;   // characters of a run that are decoded
constexpr std::size_t k_least_signature = 40;  // base64 characters of a gateway token's signature
constexpr std::size_t k_date_digits = 12;      // yyyyMMddHHmm

constexpr CharacterSet in_run([](char c) {
  return is_base64(c) || is_base64_url(c) || c == '=' || c == '~' || c == '.';
});

// "&<12 digits>&<signature>" anywhere in the text.
bool has_gateway_token(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::size_t second = at + 1 + k_date_digits;
    if (second >= text.size() || text[second] != '&' || span_of(text, at + 1, is_digit) != k_date_digits) continue;
    const auto in_signature = [](char c) { return is_base64(c) || is_base64_url(c); };
    if (span_of(text, second + 1, in_signature) >= k_least_signature) return true;
  }
  return false;
}

// header.payload.signature, where the header decodes to JSON that names its algorithm. The signature may be missing:
// the claims alone say who is who.
bool is_web_token_header(std::string_view text) {
  const std::string json = decode_base64(text);
  return json.starts_with("{\"") && json.find("\"alg\"") != std::string::npos;
}

bool has_web_token(std::string_view run) {
  for (std::size_t at = run.find("eyJ"); at != std::string_view::npos; at = run.find("eyJ", at)) {
    const std::size_t end = at + span_of(run, at, is_base64_url);
    const bool has_payload =
        end < run.size() && run[end] == '.' && span_of(run.substr(0, end + 9), end + 1, is_base64_url) == 8;
    // Something may be glued to the header's front; but a text full of "eyJ" shall not take long.
    for (int tries = 0; has_payload && tries < 8 && at < end; ++tries) {
      if (is_web_token_header(run.substr(at, std::min(end - at, k_most_decoded)))) return true;
      at = std::min(run.find("eyJ", at + 1), end);
    }
    at = end;
  }
  return false;
}

// Three characters, "8Q~" or "7Q~", then 34 or 31 more.
bool has_client_secret(std::string_view run) {
  const auto in_secret = [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '~' || c == '-'; };
  for (std::size_t at = run.find("Q~"); at != std::string_view::npos; at = run.find("Q~", at + 1)) {
    if (at < 4 || (run[at - 1] != '8' && run[at - 1] != '7')) continue;
    const std::string_view front = run.substr(at - 4, 3);
    const std::size_t needed = run[at - 1] == '8' ? 34 : 31;
    if (std::all_of(front.begin(), front.end(), in_secret) &&
        span_of(run.substr(0, at + 2 + needed), at + 2, in_secret) == needed)
      return true;
  }
  return false;
}

// What lies in base64, at whatever character it begins.
void find_encoded(std::string_view run, Findings& found) {
  static constexpr CharacterSet k_base64(is_base64);
  for (std::size_t at = 0; at < run.size();) {
    const std::size_t length = span_of(run, at, k_base64);
    // A long one in pieces that lap over.
    for (std::size_t piece = 0; length - piece >= k_least_encoded; piece += k_most_decoded / 2) {
      for (std::size_t offset = 0; offset < 4; ++offset) {
        const std::string bytes = decode_base64(run.substr(at + piece + offset, k_most_decoded));
        if (has_gateway_token(bytes)) found.add("gateway token in base64");
        if (has_private_key_header(bytes)) found.add("private key in base64");
      }
      if (length - piece <= k_most_decoded) break;
    }
    at += length + 1;
  }
}

void find_in_run(std::string_view run, Findings& found) {
  if (has_web_token(run)) found.add("web token");
  find_azure_keys(run, found);
  if (has_client_secret(run)) found.add("client secret");
  find_encoded(run, found);
}

}  // namespace

void find_token_shapes(std::string_view text, Findings& found) {
  if (has_gateway_token(text)) found.add("gateway token");
  // A run of k_least_run characters covers one of the positions that are looked at.
  std::size_t last = k_least_run - 1;
  std::size_t done = 0;
  while (last < text.size()) {
    if (!in_run(text[last])) {
      done = last + 1;
      last += k_least_run;
      continue;
    }
    std::size_t first = last;
    while (first > done && in_run(text[first - 1])) --first;
    const std::size_t length = last - first + span_of(text, last, in_run);
    if (length >= k_least_run) find_in_run(text.substr(first, length), found);
    done = first + length;
    last = done + k_least_run;
  }
}

}  // namespace sgw::verify
