#include "tests/bench/hostile_lines.hpp"

#include "redaction/base64.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace sgw::bench {

namespace {

// Bytes without any meaning, the same in every run.
std::string noise(std::size_t size) {
  std::string bytes;
  std::uint64_t state = 1;
  while (bytes.size() < size) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    bytes += static_cast<char>(static_cast<unsigned char>(state >> 56U));
  }
  return bytes;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += k_digits[static_cast<unsigned char>(c) >> 4U];
    text += k_digits[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

// Letters and digits.
std::string words(std::string_view bytes) {
  std::string text = redaction::base64_encoded(bytes);
  std::erase_if(text, [](char c) { return c == '+' || c == '/' || c == '='; });
  return text;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (plain) {
      encoded += c;
      continue;
    }
    encoded += '%';
    encoded += k_digits[static_cast<unsigned char>(c) >> 4U];
    encoded += k_digits[static_cast<unsigned char>(c) & 15U];
  }
  return encoded;
}

template <typename Encode>
std::string nested(std::string text, int times, Encode encode) {
  for (int i = 0; i < times; ++i) text = encode(text);
  return text;
}

}  // namespace

std::string HostileLine::of(std::size_t bytes) const {
  std::string line = head;
  while (line.size() < bytes) line += piece;
  return line + '\n';
}

std::vector<HostileLine> hostile_lines() {
  using enum HostileLine::Kind;
  constexpr std::size_t k_noise = std::size_t{1} << 20;
  const std::string prose = repeated("plain text of a log without anything in it, only words. ", 2000);
  const std::string url = R"({"a b":"c/d","query":"x=1&y=2","n":5} )";
  std::vector<HostileLine> lines{
      // Megabytes
      {"letters", made_to_take_long, "a", ""},
      {"base64", made_to_take_long, redaction::base64_encoded(noise(k_noise)), ""},
      {"hexadecimal", made_to_take_long, hex(noise(k_noise)), ""},
      {"a token of a megabyte", made_to_take_long, words(noise(k_noise)), "ghp_"},
      {"a password of a megabyte", made_to_take_long, words(noise(k_noise)), "password="},
      {"a signature of a megabyte", made_to_take_long, words(noise(k_noise)), "https://a.blob.core.windows.net/c?sig="},
      // Near-misses
      {"password=", made_to_take_long, "password=x ", ""},
      {"GatewayKey", made_to_take_long, "GatewayKey gw1&2026 ", ""},
      {"eyJ", made_to_take_long, "eyJ", ""},
      {"JWT", made_to_take_long, "eyJhbGciOiJIUzI1NiJ9 eyJzdWIiOiIxMjM0 ", ""},
      {"AccountKey=", made_to_take_long, "AccountKey=", ""},
      {"Bearer", made_to_take_long, "Bearer ", ""},
      {"sig=", made_to_take_long, "?sv=2022&sig= ", ""},
      {"markers", made_to_take_long, "-----BEGIN PRIVATE KEY", ""},
      {"prefixes", made_to_take_long, "ghp_abc AKIA1 xoxb- glpat- npm_ ", ""},
      {"connection strings", made_to_take_long, "Server=tcp:db1;Database=x;User ID=sa;Pwd=;", ""},
      {"a@b", made_to_take_long, "a@b ", ""},
      {"jdbc", made_to_take_long, "jdbc:a://x", ""},
      {"dots", made_to_take_long, "1.2.3.", ""},
      {"URLs", made_to_take_long, "https://user@host.example.com:8443/a/b?c=d&e=f ", ""},
      {"braces", made_to_take_long, R"({"a":)", ""},
      {"backslashes", made_to_take_long, R"(\\)", ""},
      {"bytes apart", made_to_take_long, "0x41, ", ""},
      // Nested encodings
      {"base64 in base64", made_to_take_long, nested(prose, 4, redaction::base64_encoded), ""},
      {"percent in percent", made_to_take_long, nested(repeated(url, 30), 3, percent_encoded), ""},
      {"JSON in JSON", made_to_take_long,
       nested(R"({"message":"hello world","n":5})", 4,
              [](const std::string& text) {
                return nlohmann::json{{"inner", text}, {"k", 1}}.dump();
              }),
       ""},
      {"%2525", made_to_take_long, "%2525", ""},
      {"\\u0041", made_to_take_long, "\\u0041", ""},
      {"zeros in base64", made_to_take_long, "QUFB", ""},
  };
  for (const char* piece : {"cookie: a=b; ", "key:", "token=a:b&", "AccountKey=a;", "Authorization: ", "http://a.b.c/",
                            "\\\\srv\\", "keykey", "10.0.0.1 ", "key\\"}) {
    lines.push_back({piece, full_of_secrets, piece, ""});
  }
  return lines;
}

}  // namespace sgw::bench
