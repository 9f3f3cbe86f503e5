#include "src/cli/completion_script.hpp"

#include <sstream>
#include <vector>

namespace sgw::cli {

namespace {

struct Flag {
  std::string name;  // "--json"
  std::string help;
  bool takes_value = false;
};

struct Command {
  std::string name;
  std::string help;
  std::vector<Flag> flags;
  std::vector<std::string> words;  // nested commands and fixed arguments
};

std::string one_line(std::string text) {
  for (char& c : text) {
    // Quotes and shell characters have no place in a script made of help texts.
    if (c == '\n' || c == '\'' || c == '"' || c == '`' || c == '$' || c == '\\' || c == '[' || c == ']' || c == ':')
      c = ' ';
  }
  return text;
}

std::vector<Flag> flags_of(const CLI::App& app) {
  std::vector<Flag> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      flags.push_back({"--" + name, one_line(option->get_description()), option->get_type_size() != 0});
    }
    for (const std::string& name : option->get_snames()) {
      flags.push_back({"-" + name, one_line(option->get_description()), option->get_type_size() != 0});
    }
  }
  return flags;
}

std::vector<Command> commands_of(const CLI::App& program) {
  std::vector<Command> commands;
  for (const CLI::App* sub : program.get_subcommands([](const CLI::App*) { return true; })) {
    Command command{sub->get_name(), one_line(sub->get_description()), flags_of(*sub), {}};
    for (const CLI::App* nested : sub->get_subcommands([](const CLI::App*) { return true; })) {
      command.words.push_back(nested->get_name());
    }
    if (command.name == "completion") command.words = {"bash", "zsh", "fish"};
    commands.push_back(std::move(command));
  }
  return commands;
}

std::string bash(const std::vector<Command>& commands) {
  std::ostringstream out;
  out << "_sgw_diag() {\n  local current=${COMP_WORDS[COMP_CWORD]} words=''\n  case ${COMP_WORDS[1]} in\n";
  std::string names;
  for (const Command& command : commands) {
    names += command.name + ' ';
    out << "    " << command.name << ") words='";
    for (const Flag& flag : command.flags) out << flag.name << ' ';
    for (const std::string& word : command.words) out << word << ' ';
    out << "' ;;\n";
  }
  out << "  esac\n  [ \"$COMP_CWORD\" -eq 1 ] && words='" << names << "--help --version'\n"
      << "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      << "  [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- \"$current\"))\n}\n"
      << "complete -o filenames -F _sgw_diag sgw-diag\n";
  return out.str();
}

std::string zsh(const std::vector<Command>& commands) {
  std::ostringstream out;
  out << "#compdef sgw-diag\n_sgw_diag() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : commands) out << "    '" << command.name << ":" << command.help << "'\n";
  out << "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  case ${words[2]} "
         "in\n";
  for (const Command& command : commands) {
    out << "    " << command.name << ")\n      _arguments";
    for (const Flag& flag : command.flags) {
      out << " \\\n        '*" << flag.name << "[" << flag.help << "]" << (flag.takes_value ? ":value:_files" : "")
          << "'";
    }
    if (!command.words.empty()) {
      out << " \\\n        '1:word:(";
      for (const std::string& word : command.words) out << word << ' ';
      out << ")'";
    }
    out << " \\\n        '*:file:_files'\n      ;;\n";
  }
  out << "  esac\n}\ncompdef _sgw_diag sgw-diag\n";
  return out.str();
}

std::string fish(const std::vector<Command>& commands) {
  std::ostringstream out;
  for (const Command& command : commands) {
    out << "complete -c sgw-diag -n __fish_use_subcommand -f -a " << command.name << " -d '" << command.help << "'\n";
    const std::string chosen = "complete -c sgw-diag -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const Flag& flag : command.flags) {
      const bool is_long = flag.name.starts_with("--");
      out << chosen << (is_long ? " -l " : " -s ") << flag.name.substr(is_long ? 2 : 1)
          << (flag.takes_value ? " -r" : "") << " -d '" << flag.help << "'\n";
    }
    for (const std::string& word : command.words) out << chosen << " -f -a " << word << "\n";
  }
  return out.str();
}

}  // namespace

std::string completion_script(const CLI::App& program, const std::string& shell) {
  const auto commands = commands_of(program);
  if (shell == "zsh") return zsh(commands);
  return shell == "fish" ? fish(commands) : bash(commands);
}

}  // namespace sgw::cli
