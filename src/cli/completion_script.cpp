#include "src/cli/completion_script.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

namespace sgw::cli {

namespace {

// What a shell can offer for a value.
enum class Offer {
  nothing,  // a time, a number, a text
  words,
  files,
};

struct Value {
  Offer offer = Offer::nothing;
  std::string name;  // "TIME"
  std::vector<std::string> words;
};

struct Flag {
  std::string name;  // "--json"
  std::string help;
  std::optional<Value> value;  // none: a switch
};

struct Command {
  std::string name;
  std::string help;
  std::vector<Flag> flags;
  std::vector<std::string> words;  // nested commands and fixed arguments
  bool takes_files = false;
};

std::string one_line(std::string text) {
  for (char& c : text) {
    // Quotes and shell characters have no place in a script made of help texts.
    if (c == '\n' || c == '\'' || c == '"' || c == '`' || c == '$' || c == '\\' || c == '[' || c == ']' || c == ':')
      c = ' ';
  }
  return text;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// An option's type name tells: "support|strict" are the words themselves, FILE and its like are what lies on the disk.
Value value_of(const std::string& type, const std::vector<std::string>& places) {
  constexpr std::array<std::string_view, 7> on_disk{"FILE", "FILE|DIR", "FILE|DIR|-", "PATH", "BUNDLE", "MAP", "OUT"};
  if (type == "PLACE") return {Offer::words, "place", places};
  if (std::find(on_disk.begin(), on_disk.end(), type) != on_disk.end()) return {Offer::files, "file", {}};
  const bool literal =
      std::all_of(type.begin(), type.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '.' || c == '|'; });
  if (!literal) return {Offer::nothing, one_line(type), {}};
  return {Offer::words, "word", CLI::detail::split(type, '|')};
}

void add_flags(const CLI::App& app, const std::vector<std::string>& places, Command& command) {
  const auto add = [&](const std::string& name, const CLI::Option& option) {
    const bool there =
        std::any_of(command.flags.begin(), command.flags.end(), [&](const Flag& flag) { return flag.name == name; });
    if (there) return;
    Flag flag{name, one_line(option.get_description()), {}};
    if (option.get_items_expected_max() > 0) flag.value = value_of(option.get_type_name(), places);
    command.flags.push_back(std::move(flag));
  };
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) add("--" + name, *option);
    for (const std::string& name : option->get_snames()) add("-" + name, *option);
    if (!option->get_positional()) continue;
    const Value value = value_of(option->get_type_name(), places);
    if (value.offer == Offer::files) command.takes_files = true;
    if (value.offer == Offer::words) command.words = value.words;
  }
}

