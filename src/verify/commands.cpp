#include "src/verify/commands.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"
#include "src/verify/secret_names.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <array>

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

// `command` begins behind the program's name.
bool shows_password(const Program& program, std::string_view command) {
  if (program.kind == Kind::last || program.kind == Kind::shared) return any_word(command, program.kind == Kind::last);
  for (std::size_t at = command.find(program.flag); at != std::string_view::npos;
       at = command.find(program.flag, at + 1)) {
    std::size_t behind = at + program.flag.size();
    const bool glued = behind < command.size() && command[behind] != ' ';
    if (program.kind == Kind::glued && !glued) continue;
    const std::string_view word = word_after(command, behind);
    if (program.kind == Kind::pair ? is_user_and_password(word) : is_password(word)) return true;
  }
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
  return shows_password(program, command.substr(0, command.find_first_of("|;")));
}

// --user 'name:x', "--user", "name:x"
bool is_user_flag(std::size_t /*row*/, std::string_view text, std::size_t at) {
  const std::size_t begin = at + k_user_flag.size();
  std::size_t behind = begin;
  while (behind < text.size() && behind - begin < 8 && std::string_view("\"', =").find(text[behind]) < 5) ++behind;
  return behind > begin && is_user_and_password(word_after(text, behind));
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
}

}  // namespace sgw::verify
