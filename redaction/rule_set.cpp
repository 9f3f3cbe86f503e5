#include "redaction/rule_set.hpp"

#include "redaction/detector_table.hpp"
#include "redaction/escapes.hpp"
#include "redaction/line_places.hpp"
#include "redaction/regex_detector.hpp"
#include "redaction/regex_options.hpp"
#include "redaction/secret_names.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace sgw::redaction {

namespace {

constexpr std::int64_t k_set_memory = std::int64_t{64} << 20;
constexpr int k_max_layers = 4;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

std::unique_ptr<const re2::RE2> try_compile(const std::string& pattern) {
  auto regex = std::make_unique<const re2::RE2>(pattern, regex_options());
  return regex->ok() && is_ascii(pattern) ? std::move(regex) : nullptr;
}

// Nearly in order already: what stands in front of two literals differs by a few bytes.
void insert_in_order(std::size_t at, std::vector<std::size_t>& places) {
  if (places.empty() || places.back() <= at) {
    places.push_back(at);
    return;
  }
  places.insert(std::upper_bound(places.begin(), places.end(), at), at);
}

bool has(const std::vector<const Rule*>& rules, const Rule* rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

// Asked for a group, RE2 answers for so short a text without building an automaton.
bool matches_nothing_at_all(const re2::RE2& find) {
  std::array<re2::StringPiece, 2> groups;
  return find.Match("", 0, 0, re2::RE2::ANCHOR_BOTH, groups.data(), static_cast<int>(groups.size()));
}

}  // namespace

std::unique_ptr<const Detector> RuleSet::expression(Rule& rule, std::vector<PackProblem>& problems) {
  const RuleText& text = rule.text;
  int number = 0;
  std::unique_ptr<const re2::RE2> unless;
  if (!text.unless.empty() && (unless = try_compile(text.unless)) == nullptr) {
    problems.push_back({text.pointer + "/unless", "expected an RE2 expression in ASCII"});
  }
  // The filter is for those that may match anywhere in a line: its atoms are literals to scan for as well.
  rule.start_literals = start_literals(text.find);
  const bool anywhere = !rule.start_literals;
  if (!anywhere) {
    rule.own = try_compile(text.find);
  } else if (is_ascii(text.find) && filter_.Add(text.find, regex_options(), &number) == re2::RE2::NoError) {
    by_expression_.resize(static_cast<std::size_t>(number) + 1);
    by_expression_.back() = &rule;
  } else {
    number = -1;
  }
  if (anywhere ? number < 0 : rule.own == nullptr) {
    problems.push_back({text.pointer + "/find", "expected an RE2 expression in ASCII"});
    return nullptr;
  }
  const re2::RE2& find = anywhere ? filter_.GetRE2(number) : *rule.own;
  const auto& groups = find.NamedCapturingGroups();
  const auto secret = groups.find("secret");
  if (secret == groups.end() || secret->second > RegexDetector::k_max_group) {
    problems.push_back({text.pointer + "/find", "expected a group (?P<secret>...)"});
  } else if (matches_nothing_at_all(find)) {
    problems.push_back({text.pointer + "/find", "expected an expression that does not match nothing"});
  }
  if (!problems.empty()) return nullptr;
  auto detector = std::make_unique<RegexDetector>(find, std::move(unless), sets_);
  rule.expression = detector.get();
  return detector;
}

std::vector<PackProblem> RuleSet::add(PackText pack, std::size_t pack_index, Profile profile) {
  std::vector<PackProblem> all = std::move(pack.problems);
  if (!all.empty()) return all;
  for (RuleText& text : pack.rules) {
    const bool repeated =
        std::any_of(rules_.begin(), rules_.end(), [&](const Rule& other) { return other.label.id == text.id; });
    if (repeated) all.push_back({text.pointer + "/id", "expected an id that no other pack uses"});
    Rule& rule = rules_.emplace_back();
    rule.label = {text.id, text.what, Mint::placeholder, text.identifier, rules_.size()};
    if (text.what == "gateway-token") rule.label.mint = Mint::gateway_token;
    rule.active = (!text.strict || profile == Profile::strict) && !(text.identifier && profile == Profile::redacted);
    rule.pack = pack_index;
    rule.text = std::move(text);
    if (rule.text.detector.empty()) {
      rule.detector = expression(rule, all);
    } else if ((rule.detector = make_detector(rule.text.detector, rule.label)) == nullptr) {
      all.push_back({rule.text.pointer + "/detector", "expected the name of a detector"});
    }
  }
  return all;
}

std::uint32_t RuleSet::literal(const std::string& text) {
  const std::uint32_t number = scanner_.add(text);
  meanings_.resize(scanner_.size());
  return number;
}

bool RuleSet::build() {
  std::vector<std::string> atoms;
  if (!by_expression_.empty()) filter_.Compile(&atoms);
  atom_count_ = atoms.size();
  for (std::size_t i = 0; i < atoms.size(); ++i) meanings_[literal(atoms[i])].atom = static_cast<int>(i);
  for (const Rule& rule : rules_) {
    if (!rule.active || rule.text.detector.empty()) continue;
    const bool of_texts = rule.detector->reach() == Detector::Reach::text;
    const std::vector<std::string> literals = rule.detector->literals();
    if (of_texts && literals.empty()) of_all_texts_.push_back(&rule);
    for (const std::string& text : literals) {
      Meaning& meaning = meanings_[literal(text)];
      (of_texts ? meaning.of_texts : meaning.detectors).push_back(&rule);
    }
  }
  for (const Rule& rule : rules_) {
    if (!rule.active || !rule.start_literals) continue;
    for (const StartLiteral& start : rule.start_literals->literals) {
      meanings_[literal(lower(start.text))].starts.push_back(
          {&rule, rule.start_literals->any_case ? std::string() : start.text, start.before});
    }
  }
  for (const std::string& word : secret_word_literals()) meanings_[literal(word)].is_word = true;
  scanner_.build();
  return by_expression_.empty() || build_costly();
}

bool RuleSet::build_costly() {
  std::vector<int> unfiltered;
  filter_.AllPotentials({}, &unfiltered);
  auto options = regex_options();
  options.set_max_mem(k_set_memory);
  for (const int number : unfiltered) {
    Rule* rule = by_expression_[static_cast<std::size_t>(number)];
    rule->costly = true;
    if (!rule->active) continue;
    if (costly_set_ == nullptr) costly_set_ = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
    if (costly_set_->Add(rule->text.find, nullptr) < 0) return false;
    costly_.push_back(rule);
  }
  return costly_set_ == nullptr || costly_set_->Compile();
}

void RuleSet::find(const SearchText& of, RuleScratch& scratch, Finds& finds, Pending* pending) const {
  const std::string_view text = of.text;
  const Survey& survey = of.surveyed(scratch.survey);
  scratch.of_texts = of_all_texts_;
  scanner_.scan(text, scratch.hits);
  std::size_t taken = 0;
  std::size_t number = 0;  // of the line
  for (std::size_t i = 0; i < scratch.hits.size();) {
    const std::size_t at = scratch.hits[i].at;
    while (survey.end_of(number, text.size()) < at) ++number;
    Place line{text, number == 0 ? 0 : survey.line_ends[number - 1] + 1, survey.end_of(number, text.size()), &survey,
               &taken};
    std::size_t last = i;
    while (last < scratch.hits.size() && scratch.hits[last].at < line.end) ++last;
    if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
    show_line(line, i, last, scratch, finds, pending);
    i = std::max(last, i + 1);
  }
  for (const Rule* rule : scratch.of_texts) {
    rule->detector->find({text, 0, text.size(), &survey}, rule->label, finds, pending);
  }
  if (costly_set_ != nullptr) find_costly(text, scratch, finds);
}

void RuleSet::show_line(const Place& line, std::size_t first_hit, std::size_t last_hit, RuleScratch& scratch,
                        Finds& finds, Pending* pending) const {
  scratch.atoms.clear();
  scratch.atom_lines.resize(atom_count_);
  ++scratch.line;
  scratch.detectors.clear();
  scratch.words.clear();
  scratch.starts_used = 0;
  for (std::size_t i = first_hit; i < last_hit; ++i) {
    const Hit& hit = scratch.hits[i];
    const Meaning& meaning = meanings_[hit.literal];
    if (meaning.atom >= 0) note_atom(meaning.atom, scratch);
    if (meaning.is_word) scratch.words.push_back(hit.at - line.begin);
    note_starts(line, hit, meaning.starts, scratch);
    for (const Rule* rule : meaning.detectors) {
      if (!has(scratch.detectors, rule) && rule->detector->worth(line.line(), hit.at - line.begin))
        scratch.detectors.push_back(rule);
    }
    for (const Rule* rule : meaning.of_texts) {
      if (!has(scratch.of_texts, rule)) scratch.of_texts.push_back(rule);
    }
  }
  Place shown = line;
  shown.words = &scratch.words;
  for (const Rule* rule : scratch.detectors) rule->detector->find(shown, rule->label, finds, pending);
  for (std::size_t i = 0; i < scratch.starts_used; ++i) {
    const RuleScratch::Starts& starts = scratch.starts[i];
    starts.rule->expression->find_at(line, starts.at, starts.rule->label, finds);
  }
  if (scratch.atoms.empty()) return;
  std::sort(scratch.atoms.begin(), scratch.atoms.end());
  for (const int number : candidates(scratch)) {
    const Rule* rule = by_expression_[static_cast<std::size_t>(number)];
    rule->detector->find(line, rule->label, finds, pending);
  }
}

// A line of a megabyte may hold one a hundred thousand times.
void RuleSet::note_atom(int atom, RuleScratch& scratch) {
  std::size_t& last = scratch.atom_lines[static_cast<std::size_t>(atom)];
  if (last != scratch.line) scratch.atoms.push_back(atom);
  last = scratch.line;
}

const std::vector<int>& RuleSet::candidates(RuleScratch& scratch) const {
  // Lines of a log hold the same few words; FilteredRE2 works its answer out with maps and sets.
  constexpr std::size_t k_max_remembered = 1024;
  if (scratch.candidates_of.size() >= k_max_remembered) scratch.candidates_of.clear();
  const auto [known, is_new] = scratch.candidates_of.try_emplace(scratch.atoms);
  if (!is_new) return known->second;
  filter_.AllPotentials(scratch.atoms, &known->second);
  std::erase_if(known->second, [&](int number) {
    const Rule* rule = by_expression_[static_cast<std::size_t>(number)];
    return !rule->active || rule->costly;
  });
  return known->second;
}

void RuleSet::note_starts(const Place& line, const Hit& hit, const std::vector<Start>& starts, RuleScratch& scratch) {
  for (const Start& start : starts) {
    if (!start.exact.empty() && line.text.substr(hit.at, start.exact.size()) != start.exact) continue;
    std::size_t i = 0;
    while (i < scratch.starts_used && scratch.starts[i].rule != start.rule) ++i;
    if (i == scratch.starts_used) {
      if (i == scratch.starts.size()) scratch.starts.emplace_back();
      scratch.starts[i].rule = start.rule;
      scratch.starts[i].at.clear();
      ++scratch.starts_used;
    }
    const std::size_t at = hit.at - line.begin;
    insert_in_order(at - std::min(at, start.before), scratch.starts[i].at);
  }
}

// Rules without a literal see every line; one set of all of them says which ones are worth it.
void RuleSet::find_costly(std::string_view text, RuleScratch& scratch, Finds& finds) const {
  for (std::size_t begin = 0; begin < text.size();) {
    const Place line{text, begin, line_end(text, begin)};
    re2::RE2::Set::ErrorInfo error{};
    if (costly_set_->Match(line.line(), &scratch.candidates, &error)) {
      for (const int index : scratch.candidates) {
        const Rule* rule = costly_[static_cast<std::size_t>(index)];
        rule->detector->find(line, rule->label, finds, nullptr);
      }
    } else if (error.kind != re2::RE2::Set::kNoError) {
      // The set ran out of memory on this line. Every rule is a candidate then, never none.
      for (const Rule* rule : costly_) rule->detector->find(line, rule->label, finds, nullptr);
    }
    begin = line.end + 1;
  }
}

void RuleSet::find_alone(const Rule& rule, std::string_view text, Finds& finds) {
  if (rule.detector->reach() == Detector::Reach::text) {
    rule.detector->find({text, 0, text.size()}, rule.label, finds, nullptr);
    return;
  }
  std::size_t taken = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    Place line{text, begin, line_end(text, begin), nullptr, &taken};
    begin = line.end + 1;
    if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
    rule.detector->find(line, rule.label, finds, nullptr);
  }
}

