#include "redaction/host_detector.hpp"

#include "redaction/characters.hpp"
#include "redaction/glued_escape.hpp"
#include "redaction/host_names.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_name = 253;
constexpr std::size_t k_max_user_info = 512;
constexpr std::string_view k_authority = "://";

// What looks like a name, or nothing when it is none; either way nothing else begins before `resume`.
struct Name {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t resume = 0;

  bool found() const { return end > begin; }
};

bool is_name_char(char c) { return is_host_char(c) || c == '.'; }

// Of a name that is longer than any, somewhere behind its longest length.
std::size_t name_end(std::string_view line, std::size_t at) {
  const std::size_t limit = std::min(line.size(), at + k_max_name + 1);
  while (at < limit && is_name_char(line[at])) ++at;
  return at;
}

// folded_host of a name of at most k_max_name without a dot at its end: nearly every line holds one.
class FoldedName {
 public:
  explicit FoldedName(std::string_view name) : size_(std::min(name.size(), folded_.size())) {
    std::transform(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(size_), folded_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  }
  std::string_view view() const { return {folded_.data(), size_}; }

 private:
  std::array<char, k_max_name> folded_;  // the first size_ of them
  std::size_t size_;
};

// Names of files, of the gateway's settings, and of what programs call by name.
bool is_program_text(std::string_view folded) {
  static constexpr std::array<std::string_view, 10> k_files{
      "telemetry.metrics.local", "telemetry.logs.local", "rc.local",    "jail.local", "env.local",
      "settings.local",          "hosts.local",          "key.private", "this.local", "self.local"};
  static constexpr std::array<std::string_view, 15> k_roots{"com.",   "org.",     "net.",    "io.",        "java.",
                                                            "javax.", "jdk.",     "sun.",    "kotlin.",    "scala.",
                                                            "akka.",  "android.", "system.", "microsoft.", "node."};
  const bool file = std::find(k_files.begin(), k_files.end(), folded) != k_files.end();
  // "Libs.private" of pkg-config; "_ipps._tcp.local" is a kind of service.
  const bool field = folded.ends_with(".private") && folded.find('.') == folded.rfind('.');
  const bool service = folded.starts_with('_') || folded.find("._") != std::string_view::npos;
  return file || field || service ||
         std::any_of(k_roots.begin(), k_roots.end(), [&](std::string_view root) { return folded.starts_with(root); });
}

bool all_of_one_case(std::string_view label) {
  bool lower = false;
  bool upper = false;
  for (const char c : label) {
    lower = lower || (c >= 'a' && c <= 'z');
    upper = upper || (c >= 'A' && c <= 'Z');
  }
  return !(lower && upper);
}

// The name around the '.' at `dot` when a private label follows there.
Name private_name(std::string_view line, std::size_t dot, std::size_t from) {
  std::size_t begin = dot;
  while (begin > from && dot - begin <= k_max_name && is_name_char(line[begin - 1])) --begin;
  begin = behind_glued_escape(line, begin);
  while (begin < dot && (line[begin] == '.' || line[begin] == '-')) ++begin;
  const std::size_t run = name_end(line, dot);
  std::size_t end = run;
  while (end > dot && (line[end - 1] == '.' || line[end - 1] == '-')) --end;
  const Name none{0, 0, run};
  if (begin >= dot || end - begin > k_max_name || (run < line.size() && line[run] == '(')) return none;
  const std::string_view name = line.substr(begin, end - begin);
  const FoldedName lower_case(name);
  const std::string_view folded = lower_case.view();
  const std::string_view private_part = private_end(folded);
  const bool is_private = private_part.empty() ? has_private_label(folded)
                                               : all_of_one_case(name.substr(name.size() - private_part.size()));
  // Most names with a dot are not private: that is asked first.
  if (!is_private || !is_host_name(folded) || is_known_host(folded) || is_host_pseudonym(folded) ||
      is_program_text(folded))
    return none;
  return Name{begin, end, run};
}

bool is_network_scheme(std::string_view line, std::size_t colon) {
  static constexpr std::array<std::string_view, 52> k_schemes{
      "amqp",      "amqps", "cassandra", "clickhouse", "coap",       "dns",   "ftp",    "ftps",   "git",
      "grpc",      "grpcs", "hdfs",      "http",       "https",      "imap",  "imaps",  "jaeger", "kafka",
      "ldap",      "ldaps", "mariadb",   "mongodb",    "mqtt",       "mqtts", "mssql",  "mysql",  "nats",
      "nfs",       "otlp",  "pop3",      "postgres",   "postgresql", "proxy", "rdp",    "redis",  "rediss",
      "rsync",     "sftp",  "smb",       "smtp",       "smtps",      "socks", "socks4", "socks5", "socks5h",
      "sqlserver", "ssh",   "tcp",       "telnet",     "tls",        "udp",   "ws"};
  static_assert(std::is_sorted(k_schemes.begin(), k_schemes.end()));
  constexpr std::size_t k_longest = 12;
  std::size_t begin = colon;
  while (begin > 0 && colon - begin < k_longest && is_host_char(line[begin - 1]) && line[begin - 1] != '-' &&
         line[begin - 1] != '_') {
    --begin;
  }
  std::string scheme = folded_host(line.substr(begin, colon - begin));
  if (scheme == "wss" || scheme == "srv") return true;  // "mongodb+srv"
  return std::binary_search(k_schemes.begin(), k_schemes.end(), scheme);
}

constexpr CharSet k_ends_authority("/\" ?#\\\t'|");

// The host of the URL whose "://" stands at `at`.
Name url_host(std::string_view line, std::size_t at) {
  std::size_t begin = at + k_authority.size();
  std::size_t end = name_end(line, begin);
  // Who logs in stands before an '@', maybe masked already.
  const std::size_t limit = std::min(line.size(), begin + k_max_user_info);
  std::size_t behind_user = begin;
  for (std::size_t i = end; i < limit && !k_ends_authority.has(line[i]); ++i) {
    if (line[i] == '@') behind_user = i + 1;
  }
  if (behind_user != begin) {
    begin = behind_user;
    end = name_end(line, begin);
  }
  const Name none{0, 0, std::max(end, at + 1)};
  if (end - begin > k_max_name) return none;
  while (end > begin && (line[end - 1] == '.' || line[end - 1] == '-')) --end;
  const FoldedName name(line.substr(begin, end - begin));
  const std::string_view folded = name.view();
  if (is_known_host(folded) || !is_host_name(folded) || is_host_pseudonym(folded)) return none;
  return is_network_scheme(line, at) ? Name{begin, end, end} : none;
}

// A name that what stands before it says is a host's: with a domain, or with a port.
Name stated_host(std::string_view line, std::size_t begin) {
  const std::size_t run = name_end(line, begin);
  std::size_t end = run;
  while (end > begin && (line[end - 1] == '.' || line[end - 1] == '-')) --end;
  const Name none{0, 0, run};
  if (end == begin || end - begin > k_max_name) return none;
  const FoldedName name(line.substr(begin, end - begin));
  const std::string_view folded = name.view();
  const std::size_t dot = folded.rfind('.');
  const bool port = run + 2 < line.size() && line[run] == ':' && is_digit(line[run + 1]) && is_digit(line[run + 2]);
  const bool domain = dot != std::string_view::npos && folded.size() - dot > 2 &&
                      std::all_of(folded.begin() + static_cast<std::ptrdiff_t>(dot + 1), folded.end(), is_letter);
  const bool known = !is_host_name(folded) || is_known_host(folded) || is_host_pseudonym(folded);
  return !known && !is_program_text(folded) && (domain || port) ? Name{begin, end, run} : none;
}

// What runtimes say before the host that they could not reach: "Connection refused (orders.contoso.com:443)".
constexpr std::array<std::string_view, 9> k_unreached{"known (",     "known. (",    "refused (",
                                                      "available (", "timed out (", "reachable (",
                                                      "to host (",   "again (",     "hostname ("};

// The host in the parenthesis at `at`.
Name unreached_host(std::string_view line, std::size_t at) {
  const bool told = std::any_of(k_unreached.begin(), k_unreached.end(), [&](std::string_view words) {
    return at + 1 >= words.size() && holds_at(line, at + 1 - words.size(), words);
  });
  if (!told) return {};
  const Name name = stated_host(line, at + 1);
  return name.resume < line.size() && line[name.resume] == ':' ? name : Name{0, 0, name.resume};
}

// The host in the header whose name ends with the "ost" at `at`: "Host: orders.contoso.com", "X-Forwarded-Host": "…".
Name header_host(std::string_view line, std::size_t at) {
  if (at == 0 || lower(line[at - 1]) != 'h') return {};
  std::size_t begin = at + 3;
  if (line.substr(begin, 2) == ": ") return stated_host(line, begin + 2);
  if (line.substr(begin, 2) != "\":") return {};
  begin = skip_blanks(line, begin + 2);
  return begin < line.size() && line[begin] == '"' ? stated_host(line, begin + 1) : Name{};
}

bool names_share(std::string_view line) {
  return line.find("cifs") != std::string_view::npos || line.find("smb") != std::string_view::npos;
}

// The host of the share whose "//" stands at `at` where a word can begin: "mount -t cifs //files01/share".
Name share_host(std::string_view line, std::size_t at) {
  if (at > 0 && !is_blank(line[at - 1]) && !is_quote(line[at - 1])) return {};
  const std::size_t begin = at + 2;
  const std::size_t end = name_end(line, begin);
  if (end - begin < 2 || end - begin > k_max_name || end >= line.size() || line[end] != '/') return {};
  const FoldedName name(line.substr(begin, end - begin));
  const std::string_view folded = name.view();
  const bool known = !is_host_name(folded) || is_known_host(folded) || is_host_pseudonym(folded);
  return known ? Name{} : Name{begin, end, end};
}

}  // namespace

