#include "redaction/rule_set.hpp"

#include "redaction/address_detector.hpp"
#include "redaction/escapes.hpp"
#include "redaction/named_value_detector.hpp"
#include "redaction/regex_detector.hpp"
#include "redaction/regex_options.hpp"

#include <algorithm>
#include <cstdlib>

namespace sgw::redaction {

namespace {

constexpr std::int64_t k_set_memory = std::int64_t{64} << 20;
constexpr int k_max_layers = 3;
constexpr std::size_t k_last = 1'000'000;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::unique_ptr<const re2::RE2> try_compile(const std::string& pattern) {
  auto regex = std::make_unique<const re2::RE2>(pattern, regex_options());
  return regex->ok() && is_ascii(pattern) ? std::move(regex) : nullptr;
}

// The detectors in code, by the name that a pack gives them.
std::unique_ptr<const Detector> detector_named(std::string_view name, Rule& rule) {
  if (name == "named-value") {
    rule.text.near = NamedValueDetector::candidate_pattern();
    rule.label.rank = k_last;  // any other rule says more about a value than the name beside it
    return std::make_unique<NamedValueDetector>();
  }
  rule.always = true;
  if (name == "email") return std::make_unique<EmailDetector>();
  rule.label.mint = Mint::address;
  if (name == "ipv4") return std::make_unique<Ipv4Detector>();
  if (name == "ipv6") return std::make_unique<Ipv6Detector>();
  return nullptr;
}

std::unique_ptr<const Detector> expression(Rule& rule, std::vector<PackProblem>& problems) {
  const RuleText& text = rule.text;
  auto find = try_compile(text.find);
  std::unique_ptr<const re2::RE2> unless;
  if (find == nullptr) {
    problems.push_back({text.pointer + "/find", "expected an RE2 expression in ASCII"});
  } else if (find->NamedCapturingGroups().count("secret") == 0) {
    problems.push_back({text.pointer + "/find", "expected a group (?P<secret>...)"});
  } else if (re2::RE2::PartialMatch("", *find)) {
    problems.push_back({text.pointer + "/find", "expected an expression that does not match nothing"});
  }
  if (!text.unless.empty() && (unless = try_compile(text.unless)) == nullptr) {
    problems.push_back({text.pointer + "/unless", "expected an RE2 expression in ASCII"});
  }
  if (!text.near.empty() && try_compile(text.near) == nullptr) {
    problems.push_back({text.pointer + "/near", "expected an RE2 expression in ASCII"});
  }
  if (!problems.empty()) return nullptr;
  return std::make_unique<RegexDetector>(std::move(find), std::move(unless));
}

}  // namespace

std::vector<PackProblem> RuleSet::add(PackText pack, std::size_t pack_index, Profile profile) {
  std::vector<PackProblem> all = std::move(pack.problems);
  if (!all.empty()) return all;
  for (RuleText& text : pack.rules) {
    std::vector<PackProblem> problems;
    const bool repeated =
        std::any_of(rules_.begin(), rules_.end(), [&](const Rule& other) { return other.label.id == text.id; });
    if (repeated) problems.push_back({text.pointer + "/id", "expected an id that no other pack uses"});
    Rule& rule = rules_.emplace_back();
    rule.label = {text.id, text.what, Mint::placeholder, text.identifier, rules_.size()};
    if (text.what == "gateway-token") rule.label.mint = Mint::gateway_token;
    rule.active = (!text.strict || profile == Profile::strict) && !(text.identifier && profile == Profile::redacted);
    rule.pack = pack_index;
    rule.text = std::move(text);
    if (rule.text.detector.empty()) {
      rule.detector = expression(rule, problems);
    } else if ((rule.detector = detector_named(rule.text.detector, rule)) == nullptr) {
      problems.push_back({rule.text.pointer + "/detector", "expected named-value, email, ipv4 or ipv6"});
    }
    all.insert(all.end(), problems.begin(), problems.end());
    if (!problems.empty()) rules_.pop_back();
  }
  return all;
}

bool RuleSet::build() {
  auto options = regex_options();
  options.set_max_mem(k_set_memory);
  candidates_ = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
  for (const Rule& rule : rules_) {
    if (!rule.active) continue;
    if (rule.always) {
      always_.push_back(&rule);
      continue;
    }
    if (candidates_->Add(rule.text.near.empty() ? rule.text.find : rule.text.near, nullptr) < 0) return false;
    by_index_.push_back(&rule);
  }
  return candidates_->Compile();
}

void RuleSet::find(std::string_view text, Finds& finds, std::vector<int>& scratch) const {
  for (const Rule* rule : always_) rule->detector->find(text, rule->label, finds);
  re2::RE2::Set::ErrorInfo error{};
  if (!candidates_->Match(text, nullptr, &error)) {
    if (error.kind == re2::RE2::Set::kNoError) return;
  } else if (candidates_->Match(text, &scratch, &error)) {
    for (const int index : scratch) {
      const Rule* rule = by_index_[static_cast<std::size_t>(index)];
      rule->detector->find(text, rule->label, finds);
    }
    return;
  }
  // The set ran out of memory on this text. Every rule is a candidate then, never none.
  for (const Rule* rule : by_index_) rule->detector->find(text, rule->label, finds);
}

bool RuleSet::finds_in(const Rule& rule, std::string_view text, Finds& finds) const {
  const auto near = rule.text.near.empty() ? nullptr : try_compile(rule.text.near);
  const auto look = [&](std::string_view view) {
    // A `near` that misses would hide the rule: then it finds nothing here either, and the example fails.
    if (near == nullptr || re2::RE2::PartialMatch(re2::StringPiece(view.data(), view.size()), *near)) {
      rule.detector->find(view, rule.label, finds);
    }
  };
  look(text);
  DecodedView view;
  std::string decoded(text);
  for (int layer = 0; layer < k_max_layers && finds.empty() && decode_escapes(decoded, view); ++layer) {
    decoded = view.text;
    look(decoded);
  }
  return !finds.empty();
}

std::vector<RuleSet::Failure> RuleSet::failing_examples() const {
  std::vector<Failure> failures;
  for (const Rule& rule : rules_) {
    for (std::size_t i = 0; i < rule.text.masks.size(); ++i) {
      Finds finds;
      if (!finds_in(rule, rule.text.masks[i], finds)) failures.push_back({&rule, true, i});
    }
    for (std::size_t i = 0; i < rule.text.keeps.size(); ++i) {
      Finds finds;
      if (finds_in(rule, rule.text.keeps[i], finds)) failures.push_back({&rule, false, i});
    }
  }
  return failures;
}

const RuleLabel& RuleSet::label_of_detector(std::string_view detector) const {
  for (const Rule& rule : rules_) {
    if (rule.text.detector == detector || rule.label.id == detector) return rule.label;
  }
  std::abort();
}

}  // namespace sgw::redaction