void RuleSet::find_at_starts(const Rule& rule, std::string_view text, Finds& finds) {
  if (rule.expression == nullptr || !rule.start_literals) return;
  const std::string folded = lower(std::string(text));
  std::vector<std::size_t> starts;
  for (const StartLiteral& literal : rule.start_literals->literals) {
    const std::string word = lower(literal.text);
    for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1)) {
      starts.push_back(at - std::min(at, literal.before));
    }
  }
  std::sort(starts.begin(), starts.end());
  rule.expression->find_at({text, 0, text.size()}, starts, rule.label, finds);
}

std::vector<std::string> RuleSet::secrets_in(const Rule& rule, std::string_view text) {
  std::string layer(text);
  for (int depth = 0;; ++depth) {
    Finds finds;
    // Without the automata that RE2 builds to look everywhere: a start of the program has hundreds of examples.
    if (layer.find('\n') == std::string::npos) find_at_starts(rule, layer, finds);
    if (finds.empty()) find_alone(rule, layer, finds);
    std::vector<std::string> secrets;
    for (const Find& find : finds) secrets.push_back(layer.substr(find.begin, find.end - find.begin));
    View view;
    if (!secrets.empty() || depth == k_max_layers || !resolve_escapes(layer, view)) return secrets;
    layer = view.text();
  }
}

std::vector<RuleSet::Failure> RuleSet::failing_examples(std::size_t pack) const {
  std::vector<Failure> failures;
  for (const Rule& rule : rules_) {
    if (rule.pack != pack) continue;
    for (std::size_t i = 0; i < rule.text.masks.size(); ++i) {
      if (secrets_in(rule, rule.text.masks[i]).empty()) failures.push_back({&rule, true, i});
    }
    for (std::size_t i = 0; i < rule.text.keeps.size(); ++i) {
      if (!secrets_in(rule, rule.text.keeps[i]).empty()) failures.push_back({&rule, false, i});
    }
  }
  return failures;
}

const RuleLabel& RuleSet::label_of(std::string_view id) const {
  for (const Rule& rule : rules_) {
    if (rule.text.detector == id || rule.label.id == id) return rule.label;
  }
  std::abort();
}

}  // namespace sgw::redaction
