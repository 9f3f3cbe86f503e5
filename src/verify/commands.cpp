#include "src/verify/commands.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"
#include "src/verify/secret_names.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sgw::verify {

namespace {

constexpr std::size_t k_longest_command = 400;  // of a command line, that is looked at
constexpr std::string_view k_user_flag = "-user";
constexpr std::size_t k_least_password = 6;

enum class Kind {
  next,    // the word behind the flag
  glued,   // what is glued to the flag
  pair,    // behind the flag, the part behind a colon or a percent sign
  last,    // the last word of the command
  shared,  // net use: any word but the share and the switches
};

struct Program {
  std::string_view name;
  std::string_view flag;
  Kind kind;
};

constexpr std::array k_programs = {
    Program{"sshpass", " -p", Kind::next},       Program{"ldapsearch", " -w", Kind::next},
    Program{"ldapmodify", " -w", Kind::next},    Program{"ldapadd", " -w", Kind::next},
    Program{"ldapdelete", " -w", Kind::next},    Program{"ldapwhoami", " -w", Kind::next},
    Program{"ldappasswd", " -w", Kind::next},    Program{"mysql", " -p", Kind::glued},
    Program{"mysqldump", " -p", Kind::glued},    Program{"mysqladmin", " -p", Kind::glued},
    Program{"mariadb", " -p", Kind::glued},      Program{"mariadb-dump", " -p", Kind::glued},
    Program{"mongodump", " -p", Kind::next},     Program{"mongorestore", " -p", Kind::next},
    Program{"mongosh", " -p", Kind::next},       Program{"redis-cli", " -a", Kind::next},
    Program{"sqlcmd", " -P", Kind::next},        Program{"bcp", " -P", Kind::next},
    Program{"tsql", " -P", Kind::next},          Program{"osql", " -P", Kind::next},
    Program{"ipmitool", " -P", Kind::next},      Program{"mosquitto_pub", " -P", Kind::next},
    Program{"mosquitto_sub", " -P", Kind::next}, Program{"login", " -p", Kind::next},
    Program{"curl", " -u", Kind::pair},          Program{"wget", " -u", Kind::pair},
    Program{"smbclient", " -U", Kind::pair},     Program{"rpcclient", " -U", Kind::pair},
    Program{"smbget", " -U", Kind::pair},        Program{"winexe", " -U", Kind::pair},
    Program{"htpasswd", " -", Kind::last},       Program{"net use", " ", Kind::shared},
};

bool is_password(std::string_view word) {
  if (word.find(k_masked) != std::string_view::npos) return has_rest_beside_placeholder(word);
  return looks_typed(word, k_least_password) || looks_random(word, 12);
}

bool is_user_and_password(std::string_view word) {
  const std::size_t sign = word.find_first_of(":%");
  return sign != std::string_view::npos && sign > 0 && is_password(word.substr(sign + 1));
}

// In quotes a login may be anything: 'name:pass "phrase"', but not "$NAME:$PASS".
bool is_quoted_login(std::string_view text, std::size_t at) {
  const std::size_t quote = text.find_first_not_of(" =", at);
  if (quote == std::string_view::npos || (text[quote] != '"' && text[quote] != '\'')) return false;
  const std::string_view rest = text.substr(quote + 1);
  const std::string_view login = rest.substr(0, rest.find(text[quote]));
  const std::size_t sign = login.find(':');
  if (login.size() == rest.size() || sign == std::string_view::npos || sign == 0) return false;
  const std::string_view password = login.substr(sign + 1);
  if (password.size() < k_least_password || password.find_first_of("$%<{*") == 0) return false;
  // Half of one may be masked, as far as a blank or a quote.
  const auto left = std::count_if(password.begin(), password.end(), is_alnum);
  return password.find(' ') != std::string_view::npos && left >= 3;
}

bool any_word(std::string_view command, bool last_only) {
  bool last = false;
  for (std::size_t at = 0; at < command.size();) {
    const std::size_t end = std::min(command.find(' ', at), command.size());
    const std::string_view word = command.substr(at, end - at);
    at = end + 1;
    if (word.empty() || word.front() == '/' || word.front() == '-' || word.front() == '\\' || word.back() == ':')
      continue;
    last = is_password(word_after(word, 0));
    if (last && !last_only) return true;
  }
  return last;
}

// What a quote opens before the flag, as a shell or a list of arguments has it: '-pHorse 7 Bat!', "-px".
bool is_quoted_flag(std::string_view command, std::string_view flag) {
  for (std::size_t at = command.find(flag, 1); at != std::string_view::npos; at = command.find(flag, at + 1)) {
    const char quote = command[at - 1];
    if (quote != '"' && quote != '\'') continue;
    const std::string_view value = command.substr(at + flag.size(), k_longest_command);
    const std::string_view inside = value.substr(0, value.find(quote));
    if (inside.size() < value.size() && is_password(inside.substr(inside.rfind(' ') + 1))) return true;
  }
  return false;
}

// `command` begins behind the program's name.
bool shows_password(const Program& program, std::string_view command) {
  if (program.kind == Kind::last || program.kind == Kind::shared) return any_word(command, program.kind == Kind::last);
  for (std::size_t at = command.find(program.flag); at != std::string_view::npos;
       at = command.find(program.flag, at + 1)) {
    std::size_t behind = at + program.flag.size();
    const bool glued = behind < command.size() && command[behind] != ' ';
    if (program.kind == Kind::glued && !glued) continue;
    const std::string_view word = word_after(command, behind);
    if (program.kind == Kind::pair ? is_user_and_password(word) || is_quoted_login(command, behind) : is_password(word))
      return true;
  }
  if (program.kind == Kind::glued && is_quoted_flag(command, program.flag.substr(1))) return true;
  // Flags of one letter may be joined: "-sSu user:x".
  if (program.kind != Kind::pair) return false;
  const std::size_t joined = command.find(program.flag.back() == 'u' ? "u " : "U ");
  return joined != std::string_view::npos && joined > 1 && is_letter(command[joined - 1]) &&
         is_user_and_password(word_after(command, joined + 1));
}

bool is_command(std::size_t row, std::string_view text, std::size_t at) {
  const Program& program = k_programs[row];
  const std::size_t end = at + program.name.size();
  if ((at > 0 && is_alnum(text[at - 1])) || (end < text.size() && is_alnum(text[end]))) return false;
  const std::string_view command = text.substr(end, k_longest_command);
  if (!command.starts_with('+')) return shows_password(program, command.substr(0, command.find_first_of("|;")));
  // In the body of a form a plus sign is a blank.
  std::string form(command.substr(0, command.find('&')));
  std::replace(form.begin(), form.end(), '+', ' ');
  return shows_password(program, form);
}

// --user 'name:x', "--user", "name:x"
bool is_user_flag(std::size_t /*row*/, std::string_view text, std::size_t at) {
  const std::size_t begin = at + k_user_flag.size();
  std::size_t behind = begin;
  while (behind < text.size() && behind - begin < 8 && std::string_view("\"', =").find(text[behind]) < 5) ++behind;
  return behind > begin && (is_user_and_password(word_after(text, behind)) || is_quoted_login(text, begin));
}

// ConvertTo-SecureString "x" -AsPlainText, New-Object PSCredential("name", "x")
bool is_secure_string(std::size_t row, std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at, k_longest_command);
  rest.remove_prefix(std::min(rest.find_first_of(" ("), rest.size()));
  if (const std::size_t flag = rest.find("-String "); flag < 3) rest.remove_prefix(flag + 8);
  if (row == 1) rest.remove_prefix(std::min(rest.find(',') + 1, rest.size()));
  return is_password(word_after(rest, 0));
}

