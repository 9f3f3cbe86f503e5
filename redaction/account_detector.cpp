#include "redaction/account_detector.hpp"

#include "redaction/host_names.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_domain = 15;  // of a NetBIOS name
constexpr std::size_t k_max_user = 64;
constexpr std::size_t k_look_back = 40;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_host_char(c); }
bool is_user(char c) { return is_word(c) || c == '.' || c == '$'; }

std::string lower(std::string_view text) { return folded_host(text); }

// The offset behind the backslashes that begin at `at`: one, or two, four or eight as a string in a string has them.
std::size_t behind_backslashes(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 9 && text[end] == '\\') ++end;
  const std::size_t count = end - at;
  return count != 0 && (count & (count - 1)) == 0 ? end : at;
}

// Words in front of an escape, roots of the registry, and domains whose users are nobody.
bool is_no_domain(std::string_view domain) {
  static constexpr std::array<std::string_view, 30> k_words{
      "ALERT", "BUILTIN", "CRIT",     "CRITICAL", "DBG",   "DEBUG",   "EMERG", "EOF",     "ERR",     "ERROR",
      "FAIL",  "FATAL",   "HARDWARE", "HKCU",     "HKLM",  "IIS",     "INF",   "INFO",    "NOTICE",  "NULL",
      "OK",    "PASS",    "SOFTWARE", "SYSTEM",   "TRACE", "VERBOSE", "WARN",  "WARNING", "WINDOWS", "WRN"};
  static_assert(std::is_sorted(k_words.begin(), k_words.end()));
  return std::binary_search(k_words.begin(), k_words.end(), domain) || domain.starts_with("HKEY_");
}

// Whether the words before say that an account follows: "user": "…", "logged in as …".
bool is_named_account(std::string_view text, std::size_t begin) {
  static constexpr std::array<std::string_view, 13> k_words{"user",  "account",  "login",    "logon", "principal",
                                                            "owner", "identity", "domain",   "runas", "logged",
                                                            "actor", "caller",   "requester"};
  const std::size_t from = begin > k_look_back ? begin - k_look_back : 0;
  std::string before = lower(text.substr(from, begin - from));
  before = before.substr(before.rfind('\n') + 1);
  return std::any_of(k_words.begin(), k_words.end(),
                     [&](std::string_view word) { return before.find(word) != std::string::npos; });
}

bool is_usual_domain(std::string_view domain) {
  static constexpr std::array<std::string_view, 14> k_domains{"AD",      "AMER",     "APAC",   "CONTOSO", "CORP",
                                                              "CORPNET", "DOM",      "DOMAIN", "EMEA",    "EU",
                                                              "EUROPE",  "FABRIKAM", "INTERN", "US"};
  return std::find(k_domains.begin(), k_domains.end(), domain) != k_domains.end();
}

// The user behind the backslash at `at`; [0, 0) when there is none.
Pending::Range user_behind(std::string_view text, std::size_t at) {
  std::size_t domain_begin = at;
  while (domain_begin > 0 && at - domain_begin <= k_max_domain && is_word(text[domain_begin - 1])) --domain_begin;
  const std::string_view domain = text.substr(domain_begin, at - domain_begin);
  if (domain.size() < 2 || domain.size() > k_max_domain || is_no_domain(domain)) return {};
  // Among bytes that are no text any three may look like this.
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const bool after_text = domain_begin == 0 || text[domain_begin - 1] >= ' ' || text[domain_begin - 1] == '\n' ||
                          text[domain_begin - 1] == '\r' || text[domain_begin - 1] == '\t';
  if (!after_text || !std::all_of(domain.begin(), domain.end(), is_ascii)) return {};
  const bool upper = std::none_of(domain.begin(), domain.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
                     std::any_of(domain.begin(), domain.end(), is_upper);
  if (domain_begin > 0 && std::strchr("\\/:.%$&@", text[domain_begin - 1]) != nullptr) return {};
  const std::size_t begin = behind_backslashes(text, at);
  std::size_t end = begin;
  while (end < text.size() && end - begin <= k_max_user && is_user(text[end])) ++end;
  while (end > begin && text[end - 1] == '.') --end;
  const std::string_view user = text.substr(begin, end - begin);
  if (!std::all_of(user.begin(), user.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(user.size(), 3)),
                   is_ascii))
    return {};
  if (begin == at || user.size() < 3 || user.size() > k_max_user || !is_word(user[0]) || is_digit(user[0])) return {};
  if (end < text.size() && std::strchr("\\/([{*+?:=", text[end]) != nullptr) return {};
  if (user.size() > 4 && user[user.size() - 4] == '.') return {};  // "BIN\tool.exe"
  // "\t" and the like may be an escape: then more must say that it is none.
  const bool may_be_escape = std::strchr("nrtbfuxv", user[0]) != nullptr;
  if (upper && (!may_be_escape || is_usual_domain(domain))) return {begin, end};
  if (!upper && (may_be_escape || is_upper(user[0]))) return {};
  return is_named_account(text, domain_begin) ? Pending::Range{begin, end} : Pending::Range{};
}

}  // namespace

void AccountDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  for (std::size_t at = text.find('\\', 2); at < text.size(); at = text.find('\\', at + 1)) {
    if (!is_word(text[at - 1])) continue;
    const Pending::Range user = user_behind(text, at);
    if (user.end != 0) finds.push_back({user.begin, user.end, &label, {}, false});
  }
}

void UncHostDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  std::size_t behind = 0;
  for (std::size_t at = text.find('\\'); at < text.size(); at = text.find('\\', std::max(behind, at + 1))) {
    behind = at;
    while (behind < text.size() && text[behind] == '\\') ++behind;
    const std::size_t lead = behind - at;
    if (lead < 2 || lead > 16 || (lead & (lead - 1)) != 0) continue;
    if (at > 0 && (is_word(text[at - 1]) || std::strchr("/:.$%)]}*", text[at - 1]) != nullptr)) continue;
    std::size_t end = behind;
    while (end < text.size() && end - behind < 253 && (is_host_char(text[end]) || text[end] == '.')) ++end;
    std::size_t share = end;
    while (share < text.size() && share - end <= 8 && text[share] == '\\') ++share;
    // A string in a string doubles both.
    if ((share - end) * 2 != lead || share >= text.size() || !is_word(text[share])) continue;
    const std::string folded = folded_host(text.substr(behind, end - behind));
    if (folded.size() < 2 || !is_host_name(folded) || is_known_host(folded) || is_host_pseudonym(folded)) continue;
    finds.push_back({behind, end, &label, {}, false});
  }
}

}  // namespace sgw::redaction
