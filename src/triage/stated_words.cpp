#include "src/triage/stated_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sgw::triage {

namespace {

struct Unit {
  std::string_view suffix;
  double bytes;
};
constexpr double k_mebibyte = 1024.0 * 1024.0;
constexpr double k_most_bytes = 1e18;  // more is no size of a memory
constexpr std::array k_units{
    Unit{"gib", 1024 * k_mebibyte},
    Unit{"gi", 1024 * k_mebibyte},
    Unit{"gb", 1e9},
    Unit{"g", 1e9},
    Unit{"mib", k_mebibyte},
    Unit{"mi", k_mebibyte},
    Unit{"mb", 1e6},
    Unit{"m", 1e6},
    Unit{"kib", 1024},
    Unit{"ki", 1024},
    Unit{"kb", 1e3},
    Unit{"k", 1e3},
    Unit{"bytes", 1},
    Unit{"b", 1},
};

std::string lower_case(std::string_view text) {
  std::string word(text);
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

// "512Mi", "1.5 GiB", 268435456: bytes.
std::optional<FactValue> size_in(std::string_view text, double unit) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  std::string suffix = lower_case(text.substr(static_cast<std::size_t>(end - text.data())));
  suffix.erase(0, suffix.find_first_not_of(' '));
  if (!suffix.empty()) {
    const auto* const known =
        std::find_if(k_units.begin(), k_units.end(), [&](const Unit& one) { return one.suffix == suffix; });
    if (known == k_units.end()) return std::nullopt;
    unit = known->bytes;
  }
  const double bytes = number * unit;
  if (!(bytes <= k_most_bytes)) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(bytes));
}

std::optional<FactValue> scalar(const SafeJson& json) {
  if (const auto flag = json.boolean()) return *flag;
  if (const auto whole = json.integer()) return *whole;
  if (json.is_string()) return json.safe_text_or("");
  return std::nullopt;
}

}  // namespace

StatedWords::Meaning StatedWords::read_meaning(const SafeJson& item, const FactVocabulary& vocabulary,
                                               DataProblems& problems) {
  problems.only_keys(item, {"keys", "means", "words", "bytes"});
  Meaning meaning;
  for (const SafeText& key : problems.texts(item, "keys")) {
    if (!vocabulary.knows_stated(key.view())) problems.add(item["keys"], "is no known stated fact", key);
    meaning.keys.emplace_back(key.view());
  }
  if (meaning.keys.empty()) problems.add(item, "needs at least one key");
  const SafeText fact = problems.text(item, "means");
  if (!vocabulary.knows(fact.view())) problems.add(item["means"], "is no known fact", fact);
  meaning.fact = std::string(fact.view());
  for (const SafeJson& word : item["words"].items()) {
    problems.only_keys(word, {"matches", "is"});
    auto pattern = TextPattern::compile(problems.text(word, "matches").view());
    const auto value = scalar(word["is"]);
    if (!pattern) problems.add(word["matches"], "does not compile");
    if (!value) problems.add(word, "needs what it is");
    if (pattern && value) meaning.words.push_back({*std::move(pattern), *value});
  }
  if (const SafeJson unit = item["bytes"]; unit.exists()) {
    meaning.unit = unit.number();
    if (!meaning.unit) problems.add(unit, "is no number");
  }
  return meaning;
}

Result<StatedWords> StatedWords::read(const Resource& resource, const FactVocabulary& vocabulary) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"stated"});
  StatedWords words;
  for (const SafeJson& item : root["stated"].items())
    words.meanings_.push_back(read_meaning(item, vocabulary, problems));
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return words;
}

std::optional<FactValue> StatedWords::value_of(const Meaning& meaning, const Fact& fact) {
  const SafeText text = to_text(fact.value);
  if (meaning.unit) return size_in(text.view(), *meaning.unit);
  if (meaning.words.empty()) return fact.value;
  for (const Word& word : meaning.words) {
    if (word.pattern.matches(text.view())) return word.value;
  }
  return std::nullopt;
}

void StatedWords::apply(FactSet& facts) const {
  for (const Meaning& meaning : meanings_) {
    if (facts.first(meaning.fact) != nullptr) continue;
    std::optional<Fact> found;
    for (const auto& [name, elements] : facts.entries()) {
      const auto named = [&key = name](const std::string& pattern) { return fits(pattern, key); };
      if (found || std::none_of(meaning.keys.begin(), meaning.keys.end(), named)) continue;
      for (const Fact& fact : elements) {
        if (found || fact.origin != FactOrigin::stated) continue;
        if (const auto value = value_of(meaning, fact)) found = Fact{*value, FactOrigin::stated, fact.place};
      }
    }
    if (found) facts.add(meaning.fact, *std::move(found));
  }
}

}  // namespace sgw::triage
