#include "src/triage/line_matcher.hpp"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <algorithm>
#include <iterator>

namespace sgw::triage {

namespace {

constexpr std::int64_t k_memory = std::int64_t{4} << 20;  // of one expression
constexpr std::size_t k_max_remembered = 1024;
// Shorter ones ("http", "true") stand in every line and tell nothing; an expression that has no longer one sees them
// all.
constexpr int k_min_literal = 5;

RE2::Options options() {
  RE2::Options result;
  result.set_encoding(RE2::Options::EncodingLatin1);
  result.set_log_errors(false);
  result.set_max_mem(k_memory);
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool holds_digits(std::string_view expression) {
  std::size_t at = 0;
  while (at < expression.size()) {
    const std::string_view rest = expression.substr(at);
    const std::size_t count = rest.starts_with('{') ? rest.find('}') : std::string_view::npos;
    if (count != std::string_view::npos) {
      at += count + 1;
    } else if (rest.starts_with("0-9")) {
      at += 3;
    } else if (rest.starts_with('\\')) {
      if (rest.size() > 1 && (is_digit(rest[1]) || rest[1] == 'x')) return true;
      at += 2;
    } else if (is_digit(rest.front())) {
      return true;
    } else {
      ++at;
    }
  }
  return false;
}

bool holds_assertion(std::string_view expression) {
  for (std::size_t at = 0; at < expression.size(); ++at) {
    if (expression[at] == '^' && (at == 0 || expression[at - 1] != '[')) return true;
    if (expression[at] != '\\' || ++at == expression.size()) continue;
    if (expression[at] == 'A' || expression[at] == 'b' || expression[at] == 'B') return true;
  }
  return false;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

static_assert(k_min_literal >= static_cast<int>(LiteralScanner::k_min_bytes));

}  // namespace

struct TextPattern::State {
  explicit State(std::string_view expression) : regex(piece(expression), options()) {}
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

struct LineMatcher::State {
  re2::FilteredRE2 filter{k_min_literal};
  std::vector<int> always;   // expressions that no literal stands for
  std::vector<int> atom_of;  // by literal of the scanner
  LiteralScanner scanner;
  std::vector<bool> minds_digits;  // by expression
  std::vector<bool> minds_before;

  const RE2& regex(std::size_t index) const { return filter.GetRE2(static_cast<int>(index)); }
};

LineMatcher::LineMatcher() : state_(std::make_unique<State>()) {}
LineMatcher::~LineMatcher() = default;
LineMatcher::LineMatcher(LineMatcher&&) noexcept = default;
LineMatcher& LineMatcher::operator=(LineMatcher&&) noexcept = default;

std::optional<std::size_t> LineMatcher::add(std::string_view expression) {
  int index = 0;
  if (state_->filter.Add(piece(expression), options(), &index) != RE2::NoError) return std::nullopt;
  state_->minds_digits.push_back(holds_digits(expression));
  state_->minds_before.push_back(holds_assertion(expression));
  // The scanner folds the case of ASCII alone.
  const bool ascii = std::all_of(expression.begin(), expression.end(), [](char c) { return c > 0; });
  if (!ascii || expression.find("\\x") != std::string_view::npos) state_->always.push_back(index);
  return static_cast<std::size_t>(index);
}

void LineMatcher::compile() {
  if (state_->filter.NumRegexps() == 0) return;
  std::vector<std::string> atoms;
  state_->filter.Compile(&atoms);
  for (const std::string& atom : atoms) {
    const std::size_t literal = state_->scanner.add(atom);
    state_->atom_of.resize(std::max(state_->atom_of.size(), literal + 1));
    state_->atom_of[literal] = static_cast<int>(&atom - atoms.data());
  }
  state_->scanner.build();
  std::vector<int> unfiltered;
  state_->filter.AllPotentials({}, &unfiltered);
  std::vector<int>& always = state_->always;
  always.insert(always.end(), unfiltered.begin(), unfiltered.end());
  std::sort(always.begin(), always.end());
  always.erase(std::unique(always.begin(), always.end()), always.end());
}

void LineMatcher::scan(std::string_view text, Scan& scan) const {
  scan.lines.resize(state_->scanner.size());
  scan.next = 0;
  state_->scanner.scan(text, scan.hits);
}

const std::vector<int>& LineMatcher::candidates(std::size_t begin, std::size_t end, Scan& scan) const {
  ++scan.line;
  scan.atoms.clear();
  while (scan.next < scan.hits.size() && scan.hits[scan.next].at < begin) ++scan.next;
  for (; scan.next < scan.hits.size() && scan.hits[scan.next].at < end; ++scan.next) {
    const std::uint32_t literal = scan.hits[scan.next].literal;
    if (scan.lines[literal] == scan.line) continue;
    scan.lines[literal] = scan.line;
    scan.atoms.push_back(state_->atom_of[literal]);
  }
  if (scan.atoms.empty()) return state_->always;
  std::sort(scan.atoms.begin(), scan.atoms.end());
  if (const auto known = scan.known.find(scan.atoms); known != scan.known.end()) return known->second;
  if (scan.known.size() >= k_max_remembered) scan.known.clear();
  std::vector<int> potential;
  state_->filter.AllPotentials(scan.atoms, &potential);
  std::vector<int> all;
  std::sort(potential.begin(), potential.end());
  std::set_union(potential.begin(), potential.end(), state_->always.begin(), state_->always.end(),
                 std::back_inserter(all));
  return scan.known.emplace(scan.atoms, std::move(all)).first->second;
}

bool LineMatcher::matches(std::size_t index, std::string_view line) const {
  return RE2::PartialMatch(piece(line), state_->regex(index));
}

bool LineMatcher::minds_digits(std::size_t index) const { return state_->minds_digits[index]; }

bool LineMatcher::minds_before(std::size_t index) const { return state_->minds_before[index]; }

std::optional<std::size_t> LineMatcher::find(std::size_t index, std::string_view line) const {
  re2::StringPiece found;
  if (!state_->regex(index).Match(piece(line), 0, line.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
  return static_cast<std::size_t>(found.data() - line.data());
}

}  // namespace sgw::triage