std::vector<std::string> HostDetector::literals() const {
  std::vector<std::string> all{std::string(k_authority),
                               ".internal",
                               ".local",
                               ".lan",
                               ".corp",
                               ".intra",
                               ".private",
                               ".home.arpa",
                               "host: ",
                               "host\":",
                               "cifs",
                               "smb"};
  all.insert(all.end(), k_unreached.begin(), k_unreached.end());
  return all;
}

bool HostDetector::worth(std::string_view line, std::size_t at) const {
  if (line[at] == '.') return private_name(line, at, 0).found();
  if (line[at] == ':') return url_host(line, at).found();
  if (holds_at(line, at, "host") && !holds_at(line, at, "hostname ")) return header_host(line, at + 1).found();
  return true;
}

void HostDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view line = place.line();
  std::size_t from = 0;
  for (std::size_t at = line.find('.'); at != std::string_view::npos; at = line.find('.', from)) {
    const Name name = private_name(line, at, from);
    if (name.found()) finds.push_back({place.begin + name.begin, place.begin + name.end, &label, {}, false});
    from = std::max(name.resume, at + 1);
  }
  const auto add = [&](const Name& name) {
    if (name.found()) finds.push_back({place.begin + name.begin, place.begin + name.end, &label, {}, false});
  };
  for (std::size_t at = line.find('('); at != std::string_view::npos; at = line.find('(', at + 1)) {
    add(unreached_host(line, at));
  }
  for (std::size_t at = line.find("ost"); at != std::string_view::npos; at = line.find("ost", at + 3)) {
    add(header_host(line, at));
  }
  if (names_share(line)) {
    for (std::size_t at = line.find("//"); at != std::string_view::npos; at = line.find("//", at + 2)) {
      add(share_host(line, at));
    }
  }
  for (std::size_t at = line.find(k_authority); at != std::string_view::npos; at = line.find(k_authority, at + 1)) {
    const Name name = url_host(line, at);
    if (name.found()) finds.push_back({place.begin + name.begin, place.begin + name.end, &label, {}, false});
  }
}

}  // namespace sgw::redaction
