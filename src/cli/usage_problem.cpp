#include "src/cli/usage_problem.hpp"

#include <sgw_diag/edit_distance.hpp>

#include <algorithm>

namespace sgw::cli {

namespace {

constexpr std::size_t k_max_typed = 40;  // nothing of ours is longer: it cannot be a slip
constexpr std::size_t k_max_suggestions = 3;

// The program and the commands that were recognised, outermost first.
std::vector<const CLI::App*> recognised(const CLI::App& program) {
  std::vector<const CLI::App*> chain{&program};
  while (!chain.back()->get_subcommands().empty()) chain.push_back(chain.back()->get_subcommands().front());
  return chain;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string question(const std::vector<std::string>& suggestions) {
  return suggestions.empty() ? std::string() : "; did you mean " + or_list(suggestions) + "?";
}

std::string unknown_option(const CLI::App& app, const std::string& typed) {
  const std::string name = typed.substr(0, typed.find('='));
  return "unknown option " + name + question(nearest(name, options_of(app)));
}

std::string unknown_command(const CLI::App& app, const std::string& typed) {
  const std::vector<std::string> known = commands_of(app);
  const std::vector<std::string> near = nearest(typed, known);
  return "unknown command " + typed + (near.empty() ? "; expected " + or_list(known) : question(near));
}

// What was typed and has no place: the likeliest cause, whatever else is missing in consequence.
std::string left_over(const std::vector<const CLI::App*>& chain) {
  for (auto app = chain.rbegin(); app != chain.rend(); ++app) {
    const std::vector<std::string> typed = (*app)->remaining();
    if (typed.empty()) continue;
    const auto option = std::find_if(typed.begin(), typed.end(),
                                     [](const std::string& word) { return word.size() > 1 && word.front() == '-'; });
    if (option != typed.end()) return unknown_option(**app, *option);
    const bool command_expected = *app == chain.back() && !commands_of(**app).empty();
    return command_expected ? unknown_command(**app, typed.front()) : "unexpected argument: " + typed.front();
  }
  return {};
}

// "rules explain"
std::string path_of(const std::vector<const CLI::App*>& chain) {
  std::string path;
  for (std::size_t i = 1; i < chain.size(); ++i) path += (path.empty() ? "" : " ") + chain[i]->get_name();
  return path;
}

std::string missing(const std::vector<const CLI::App*>& chain) {
  const CLI::App& app = *chain.back();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_required() && option->count() == 0) return path_of(chain) + " needs " + option->get_type_name();
  }
  return path_of(chain) + " needs a command: " + or_list(commands_of(app));
}

// The library's text begins with the option's name, in one case without its hyphens.
std::string mismatch(const CLI::App& app, std::string_view text) {
  const std::string named(text.substr(0, text.find_first_of(": ")));
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    if (name != named && !option->check_lname(named)) continue;
    if (option->get_items_expected_max() == 0) return name + " takes no value";
    if (option->count() == 0) return name + " needs a value: " + option->get_type_name();
    return name + " is given more than once";
  }
  return std::string(text);
}

// The library's own words, which quote what was typed.
std::string first_line(const CLI::App& program, const CLI::ParseError& error) {
  const std::string text = CLI::FailureMessage::simple(&program, error);
  return text.substr(0, text.find('\n'));
}

std::string problem_of(const std::vector<const CLI::App*>& chain, const CLI::ParseError& error) {
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::ExtrasError:
    case CLI::ExitCodes::RequiredError: {
      const std::string extra = left_over(chain);
      return extra.empty() ? missing(chain) : extra;
    }
    case CLI::ExitCodes::ArgumentMismatch:
      return mismatch(*chain.back(), first_line(*chain.front(), error));
    default:
      return first_line(*chain.front(), error);
  }
}

}  // namespace

UsageProblem usage_problem(const CLI::App& program, const CLI::ParseError& error) {
  const std::vector<const CLI::App*> chain = recognised(program);
  const std::string path = path_of(chain);
  return {problem_of(chain, error), "Run sgw-diag " + path + (path.empty() ? "" : " ") + "--help for more."};
}

std::string or_list(const std::vector<std::string>& words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) list += i + 1 == words.size() ? " or " : ", ";
    list += words[i];
  }
  return list;
}

std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& known) {
  if (typed.size() > k_max_typed) return {};
  const std::size_t letters = typed.size() - std::min(typed.find_first_not_of('-'), typed.size());
  std::size_t best = letters < 4 ? 1 : 2;
  std::vector<std::string> found;
  for (const std::string& name : known) {
    const std::size_t away = edit_distance(typed, name, best);
    if (away > best) continue;
    if (away < best) found.clear();
    best = away;
    found.push_back(name);
  }
  found.resize(std::min(found.size(), k_max_suggestions));
  return found;
}

}  // namespace sgw::cli
