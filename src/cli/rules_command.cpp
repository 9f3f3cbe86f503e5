#include "src/app/given_file.hpp"
#include "src/app/session.hpp"
#include "src/cli/command.hpp"
#include "src/cli/run_flags.hpp"
#include "src/report/guidance.hpp"

#include <memory>

namespace sgw::cli {

namespace {

constexpr auto k_footer = R"(Examples:
  sgw-diag rules list                            every rule, a line each
  sgw-diag rules explain endpoint-dns            when a rule fires, why, and what would change it
  sgw-diag rules explain mine --rules mine.json  the same of a rule of your own
  sgw-diag rules test mine.json                  try its examples

Exit codes: 0 done, 2 usage, a bad rule file, an unknown id or an example that fails, 4 unsafe, 5 output.)";

constexpr std::size_t k_max_rule_file = std::size_t{4} << 20;

struct RulesOptions {
  std::string id;
  std::vector<std::filesystem::path> files;  // of either kind
  app::GivenFiles given;
  ConsoleFlags console;
};

SafeText joined(const std::vector<SafeText>& texts) {
  SafeText all;
  for (const SafeText& text : texts) {
    if (!all.empty()) all += ", ";
    all += text;
  }
  return all;
}

void list_rules(Console& console, const app::Session& session) {
  console.result(SafeText("Triage rules: id, owner, confidence, clauses"));
  for (const auto& rule : session.rules().rules()) {
    console.result(SafeText("  ") + rule.id + "  " + SafeText(to_literal(rule.owner)) + "  " +
                   SafeText(to_literal(rule.confidence)) + "  " + joined(rule.clauses));
  }
  console.result(SafeText("Redaction rules: id, class, pack"));
  for (const auto& rule : session.redactor().rules()) {
    console.result(SafeText("  ") + rule.id + "  " + rule.what + "  " + rule.pack);
  }
}

void print_list(Console& console, Literal title, const std::vector<SafeText>& items) {
  if (items.empty()) return;
  console.result(SafeText(title));
  for (const SafeText& item : items) console.result(SafeText("  ") + item.printable());
}

void print_names(Console& console, Literal title, const std::vector<SafeName>& names) {
  print_list(console, title, std::vector<SafeText>(names.begin(), names.end()));
}

void explain(Console& console, const app::Session& session, const triage::TriageRuleInfo& rule) {
  console.result(SafeText("Triage rule ") + rule.id + " (" + rule.file + ")");
  console.result(SafeText("  ") + rule.title);
  console.result(SafeText("Owner: ") + SafeText(to_literal(rule.owner)) + ", confidence " +
                 SafeText(to_literal(rule.confidence)) + ", category " + rule.category);
  for (const SafeText& id : rule.clauses) {
    const auto clause = session.rules().clause(id.view());
    console.result(SafeText("  ") + id + (clause ? ": " + clause->says : SafeText()));
  }
  console.result(SafeText("Why: ") + rule.says);
  console.result(SafeText("Impact: ") + SafeText(report::impact_words(rule)));
  print_list(console, "When:", rule.when);
  print_list(console, "Certain when:", rule.sure_when);
  print_list(console, "What to do:", rule.next_steps);
  console.result(SafeText("Where to take it: ") + SafeText(report::where_to_take(rule.owner, true)));
  console.result(SafeText("Without a support plan: ") + SafeText(report::where_to_take(rule.owner, false)));
  print_list(console, "What would change it:", report::what_would_change(rule));
  print_names(console, "Its effects:", rule.explains);
  print_list(console, "Fires on:", rule.fires);
  print_list(console, "Stays silent on:", rule.silent);
}

void explain(Console& console, const redaction::RuleInfo& rule) {
  console.result(SafeText("Redaction rule ") + rule.id + " (" + rule.pack + "), class " + rule.what);
  if (!rule.says.empty()) console.result(SafeText("  ") + rule.says);
  if (!rule.pattern.empty()) console.result(SafeText("Pattern: ") + rule.pattern);
  print_list(console, "Masks:", rule.masks);
  print_list(console, "Keeps:", rule.keeps);
}

app::ExitCode explain_rule(Console& console, const app::Session& session, const std::string& id) {
  bool found = false;
  for (const auto& rule : session.rules().rules()) {
    if (rule.id.view() != id) continue;
    explain(console, session, rule);
    found = true;
  }
  for (const auto& rule : session.redactor().rules()) {
    if (rule.id.view() != id) continue;
    explain(console, rule);
    found = true;
  }
  if (const auto clause = session.rules().clause(id)) {
    console.result(SafeText("Clause ") + clause->id +
                   (clause->owner.empty() ? SafeText() : " (" + clause->owner + ")"));
    console.result(SafeText("  ") + clause->title + ": " + clause->says);
    found = true;
  }
  if (found) return app::ExitCode::done;
  console.error({ErrorKind::bad_usage, "no rule or clause of that id (see: sgw-diag rules list)", session.shown(id)});
  return app::ExitCode::usage;
}

app::ExitCode test_rules(Console& console, const app::Session& session) {
  std::size_t failures = 0;
  for (const auto& failure : session.redactor().test_examples()) {
    console.result(SafeText("FAILED ") + failure.rule + ": should " +
                   SafeText(failure.expected == Literal("masks") ? Literal("mask") : Literal("keep")) + ": " +
                   failure.example.printable());
    ++failures;
  }
  for (const auto& failure : session.rules().test_examples()) {
    console.result(SafeText("FAILED ") + failure.rule + ": should " +
                   SafeText(failure.expected == Literal("fires") ? Literal("fire") : Literal("stay silent")) + ": " +
                   failure.example.printable());
    ++failures;
  }
  const std::size_t rules = session.redactor().rules().size() + session.rules().rules().size();
  console.result(SafeText(rules) + " rules, " + SafeText(failures) + " failed examples");
  return failures == 0 ? app::ExitCode::done : app::ExitCode::usage;
}

bool is_pack(const std::filesystem::path& path) {
  const auto bytes = app::read_given_file(path, k_max_rule_file);
  return bytes && app::rule_kind(*bytes) == app::RuleKind::redaction;
}

using Work = std::function<app::ExitCode(Console&, const app::Session&)>;

app::ExitCode with_session(Console& console, const RulesOptions& options, const Work& work) {
  app::GivenFiles given = options.given;
  for (const auto& file : options.files) (is_pack(file) ? given.packs : given.rules).push_back(file);
  const auto session = app::Session::open(given, redaction::Profile::support);
  if (!session) {
    console.error(session.error());
    return app::exit_code_for(session.error());
  }
  return work(console, *session);
}

}  // namespace