// --from-literal=name=x, --from-literal='name=x y'
bool is_literal_of_secret(std::size_t /*row*/, std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, k_longest_command);
  const std::size_t flag = std::min(rest.find_first_of("= "), rest.size() - 1);
  const std::size_t sign = rest.find('=', flag + 1);
  if (sign == std::string_view::npos) return false;
  const char quote = std::string_view("\"'").find(rest[flag + 1]) < 2 ? rest[flag + 1] : '\0';
  std::string_view value = rest.substr(sign + 1);
  if (quote != '\0') value = value.substr(0, value.find(quote));
  if (!value.empty() && (value[0] == '"' || value[0] == '\'')) value = value.substr(1, value.find(value[0], 1) - 1);
  if (quote == '\0' && rest.substr(sign + 1, 1).find_first_of("\"'") != 0) value = word_after(rest, sign + 1);
  return is_password(value);
}

// echo 'name:x' | chpasswd
bool is_piped_password(std::size_t /*row*/, std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(at > 200 ? at - 200 : 0, std::min<std::size_t>(at, 200));
  const std::size_t echo = before.rfind("echo ");
  return echo != std::string_view::npos && is_user_and_password(word_after(before, echo + 5));
}

}  // namespace

void add_command_starts(std::vector<Start>& starts) {
  constexpr Literal k_what = "password on a command line";
  for (std::size_t row = 0; row < k_programs.size(); ++row) {
    starts.push_back({k_programs[row].name, row, is_command, k_what});
  }
  starts.push_back({k_user_flag, 0, is_user_flag, k_what});
  starts.push_back({"chpasswd", 0, is_piped_password, k_what});
  starts.push_back({"SecureString", 0, is_secure_string, k_what});
  starts.push_back({"PSCredential", 1, is_secure_string, k_what});
  starts.push_back({"--from-literal", 0, is_literal_of_secret, k_what});
}

}  // namespace sgw::verify
