#include "src/triage/rule_loader.hpp"

#include "src/triage/rule_examples.hpp"
#include "src/triage/rule_reader.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace sgw::triage {

namespace {

constexpr std::string_view k_folder = "templates/triage";

// Collects what is wrong with several files, so that an operator sees all of it at once.
class Complaints {
 public:
  void add(const Error& error) { add(error.text()); }
  void add(const SafeText& text) {
    if (!text_.empty()) text_ += SafeText("; ");
    text_ += text;
  }
  bool none() const { return text_.empty(); }
  tl::unexpected<Error> error() const { return fail(ErrorKind::bad_data_file, "the triage data has problems", text_); }

 private:
  SafeText text_;
};

// The last part of a shipped file's name; the operator's files always hold rules.
std::string_view topic(const Resource& resource) {
  if (resource.origin == Origin::given) return {};
  const std::string_view name = resource.name.view();
  return name.substr(name.rfind('/') + 1);
}

template <class Value, class Read>
void read_one(const std::vector<Resource>& files, std::string_view name, Value& into, Complaints& complaints,
              const Read& read) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const Resource& one) { return topic(one) == name; });
  if (file == files.end()) {
    complaints.add(SafeText("part of the triage data is absent"));
    return;
  }
  auto value = read(*file);
  if (value) {
    into = *std::move(value);
  } else {
    complaints.add(value.error());
  }
}

bool holds_rules(const Resource& file) {
  static const std::set<std::string_view> others{"clauses.json", "events.json",  "versions.json",
                                                 "facts.json",   "missing.json", "stated.json"};
  return !others.contains(topic(file));
}

// A file of rules with what is wrong in it.
struct RuleFile {
  explicit RuleFile(const Resource& resource) : file(resource), problems(resource.name) {}

  Resource file;
  DataProblems problems;
  bool readable = true;
};

// Where a rule of a layer stands: the number of its file, as one may be given twice.
using Seen = std::map<std::pair<SafeName, Origin>, std::size_t>;

void take_rules(std::vector<Rule> rules, RuleFile& from, std::size_t number, Seen& seen, RuleSet& set) {
  GivenRules given{from.file.name, {}};
  for (Rule& rule : rules) {
    const auto [first, fresh] = seen.emplace(std::pair(rule.id, from.file.origin), number);
    if (!fresh && first->second != number)
      from.problems.add(rule.source["id"], "a rule of this name is in another file already", rule.id);
    const auto same = [&](const Rule& other) { return other.id == rule.id; };
    if (fresh && std::erase_if(set.rules, same) > 0) given.replaced.push_back(rule.id);
    set.rules.push_back(std::move(rule));
  }
  if (from.file.origin == Origin::given) set.given.push_back(std::move(given));
}

std::vector<RuleFile> read_rule_files(const std::vector<Resource>& files, RuleSet& set, Complaints& complaints) {
  const RuleContext context{{set.vocabulary, set.patterns}, [&](std::string_view id) {
                              return std::any_of(set.clauses.begin(), set.clauses.end(),
                                                 [&](const Clause& clause) { return clause.id.view() == id; });
                            }};
  Seen seen;
  std::vector<RuleFile> read;
  for (const Resource& file : files) {
    if (!holds_rules(file)) continue;
    RuleFile& one = read.emplace_back(file);
    auto rules = read_rules(file, context, one.problems);
    one.readable = rules.has_value();
    if (rules) {
      take_rules(*std::move(rules), one, read.size(), seen, set);
    } else {
      complaints.add(rules.error());
    }
  }
  return read;
}

using RulesById = std::map<std::string_view, const Rule*>;

// The way from `start` along `explains` back to it, without its end; empty when there is none.
std::vector<const Rule*> way_back(const Rule& start, const RulesById& by_id) {
  std::map<std::string_view, const Rule*> reached_from;
  std::vector<const Rule*> open{&start};
  while (!open.empty()) {
    const Rule& rule = *open.back();
    open.pop_back();
    for (const SafeName& effect : rule.explains) {
      if (effect == start.id) {
        std::vector<const Rule*> way{&rule};
        while (way.back() != &start) way.push_back(reached_from.at(way.back()->id.view()));
        std::reverse(way.begin(), way.end());
        return way;
      }
      const auto next = by_id.find(effect.view());
      if (next != by_id.end() && reached_from.emplace(effect.view(), &rule).second) open.push_back(next->second);
    }
  }
  return {};
}

