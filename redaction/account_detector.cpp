#include "redaction/account_detector.hpp"

#include "redaction/characters.hpp"
#include "redaction/file_ending.hpp"
#include "redaction/host_names.hpp"
#include "redaction/text_shape.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_domain = 15;  // of a NetBIOS name
constexpr std::size_t k_max_dns_domain = 100;
constexpr std::size_t k_max_user = 64;
constexpr std::size_t k_look_back = 40;

bool is_word(char c) { return is_host_char(c); }
bool is_user(char c) { return is_word(c) || c == '.' || c == '$'; }
bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The offset behind the backslashes that begin at `at`: one, or two, four or eight as a string in a string has them.
std::size_t behind_backslashes(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 9 && text[end] == '\\') ++end;
  const std::size_t count = end - at;
  return count != 0 && (count & (count - 1)) == 0 ? end : at;
}

// Words in front of an escape, roots of the registry, and domains whose users are nobody.
bool is_no_domain(std::string_view domain) {
  static constexpr std::array<std::string_view, 33> k_words{
      "alert", "apppool", "authority", "builtin", "crit",    "critical", "dbg",     "debug",    "emerg",
      "eof",   "err",     "error",     "fail",    "fatal",   "hardware", "hkcu",    "hklm",     "iis",
      "inf",   "info",    "notice",    "null",    "ok",      "pass",     "service", "software", "system",
      "trace", "verbose", "warn",      "warning", "windows", "wrn"};
  static_assert(std::is_sorted(k_words.begin(), k_words.end()));
  const std::string folded = lowered(domain);
  return std::binary_search(k_words.begin(), k_words.end(), folded) || folded.starts_with("hkey_");
}

// Whether the words before say that an account follows: "user": "…", "logged in as …".
bool is_named_account(std::string_view text, std::size_t begin) {
  static constexpr std::array<std::string_view, 13> k_words{"user",  "account",  "login",    "logon", "principal",
                                                            "owner", "identity", "domain",   "runas", "logged",
                                                            "actor", "caller",   "requester"};
  const std::size_t from = begin > k_look_back ? begin - k_look_back : 0;
  std::string before = lowered(text.substr(from, begin - from));
  before = before.substr(before.rfind('\n') + 1);
  return std::any_of(k_words.begin(), k_words.end(),
                     [&](std::string_view word) { return before.find(word) != std::string::npos; });
}

struct Domain {
  std::size_t begin = 0;
  std::string_view text;
  bool is_dns = false;
};

// The domain in front of the backslash at `at`; empty when none can stand there.
Domain domain_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin <= k_max_domain && is_word(text[begin - 1])) --begin;
  const bool is_dns = begin > 1 && text[begin - 1] == '.' && is_word(text[begin - 2]);
  while (is_dns && begin > 0 && at - begin <= k_max_dns_domain && (is_word(text[begin - 1]) || text[begin - 1] == '.'))
    --begin;
  Domain domain{begin, text.substr(begin, at - begin), is_dns};
  const std::size_t most = is_dns ? k_max_dns_domain : k_max_domain;
  // Among bytes that are no text any three may look like this.
  const char before = begin == 0 ? '\n' : text[begin - 1];
  const bool after_text = before >= ' ' || before == '\n' || before == '\r' || before == '\t';
  // "user:CORP\jane", but "C:temp\x" is a path.
  const bool after_name = before == ':' && begin > 2 && is_word(text[begin - 2]) && is_word(text[begin - 3]);
  const bool glued = std::strchr("\\/:.%$&@", before) != nullptr && !after_name;
  if (domain.text.size() < 2 || domain.text.size() > most || !after_text || glued || !is_ascii(domain.text) ||
      is_no_domain(domain.text)) {
    return {};
  }
  return domain;
}

// What the letter behind the backslash at `begin` - 1 can mean when it begins no name.
enum class Escape { none, unlikely, likely };

Escape escape_at(std::string_view text, std::size_t begin) {
  const auto hex = [&](std::size_t digits) {
    return begin + digits < text.size() &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin + 1),
                       text.begin() + static_cast<std::ptrdiff_t>(begin + 1 + digits), is_hex_digit);
  };
  switch (text[begin]) {
    case 'n':
    case 't':
      return Escape::likely;
    case 'u':
      return hex(4) ? Escape::likely : Escape::none;
    case 'x':
      return hex(2) ? Escape::likely : Escape::none;
    case 'r':
    case 'b':
    case 'f':
    case 'v':
      // A word goes on behind it: few end with a bell or return to a line's start for another one.
      return begin + 1 < text.size() && is_lower(text[begin + 1]) ? Escape::unlikely : Escape::likely;
    default:
      return Escape::none;
  }
}