std::vector<Command> commands_of(const CLI::App& program, const std::vector<std::string>& places) {
  const auto every = [](const CLI::App*) { return true; };
  std::vector<Command> commands;
  for (const CLI::App* sub : program.get_subcommands(every)) {
    Command command{sub->get_name(), one_line(sub->get_description()), {}, {}, false};
    add_flags(*sub, places, command);
    for (const CLI::App* nested : sub->get_subcommands(every)) {
      add_flags(*nested, places, command);
      command.words.push_back(nested->get_name());
    }
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string names_of(const Command& command) {
  std::vector<std::string> names;
  names.reserve(command.flags.size());
  for (const Flag& flag : command.flags) names.push_back(flag.name);
  return joined(names, " ");
}

// The shell splits words at colons and equal signs, and puts what is replied in place of the last piece only.
constexpr auto k_bash_begin = R"(_sgw_diag() {
  local line=${COMP_LINE:0:COMP_POINT} current previous words=
  current=${line##*[[:space:]]}
  line=${line%"$current"}
  line=${line%"${line##*[![:space:]]}"}
  previous=${line##*[[:space:]]}
  if [[ $current == --*=* ]]; then
    previous=${current%%=*}
    current=${current#*=}
  fi
  COMPREPLY=()
)";
constexpr auto k_bash_end = R"(  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then
    COMPREPLY=("${COMPREPLY[@]#"${current%"${current##*:}"}"}")
  fi
}
complete -o default -F _sgw_diag sgw-diag
)";

// Without a reply the shell offers files; where there is nothing to offer, that is switched off.
void bash_values(std::ostringstream& out, const Command& command) {
  std::vector<std::string> files;
  std::vector<std::string> nothing;
  out << "      case $previous in\n";
  for (const Flag& flag : command.flags) {
    if (!flag.value) continue;
    if (flag.value->offer == Offer::files) files.push_back(flag.name);
    if (flag.value->offer == Offer::nothing) nothing.push_back(flag.name);
    if (flag.value->offer == Offer::words) {
      out << "        " << flag.name << ") words='" << joined(flag.value->words, " ") << "' ;;\n";
    }
  }
  if (!files.empty()) out << "        " << joined(files, "|") << ") return ;;\n";
  if (!nothing.empty()) out << "        " << joined(nothing, "|") << ") compopt +o default 2>/dev/null; return ;;\n";
  out << "        *)\n          if [[ $current == -* ]]; then words='" << names_of(command) << "'\n";
  if (!command.words.empty()) {
    const std::string first = "          elif [[ $previous == " + command.name + " ]]; then words='";
    out << first << joined(command.words, " ") << "'\n";
  }
  // A command without arguments has its options only.
  out << (command.takes_files
              ? "          else return\n"
              : "          else words='" + (command.words.empty() ? names_of(command) : std::string()) + "'\n")
      << "          fi ;;\n      esac ;;\n";
}

std::string bash(const std::vector<Command>& commands) {
  std::ostringstream out;
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const Command& command : commands) names.push_back(command.name);
  out << k_bash_begin << "  if [[ $COMP_CWORD -eq 1 ]]; then words='" << joined(names, " ")
      << " --help --version'\n  else case ${COMP_WORDS[1]} in\n";
  for (const Command& command : commands) {
    out << "    " << command.name << ")\n";
    bash_values(out, command);
  }
  out << "  esac; fi\n" << k_bash_end;
  return out.str();
}

std::string zsh_value(const Value& value) {
  if (value.offer == Offer::files) return ":" + value.name + ":_files";
  if (value.offer == Offer::nothing) return ":" + value.name + ": ";
  std::string words = joined(value.words, " ");
  for (std::size_t at = words.find(':'); at != std::string::npos; at = words.find(':', at + 2)) words.insert(at, "\\");
  return ":" + value.name + ":(" + words + ")";
}

// The command's own words begin after its name.
std::string zsh(const std::vector<Command>& commands) {
  std::ostringstream out;
  out << "#compdef sgw-diag\n_sgw_diag() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : commands) out << "    '" << command.name << ":" << command.help << "'\n";
  out << "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  shift words\n  (( CURRENT-- ))\n  case ${words[1]} in\n";
  for (const Command& command : commands) {
    out << "    " << command.name << ")\n      _arguments";
    for (const Flag& flag : command.flags) {
      out << " \\\n        '*" << flag.name << (flag.value && flag.name.starts_with("--") ? "=[" : "[") << flag.help
          << "]" << (flag.value ? zsh_value(*flag.value) : "") << "'";
    }
    if (!command.words.empty()) out << " \\\n        '1:word:(" << joined(command.words, " ") << ")'";
    if (command.takes_files) out << " \\\n        '*:file:_files'";
    out << "\n      ;;\n";
  }
  out << "  esac\n}\ncompdef _sgw_diag sgw-diag\n";
  return out.str();
}

std::string fish_value(const Value& value) {
  if (value.offer == Offer::files) return " -r";
  return value.offer == Offer::words ? " -x -a '" + joined(value.words, " ") + "'" : " -x";
}

std::string fish(const std::vector<Command>& commands) {
  std::ostringstream out;
  for (const Command& command : commands) {
    out << "complete -c sgw-diag -n __fish_use_subcommand -f -a " << command.name << " -d '" << command.help << "'\n";
    const std::string chosen = "complete -c sgw-diag -n '__fish_seen_subcommand_from " + command.name + "'";
    if (!command.takes_files) out << chosen << " -f\n";
    for (const Flag& flag : command.flags) {
      const bool is_long = flag.name.starts_with("--");
      out << chosen << (is_long ? " -l " : " -s ") << flag.name.substr(is_long ? 2 : 1)
          << (flag.value ? fish_value(*flag.value) : "") << " -d '" << flag.help << "'\n";
    }
    for (const std::string& word : command.words) out << chosen << " -f -a " << word << "\n";
  }
  return out.str();
}

}  // namespace

std::string completion_script(const CLI::App& program, const std::string& shell,
                              const std::vector<std::string>& places) {
  const auto commands = commands_of(program, places);
  if (shell == "zsh") return zsh(commands);
  return shell == "fish" ? fish(commands) : bash(commands);
}

}  // namespace sgw::cli