// "a → b → a"
SafeText words_of(const std::vector<const Rule*>& way) {
  SafeText words;
  for (const Rule* rule : way) words += SafeText(rule->id) + " → ";
  return words + SafeText(way.front()->id);
}

RuleFile& file_of(const Rule& rule, std::vector<RuleFile>& files) {
  return *std::find_if(files.begin(), files.end(), [&](const RuleFile& one) { return one.file.name == rule.file; });
}

// Each circle once, and at a rule of the operator's where there is one: without it the shipped rules have none.
void check_circles(const RuleSet& set, const RulesById& by_id, std::vector<RuleFile>& files) {
  const bool any_given = !set.given.empty();
  std::set<const Rule*> told;
  for (const Rule& rule : set.rules) {
    RuleFile& file = file_of(rule, files);
    if (told.contains(&rule) || (any_given && file.file.origin != Origin::given)) continue;
    const std::vector<const Rule*> way = way_back(rule, by_id);
    if (way.empty()) continue;
    told.insert(way.begin(), way.end());
    file.problems.add(rule.source["explains"], "what it explains leads back to it", words_of(way));
  }
}

void check_explains(const RuleSet& set, std::vector<RuleFile>& files) {
  RulesById by_id;
  for (const Rule& rule : set.rules) by_id.emplace(rule.id.view(), &rule);
  // What a file that is no JSON would have held cannot be missed.
  const bool all_read = std::all_of(files.begin(), files.end(), [](const RuleFile& file) { return file.readable; });
  for (const Rule& rule : set.rules) {
    for (std::size_t index = 0; all_read && index < rule.explains.size(); ++index) {
      const SafeName& effect = rule.explains[index];
      if (!by_id.contains(effect.view()))
        file_of(rule, files)
            .problems.add(rule.source["explains"].at(index), "explains a rule that is not there", effect);
    }
  }
  check_circles(set, by_id, files);
}

// Those of the shipped rules are tried by the tests and by `rules test`: they cannot change.
void check_examples(const RuleSet& set, std::vector<RuleFile>& files) {
  for (const Rule& rule : set.rules) {
    RuleFile& file = file_of(rule, files);
    if (file.file.origin != Origin::given || !rule.sound) continue;
    const auto check = [&](const std::vector<RuleExample>& examples, std::string_view list, bool fires,
                           Literal reason) {
      const SafeJson items = rule.source["examples"][list];
      for (std::size_t index = 0; index < examples.size(); ++index) {
        if (fires_on(rule, examples[index], set) != fires) file.problems.add(items.at(index), reason, rule.id);
      }
    };
    check(rule.fires, "fires", true, "is an example on which the rule does not fire");
    check(rule.silent, "silent", false, "is an example on which the rule is not silent");
  }
}

}  // namespace

Result<RuleSet> load_rules(const ResourceStore& store) {
  std::vector<Resource> files = store.in_folder(k_folder);
  for (Resource& given : store.in_folder("triage")) {
    if (given.origin == Origin::given) files.push_back(std::move(given));
  }
  Complaints complaints;
  RuleSet set;
  read_one(files, "facts.json", set.vocabulary, complaints, &FactVocabulary::read);
  read_one(files, "stated.json", set.stated, complaints,
           [&](const Resource& file) { return StatedWords::read(file, set.vocabulary); });
  read_one(files, "clauses.json", set.clauses, complaints, &read_clauses);
  read_one(files, "versions.json", set.versions, complaints, &VersionTable::read);
  EventCatalogue catalogue;
  read_one(files, "events.json", catalogue, complaints, &EventCatalogue::read);
  set.patterns.add_catalogue(std::move(catalogue));
  std::vector<RuleFile> rule_files = read_rule_files(files, set, complaints);
  read_one(files, "missing.json", set.missing, complaints, [&](const Resource& file) {
    return read_missing(file, {set.vocabulary, set.patterns});
  });
  check_explains(set, rule_files);
  set.patterns.compile();
  check_examples(set, rule_files);
  for (const RuleFile& file : rule_files) {
    if (!file.problems.none()) complaints.add(file.problems.error());
  }
  if (!complaints.none()) return complaints.error();
  std::sort(set.rules.begin(), set.rules.end(), [](const Rule& left, const Rule& right) { return left.id < right.id; });
  return set;
}

}  // namespace sgw::triage