// The user behind the backslash at `at`; [0, 0) when there is none.
Pending::Range user_behind(std::string_view text, std::size_t at) {
  const std::size_t begin = behind_backslashes(text, at);
  if (begin == at || begin >= text.size() || !is_word(text[begin])) return {};
  std::size_t end = begin;
  while (end < text.size() && end - begin <= k_max_user && is_user(text[end])) ++end;
  while (end > begin && text[end - 1] == '.') --end;
  std::string_view user = text.substr(begin, end - begin);
  if (user.size() < 2 || user.size() > k_max_user || !is_ascii(user.substr(0, 3))) return {};
  const char behind = end < text.size() ? text[end] : '\n';
  if (std::strchr("\\/([{*+?", behind) != nullptr) return {};
  const Domain domain = domain_before(text, at);
  if (domain.text.empty()) return {};

  const bool upper = std::none_of(domain.text.begin(), domain.text.end(), is_lower) &&
                     std::any_of(domain.text.begin(), domain.text.end(), is_upper) && !domain.is_dns;
  const bool private_domain = domain.is_dns && !private_end(lowered(domain.text)).empty();
  const Escape escape = escape_at(text, begin);
  if (!upper && !private_domain && (escape != Escape::none || is_upper(user[0]))) return {};

  const bool usual = is_usual_domain(domain.text) || private_domain;
  const bool named = is_named_account(text, domain.begin);
  // All of a string whose backslashes are doubled: "CORP\\nancy".
  const bool doubled =
      begin - at == 2 && domain.begin > 0 && text[domain.begin - 1] == '"' && text.substr(end, 1) == "\"";
  // "EU\nUS" are two lines sooner than somebody's name.
  const bool certain = named || doubled || (usual && (escape != Escape::likely || domain.text.size() > 2));

  const bool assigned = behind == '=' || (behind == ':' && text.substr(end + 1, 1) != " ");
  if (assigned && !named && !usual) return {};
  if (const std::size_t ending = file_ending(user); ending != 0) {
    if (!usual || user.size() - ending < 2) return {};
    end -= ending;
    user.remove_suffix(ending);
  }
  if (is_digit(user[0]) && (!certain || user.size() < 4)) return {};
  if (user.size() < 3 && !certain) return {};
  // "CORP\u00e9" ends with a letter; "CORP\u123456" is of somebody with a number.
  if (text[begin] == 'u' && escape == Escape::likely && (text[begin + 1] == '0' || text[begin + 1] == '2')) return {};
  if (upper) return escape != Escape::likely || certain ? Pending::Range{begin, end} : Pending::Range{};
  return named || (private_domain && certain) ? Pending::Range{begin, end} : Pending::Range{};
}

}  // namespace

bool is_usual_domain(std::string_view domain) {
  static constexpr std::array<std::string_view, 14> k_domains{"AD",      "AMER",     "APAC",   "CONTOSO", "CORP",
                                                              "CORPNET", "DOM",      "DOMAIN", "EMEA",    "EU",
                                                              "EUROPE",  "FABRIKAM", "INTERN", "US"};
  return std::find(k_domains.begin(), k_domains.end(), domain) != k_domains.end();
}

void AccountDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  Survey own;
  const BytePlaces& backslashes = SearchText(text, place.survey).surveyed(own).backslashes;
  std::size_t behind = 2;  // the backslashes before
  for (std::size_t at = backslashes.next(behind); at < text.size(); at = backslashes.next(behind)) {
    behind = at + 1;
    while (behind < text.size() && text[behind] == '\\') ++behind;
    if (!is_word(text[at - 1])) continue;
    const Pending::Range user = user_behind(text, at);
    if (user.end == 0) continue;
    // Whatever becomes of the backslash, the tag is the name's.
    finds.push_back({user.begin, user.end, &label, std::string(text.substr(user.begin, user.end - user.begin)), false});
  }
}

void UncHostDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  Survey own;
  const BytePlaces& backslashes = SearchText(text, place.survey).surveyed(own).backslashes;
  std::size_t behind = 0;
  for (std::size_t at = backslashes.next(0); at < text.size(); at = backslashes.next(std::max(behind, at + 1))) {
    behind = at;
    while (behind < text.size() && text[behind] == '\\') ++behind;
    const std::size_t lead = behind - at;
    if (lead < 2 || lead > 16 || (lead & (lead - 1)) != 0) continue;
    if (at > 0 && (is_word(text[at - 1]) || std::strchr("/:.$%)]}*", text[at - 1]) != nullptr)) continue;
    // "\\\\?\\UNC\\files01\\share"
    if (text.substr(behind, 1) == "?") {
      const std::string step(lead / 2, '\\');
      const std::string device = std::string("?").append(step).append("UNC").append(step);
      if (text.substr(behind, device.size()) == device) behind += device.size();
    }
    std::size_t end = behind;
    while (end < text.size() && end - behind < 253 && (is_host_char(text[end]) || text[end] == '.')) ++end;
    std::size_t share = end;
    while (share < text.size() && share - end <= 8 && text[share] == '\\') ++share;
    // A string in a string doubles both.
    if ((share - end) * 2 != lead || share >= text.size() || !is_word(text[share])) continue;
    const std::string folded = folded_host(text.substr(behind, end - behind));
    if (folded.size() < 2 || !is_host_name(folded) || is_known_host(folded) || is_host_pseudonym(folded)) continue;
    finds.push_back({behind, end, &label, std::string(text.substr(behind, end - behind)), false});
  }
}

}  // namespace sgw::redaction
