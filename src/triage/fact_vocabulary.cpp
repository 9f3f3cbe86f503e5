#include "src/triage/fact_vocabulary.hpp"

#include <sgw_diag/json_reader.hpp>

#include <algorithm>

namespace sgw::triage {

bool fits(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (in < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      retry = in;
    } else if (at < pattern.size() && pattern[at] == text[in]) {
      ++at;
      ++in;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in = ++retry;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

Result<FactVocabulary> FactVocabulary::read(const Resource& resource) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"keys", "alike", "stated", "stated_flags", "stated_texts"});
  FactVocabulary vocabulary;
  for (const SafeText& key : problems.texts(root, "keys")) vocabulary.keys_.emplace_back(key.view());
  for (const auto& [prefix, as] : root["alike"].members())
    vocabulary.alike_.push_back({std::string(prefix.view()) + ".", std::string(as.safe_text_or("").view()) + "."});
  for (const SafeText& key : problems.texts(root, "stated")) vocabulary.stated_.emplace_back(key.view());
  for (const SafeText& key : problems.texts(root, "stated_flags")) vocabulary.flags_.emplace_back(key.view());
  for (const SafeText& key : problems.texts(root, "stated_texts")) vocabulary.texts_.emplace_back(key.view());
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return vocabulary;
}

bool FactVocabulary::knows(std::string_view key) const {
  const auto covers = [&](const std::string& known) { return fits(known, key); };
  if (std::any_of(keys_.begin(), keys_.end(), covers) || knows_stated(key)) return true;
  return std::any_of(alike_.begin(), alike_.end(), [&](const Alike& alike) {
    return key.starts_with(alike.prefix) && knows(alike.as + std::string(key.substr(alike.prefix.size())));
  });
}

bool FactVocabulary::knows_stated(std::string_view key) const {
  return std::any_of(stated_.begin(), stated_.end(), [&](const std::string& known) { return fits(known, key); });
}

StatedType FactVocabulary::stated_type(std::string_view key) const {
  if (std::find(flags_.begin(), flags_.end(), key) != flags_.end()) return StatedType::flag;
  if (std::find(texts_.begin(), texts_.end(), key) != texts_.end()) return StatedType::text;
  return StatedType::any;
}

}  // namespace sgw::triage
