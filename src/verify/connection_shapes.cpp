#include "src/verify/connection_shapes.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"
#include "src/verify/secret_names.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <array>

namespace sgw::verify {

namespace {

constexpr std::size_t k_span = 256;  // characters of a connection that are looked at
constexpr std::size_t k_least_password = 6;
constexpr std::size_t k_longest_hash = 120;

bool is_password(std::string_view value) {
  if (value.find(k_masked) != std::string_view::npos) return has_rest_beside_placeholder(value);
  return looks_typed(value, k_least_password) || looks_random(value, 12);
}

// user:x@tcp(host)
bool is_before_address(std::string_view before, std::string_view /*behind*/) {
  const std::size_t colon = before.rfind(':');
  return colon != std::string_view::npos && is_password(before.substr(colon + 1));
}

// host:5432:database:user:x
bool is_password_line(std::string_view before, std::string_view behind) {
  if (before.empty() || static_cast<unsigned char>(before.back()) <= ' ') return false;
  const std::size_t database = behind.find(':');
  if (database == 0 || database == std::string_view::npos) return false;
  const std::size_t user = behind.find(':', database + 1);
  if (user == std::string_view::npos || user == database + 1 || user + 1 >= behind.size()) return false;
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' ' && c != k_masked; };
  return std::none_of(behind.begin(), behind.begin() + static_cast<std::ptrdiff_t>(user), blank) &&
         is_password(value_after(behind, user + 1));
}

// jdbc:oracle:thin:user/x@
bool is_oracle_login(std::string_view /*before*/, std::string_view behind) {
  const std::size_t end = behind.find('@');
  const std::size_t slash = behind.find('/');
  return end != std::string_view::npos && slash < end && is_password(behind.substr(slash + 1, end - slash - 1));
}

// IDENTIFIED BY 'x', IDENTIFIED WITH plugin BY 'x'
bool is_identified_by(std::string_view /*before*/, std::string_view behind) {
  const std::size_t by = behind.substr(0, 80).find("BY ");
  return by != std::string_view::npos && is_password(value_after(behind, by + 3));
}

// INSERT INTO t (id, password) VALUES (7, 'x')
bool is_inserted(std::string_view before, std::string_view behind) {
  const std::size_t open = before.rfind('(');
  if (open == std::string_view::npos) return false;
  std::string_view names = before.substr(open + 1);
  behind = behind.substr(0, behind.find(')'));
  while (!names.empty() && !behind.empty()) {
    const std::string_view name = names.substr(0, names.find_first_of(",)"));
    const TellingName* known = telling(without_joints(name));
    if (known != nullptr && is_secret_value(*known, value_after(behind, 0))) return true;
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    behind.remove_prefix(
        std::min(behind.size(), behind.find(',') == std::string_view::npos ? behind.size() : behind.find(',') + 1));
  }
  return false;
}

// CLIENT_RANDOM and the names of TLS 1.3, then a session's number and its secret.
bool is_key_log(std::string_view /*before*/, std::string_view behind) {
  const std::size_t first = span_of(behind, 0, [](char c) { return is_hex(c) || c == k_masked; });
  if (first == 0 || first >= behind.size() || behind[first] != ' ') return false;
  return span_of(behind, first + 1, is_hex) >= 64;
}

// $6$salt$hash and its like; a "$" may be written twice or behind a backslash.
bool is_hash(std::string_view /*before*/, std::string_view behind) {
  static constexpr CharacterSet k_in_hash(
      [](char c) { return is_base64(c) || std::string_view(".$=,_-\\").find(c) != std::string_view::npos; });
  behind = behind.substr(0, k_longest_hash);
  const std::string_view hash = behind.substr(0, span_of(behind, 0, k_in_hash));
  return hash.size() >= 22 && looks_random(hash, 22);
}

// r=…&e=…&s=<32 bytes in base64>
bool is_event_grid_signature(std::string_view before, std::string_view behind) {
  const std::string_view value = value_after(behind, 0);
  return before.find("&e=") != std::string_view::npos && value.size() >= 43 && is_random_value(value, 43);
}

// {"kty":"EC","d":"…"}
bool is_key_number(std::string_view /*before*/, std::string_view behind) {
  const std::string_view value = value_after(behind, 0);
  return value.size() >= 40 && looks_random(value, 40);
}

// Digest username="name", …, response="<MD5 or SHA-256 in hexadecimal digits>"
bool is_digest_response(std::string_view before, std::string_view behind) {
  const std::string_view value = value_after(behind, 0);
  return before.find("username=") != std::string_view::npos && (value.size() == 32 || value.size() == 64) &&
         looks_random(value, 32);
}

struct Shape {
  std::string_view sign;
  bool (*judge)(std::string_view before, std::string_view behind);
  Literal what;
};

constexpr Literal k_password = "password in a connection";
constexpr Literal k_hash = "hash of a password";
constexpr Literal k_signature = "signature of an address";
constexpr Literal k_key = "private key as JSON";
constexpr Literal k_digest = "response of a digest";
constexpr Literal k_log = "secret of a TLS session";
constexpr std::array k_shapes = {
    Shape{"@tcp(", is_before_address, k_password},
    Shape{"@unix(", is_before_address, k_password},
    Shape{":5432:", is_password_line, k_password},
    Shape{":5433:", is_password_line, k_password},
    Shape{":6432:", is_password_line, k_password},
    Shape{":*:", is_password_line, k_password},
    Shape{"jdbc:oracle:", is_oracle_login, k_password},
    Shape{"IDENTIFIED ", is_identified_by, k_password},
    Shape{" VALUES (", is_inserted, k_password},
    Shape{"CLIENT_RANDOM ", is_key_log, k_log},
    Shape{"TRAFFIC_SECRET_0 ", is_key_log, k_log},
    Shape{"TRAFFIC_SECRET ", is_key_log, k_log},
    Shape{"EXPORTER_SECRET ", is_key_log, k_log},
    Shape{"$1$", is_hash, k_hash},
    Shape{"$5$", is_hash, k_hash},
    Shape{"$6$", is_hash, k_hash},
    Shape{"$y$", is_hash, k_hash},
    Shape{"$2a$", is_hash, k_hash},
    Shape{"$2b$", is_hash, k_hash},
    Shape{"$2y$", is_hash, k_hash},
    Shape{"\\$2y\\$", is_hash, k_hash},
    Shape{"\\$6\\$", is_hash, k_hash},
    Shape{"$apr1$", is_hash, k_hash},
    Shape{"$argon2", is_hash, k_hash},
    Shape{"$scrypt$", is_hash, k_hash},
    Shape{"$pbkdf2", is_hash, k_hash},
    Shape{"SHA}", is_hash, k_hash},
    Shape{"MD5}", is_hash, k_hash},
    Shape{"CRYPT}", is_hash, k_hash},
    Shape{"&s=", is_event_grid_signature, k_signature},
    Shape{"response=", is_digest_response, k_digest},
    Shape{"\"d\":", is_key_number, k_key},
    Shape{R"("d"":)", is_key_number, k_key},
    Shape{R"("d\"":)", is_key_number, k_key},
    Shape{"\"k\":", is_key_number, k_key},
    Shape{"\"p\":", is_key_number, k_key},
    Shape{"\"q\":", is_key_number, k_key},
    Shape{"\"dp\":", is_key_number, k_key},
    Shape{"\"dq\":", is_key_number, k_key},
    Shape{"\"qi\":", is_key_number, k_key},
};

bool shows_secret(std::size_t row, std::string_view text, std::size_t at) {
  const Shape& shape = k_shapes[row];
  const std::size_t from = at > k_span ? at - k_span : 0;
  return shape.judge(text.substr(from, at - from), text.substr(at + shape.sign.size(), k_span));
}

}  // namespace

void add_connection_starts(std::vector<Start>& starts) {
  for (std::size_t row = 0; row < k_shapes.size(); ++row) {
    starts.push_back({k_shapes[row].sign, row, shows_secret, k_shapes[row].what});
  }
}

}  // namespace sgw::verify
