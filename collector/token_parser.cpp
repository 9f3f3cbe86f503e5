#include "collector/token_parser.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::string_view k_word = "GatewayKey";
constexpr std::size_t k_max_id = 80;
constexpr std::size_t k_min_signature = 80;  // 64 bytes are 86 characters without padding

bool blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r'; }
bool quote(char letter) { return letter == '"' || letter == '\''; }
bool digit(char letter) { return letter >= '0' && letter <= '9'; }

bool base64_letter(char letter) {
  return digit(letter) || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || letter == '+' ||
         letter == '/';
}

// Takes blanks, quotes and newlines off both ends and notes them.
std::string_view strip(std::string_view value, std::vector<std::string>& faults) {
  const auto note = [&faults](const char* fault) {
    if (std::find(faults.begin(), faults.end(), fault) == faults.end()) faults.emplace_back(fault);
  };
  while (!value.empty() && (blank(value.front()) || quote(value.front()))) {
    note(quote(value.front()) ? "quoted" : "leading-blank");
    value.remove_prefix(1);
  }
  while (!value.empty() && (blank(value.back()) || quote(value.back()))) {
    const char last = value.back();
    note(quote(last) ? "quoted" : (last == '\n' || last == '\r') ? "trailing-newline" : "trailing-blank");
    value.remove_suffix(1);
  }
  return value;
}

std::optional<UtcTime> parse_expiry(std::string_view text) {
  if (text.size() != 12 || !std::all_of(text.begin(), text.end(), digit)) return std::nullopt;
  const auto part = [text](std::size_t from, std::size_t count) { return std::string(text.substr(from, count)); };
  return parse_time(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) + ":00Z");
}

bool good_signature(std::string_view text) {
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return text.size() >= k_min_signature && std::all_of(text.begin(), text.end(), base64_letter);
}

bool good_id(std::string_view text) {
  return !text.empty() && text.size() <= k_max_id &&
         std::none_of(text.begin(), text.end(), [](char letter) { return letter <= ' ' || letter == 0x7f; });
}

void parse_parts(std::string_view token, TokenFacts& facts) {
  const std::size_t first = token.find('&');
  const std::size_t second = first == std::string_view::npos ? first : token.find('&', first + 1);
  if (second == std::string_view::npos) {
    facts.faults.emplace_back("missing-parts");
    return;
  }
  const std::string_view id = token.substr(0, first);
  facts.expires = parse_expiry(token.substr(first + 1, second - first - 1));
  if (!good_id(id)) facts.faults.emplace_back("missing-parts");
  if (!facts.expires) facts.faults.emplace_back("bad-expiry");
  if (!good_signature(token.substr(second + 1))) facts.faults.emplace_back("bad-signature");
  // Where the middle is no time the parts are perhaps not what they seem: the first may be anything.
  if (good_id(id) && facts.expires) facts.gateway_id = id;
}

}  // namespace

TokenFacts parse_token(std::string_view value, TokenPrefix prefix) {
  TokenFacts facts;
  std::vector<std::string> around;
  std::string_view token = strip(value, around);
  if (token.empty()) {
    facts.faults.emplace_back("empty");
    return facts;
  }
  const bool has_word = token.starts_with(k_word) && token.size() > k_word.size() && token[k_word.size()] == ' ';
  if (has_word) {
    token.remove_prefix(k_word.size() + 1);
  } else {
    const std::string_view before = token.substr(0, token.find('&'));
    const std::size_t last_blank = before.rfind(' ');  // behind another word, such as "gatewaykey"
    const bool other_word = last_blank != std::string_view::npos;
    if (other_word) token.remove_prefix(last_blank + 1);
    if (other_word || prefix == TokenPrefix::required) facts.faults.emplace_back("missing-prefix");
  }
  facts.faults.insert(facts.faults.end(), around.begin(), around.end());
  parse_parts(token, facts);
  facts.well_formed = facts.faults.empty();
  return facts;
}

bool looks_like_token(std::string_view value) {
  if (value.find(k_word) != std::string_view::npos) return true;
  std::vector<std::string> ignored;
  TokenFacts facts;
  parse_parts(strip(value, ignored), facts);
  return facts.expires.has_value() || facts.faults.empty();
}

std::string token_signature(std::string_view value) {
  std::vector<std::string> ignored;
  const std::string_view token = strip(value, ignored);
  const std::size_t last = token.rfind('&');
  return last == std::string_view::npos ? std::string() : std::string(token.substr(last + 1));
}

}  // namespace sgw::collector
