#include "src/triage/line_matcher.hpp"

#include <re2/re2.h>
#include <re2/set.h>
#include <algorithm>

namespace sgw::triage {

namespace {

constexpr std::int64_t k_set_memory = std::int64_t{64} << 20;  // of the automaton over all expressions
constexpr std::int64_t k_pattern_memory = std::int64_t{4} << 20;

RE2::Options options(std::int64_t memory) {
  RE2::Options result;
  result.set_encoding(RE2::Options::EncodingLatin1);
  result.set_log_errors(false);
  result.set_max_mem(memory);
  return result;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

struct TextPattern::State {
  explicit State(std::string_view expression) : regex(piece(expression), options(k_pattern_memory)) {}
  RE2 regex;
};

std::optional<TextPattern> TextPattern::compile(std::string_view expression) {
  auto state = std::make_shared<const State>(expression);
  if (!state->regex.ok()) return std::nullopt;
  TextPattern result;
  result.state_ = std::move(state);
  return result;
}

bool TextPattern::matches(std::string_view text) const { return RE2::PartialMatch(piece(text), state_->regex); }

std::optional<std::size_t> TextPattern::find(std::string_view text) const {
  re2::StringPiece found;
  if (!state_->regex.Match(piece(text), 0, text.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
  return static_cast<std::size_t>(found.data() - text.data());
}

struct LineMatcher::State {
  RE2::Set set{options(k_set_memory), RE2::UNANCHORED};
  std::vector<TextPattern> patterns;
  bool compiled = false;
};

LineMatcher::LineMatcher() : state_(std::make_unique<State>()) {}
LineMatcher::~LineMatcher() = default;
LineMatcher::LineMatcher(LineMatcher&&) noexcept = default;
LineMatcher& LineMatcher::operator=(LineMatcher&&) noexcept = default;

std::optional<std::size_t> LineMatcher::add(std::string_view expression) {
  auto pattern = TextPattern::compile(expression);
  if (!pattern || state_->set.Add(piece(expression), nullptr) < 0) return std::nullopt;
  state_->patterns.push_back(*std::move(pattern));
  return state_->patterns.size() - 1;
}

void LineMatcher::compile() { state_->compiled = !state_->patterns.empty() && state_->set.Compile(); }

void LineMatcher::match(std::string_view text, std::vector<int>& hits) const {
  hits.clear();
  if (state_->compiled) {
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    const bool matched = state_->set.Match(piece(text), &hits, &error);
    if (matched || error.kind == RE2::Set::kNoError) {
      if (hits.size() > 1) std::sort(hits.begin(), hits.end());
      return;
    }
    hits.clear();
  }
  for (std::size_t index = 0; index < state_->patterns.size(); ++index) {
    if (state_->patterns[index].matches(text)) hits.push_back(static_cast<int>(index));
  }
}

const TextPattern& LineMatcher::pattern(std::size_t index) const { return state_->patterns[index]; }

}  // namespace sgw::triage