void add_rules(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand("rules", "The redaction and triage rules, their clauses and examples");
  command->require_subcommand(1);
  command->footer(k_footer);
  const auto options = std::make_shared<RulesOptions>();
  const auto add = [&](CLI::App* sub, const Work& work) {
    add_console_flags(*sub, options->console, WithJson::no);
    sub->callback([options, &action, work] {
      action = [options, work](Console& console) {
        options->console.apply(console);
        return with_session(console, *options, work);
      };
    });
  };
  CLI::App* listed = command->add_subcommand("list", "All rules, a line each");
  add_rule_file_flags(*listed, options->given);
  add(listed, [](Console& console, const app::Session& session) {
    list_rules(console, session);
    return app::ExitCode::done;
  });
  CLI::App* explained = command->add_subcommand("explain", "One rule or clause in full");
  explained->add_option("id", options->id, "A rule's or a clause's id")->required()->type_name("ID");
  add_rule_file_flags(*explained, options->given);
  add(explained,
      [options](Console& console, const app::Session& session) { return explain_rule(console, session, options->id); });
  CLI::App* tested = command->add_subcommand("test", "Run every rule's examples, those of FILE… included");
  tested->add_option("files", options->files, "Rule files to load beside the built-in ones")->type_name("FILE");
  add(tested, test_rules);
}

}  // namespace sgw::cli
