#include "src/triage/line_matcher.hpp"

#include "src/triage/expression_shape.hpp"

#include <sgw_diag/stride_scanner.hpp>

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace sgw::triage {

namespace {

constexpr std::int64_t k_memory = std::int64_t{4} << 20;  // of one expression
constexpr std::size_t k_max_remembered = 1024;
// Shorter ones ("http", "true") stand in every line and tell nothing; an expression that has no longer one sees them
// all.
constexpr int k_min_literal = 5;

// How the records begin that a gateway's log is full of: requests, and others.
constexpr std::string_view k_begins =
    R"({"level":"Informational","timestamp":"2026-10-20T12:58:42.000Z","eventType":"GatewayLogs","isRequestSuccess":"True",)"
    R"("totalTime":38,"category":"GatewayLogs","callerIpAddress":"<ip#a0>","timeGenerated":"2026","region":"edge",)"
    R"("correlationId":"00","method":"GET","url":"https://api.contoso.example/","backendResponseCode":"200",)"
    R"("responseCode":"200","responseSize":"700","cache":"none","backendTime":"11","apiId":"orders-api",)"
    R"("operationId":"get-orders","clientProtocol":"HTTP/1.1","backendProtocol":"HTTP/1.1","apiRevision":"1",)"
    R"("clientTime":"0","clientTlsVersion":"1.2","backendMethod":"GET","backendUrl":"http://orders.backend.example:8080/"})"
    " stdout [Info] 2026-10-20T12:58:42.000 [GatewayLogs], isRequestSuccess: True, totalTime: 38, category: "
    "GatewayLogs, "
    "callerIpAddress: 1, timeGenerated: 2026, region: edge, correlationId: 00, method: GET, url: https://api, "
    "backendResponseCode: 200, responseCode: 200, responseSize: 700, cache: none, backendTime: 11, apiId: orders, "
    "operationId: get, clientProtocol: HTTP/1.1, clientTlsVersion: 1.2, backendMethod: GET, backendUrl: http, source: "
    "[ConfigurationSync], message: ";
// How they go on.
constexpr std::string_view k_ends =
    "The configuration V2 API is not reachable on https://contoso.configuration.azure-api.net/gateways/edge/events"
    ", exception: System.Net.Http.HttpRequestException: "
    "(contoso.configuration.azure-api.net:443)   at System.Net.Http.HttpConnectionPool."
    "ConnectToTcpHostAsync(String host, Int32 port, HttpRequestMessage request, CancellationToken cancellationToken) "
    "in "
    "PublicKeyToken=";

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

RE2::Options options() {
  RE2::Options result;
  result.set_encoding(RE2::Options::EncodingLatin1);
  result.set_log_errors(false);
  result.set_max_mem(k_memory);
  return result;
}

std::vector<int> joined(const std::vector<int>& left, const std::vector<int>& right) {
  std::vector<int> all;
  std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(all));
  return all;
}

std::vector<int> common_to(const std::vector<int>& left, const std::vector<int>& right) {
  std::vector<int> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  return both;
}

// The expressions that may match a line with these atoms, ascending.
std::vector<int> potentials(const re2::FilteredRE2& filter, const std::vector<int>& atoms) {
  std::vector<int> found;
  filter.AllPotentials(atoms, &found);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<int> shown_to_common(const std::vector<LineMatcher::Kind>& kinds) {
  std::vector<int> shown;
  for (const LineMatcher::Kind& kind : kinds) {
    if (kind.common == LineMatcher::Common::yes) shown = joined(shown, kind.expressions);
  }
  return shown;
}

// The atoms that need not be looked for. Of several that a match must hold one is enough, the longest: those that usual
// lines have go first, then short ones, which are common. One that nearly every record begins with tells nothing: what
// has no other is for all lines of its kinds, unless these are common themselves.
std::vector<int> grantable(const re2::FilteredRE2& filter, const std::vector<std::string>& atoms,
                           const std::vector<int>& common) {
  const std::string begins = lower(k_begins);
  const std::string usual = begins + lower(k_ends);
  const auto has = [&](const std::string& text, int atom) {
    return text.find(atoms[static_cast<std::size_t>(atom)]) != std::string::npos;
  };
  std::vector<int> order(atoms.size());
  std::iota(order.begin(), order.end(), 0);
  const auto rank = [&](int atom) {
    return std::pair(!has(usual, atom), atoms[static_cast<std::size_t>(atom)].size());
  };
  std::stable_sort(order.begin(), order.end(), [&](int left, int right) { return rank(left) < rank(right); });
  std::vector<int> granted;
  std::vector<int> unfiltered = potentials(filter, granted);
  for (const int atom : order) {
    const std::vector<int> more = joined(granted, {atom});
    std::vector<int> found = potentials(filter, more);
    const bool fits =
        has(begins, atom) ? common_to(found, common) == common_to(unfiltered, common) : found == unfiltered;
    if (!fits) continue;
    granted = more;
    unfiltered = std::move(found);
  }
  return granted;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

static_assert(k_min_literal >= static_cast<int>(StrideScanner::k_min_bytes));

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
  std::vector<int> granted;        // atoms that are not looked for, as if every line had them; ascending
  std::vector<Candidates> always;  // by kind: expressions that no literal stands for
  std::vector<int> blind;          // those whose literals the scanner cannot find
  std::vector<int> atom_of;        // by literal of the scanner
  StrideScanner scanner;
  std::vector<ExpressionShape> shapes;  // by expression
  std::vector<Kind> kinds;

  const RE2& regex(std::size_t index) const { return filter.GetRE2(static_cast<int>(index)); }
};

LineMatcher::LineMatcher() : state_(std::make_unique<State>()) {}
LineMatcher::~LineMatcher() = default;
LineMatcher::LineMatcher(LineMatcher&&) noexcept = default;
LineMatcher& LineMatcher::operator=(LineMatcher&&) noexcept = default;

std::optional<std::size_t> LineMatcher::add(std::string_view expression) {
  int index = 0;
  if (state_->filter.Add(piece(expression), options(), &index) != RE2::NoError) return std::nullopt;
  state_->shapes.push_back(shape_of(expression));
  // The scanner folds the case of ASCII alone.
  const bool ascii = std::all_of(expression.begin(), expression.end(), [](char c) { return c > 0; });
  if (!ascii || expression.find("\\x") != std::string_view::npos) state_->blind.push_back(index);
  return static_cast<std::size_t>(index);
}

void LineMatcher::compile() {
  Kind all{std::vector<int>(state_->shapes.size()), Common::yes};
  std::iota(all.expressions.begin(), all.expressions.end(), 0);
  compile({std::move(all)});
}

void LineMatcher::compile(std::vector<Kind> kinds) {
  state_->kinds = std::move(kinds);
  state_->always.resize(state_->kinds.size());
  if (state_->filter.NumRegexps() == 0) return;
  std::vector<std::string> atoms;
  state_->filter.Compile(&atoms);
  state_->granted = grantable(state_->filter, atoms, shown_to_common(state_->kinds));
  for (int atom = 0; atom < static_cast<int>(atoms.size()); ++atom) {
    if (std::binary_search(state_->granted.begin(), state_->granted.end(), atom)) continue;
    const std::size_t literal = state_->scanner.add(atoms[static_cast<std::size_t>(atom)]);
    state_->atom_of.resize(std::max(state_->atom_of.size(), literal + 1));
    state_->atom_of[literal] = atom;
  }
  state_->scanner.build(std::string(k_begins).append(k_ends));
  const std::vector<int> unfiltered = joined(potentials(state_->filter, state_->granted), state_->blind);
  for (std::size_t kind = 0; kind < state_->kinds.size(); ++kind) {
    state_->always[kind] = {common_to(unfiltered, state_->kinds[kind].expressions), kind};
  }
}

void LineMatcher::scan(std::string_view text, Scan& scan) const {
  scan.lines.resize(state_->scanner.size());
  scan.next = 0;
  state_->scanner.scan(text, scan.hits);
}

const LineMatcher::Candidates& LineMatcher::candidates(std::size_t kind, std::size_t begin, std::size_t end,
                                                       Scan& scan) const {
  while (scan.next < scan.hits.size() && scan.hits[scan.next].at < begin) ++scan.next;
  if (scan.next == scan.hits.size() || scan.hits[scan.next].at >= end) return state_->always[kind];
  ++scan.line;
  scan.atoms.clear();
  for (; scan.next < scan.hits.size() && scan.hits[scan.next].at < end; ++scan.next) {
    const std::uint32_t literal = scan.hits[scan.next].literal;
    if (scan.lines[literal] == scan.line) continue;
    scan.lines[literal] = scan.line;
    scan.atoms.push_back(state_->atom_of[literal]);
  }
  // Most lines have the words of one of the last, in the same order.
  std::size_t slot = kind;
  for (const int atom : scan.atoms) slot = slot * 31 + static_cast<std::size_t>(atom);
  Scan::Recent& recent = scan.recent[slot % scan.recent.size()];
  if (recent.candidates != nullptr && recent.kind == kind && recent.atoms == scan.atoms) return *recent.candidates;
  recent.kind = kind;
  recent.atoms = scan.atoms;
  recent.candidates = &candidates_of(kind, scan);
  return *recent.candidates;
}

const LineMatcher::Candidates& LineMatcher::candidates_of(std::size_t kind, Scan& scan) const {
  std::sort(scan.atoms.begin(), scan.atoms.end());
  if (scan.known.size() >= k_max_remembered) {
    for (Scan::Recent& recent : scan.recent) recent.candidates = nullptr;
    scan.known.clear();
  }
  const auto [known, fresh] = scan.known.try_emplace({kind, scan.atoms});
  if (fresh) {
    const std::vector<int> found = potentials(state_->filter, joined(scan.atoms, state_->granted));
    known->second.expressions = common_to(joined(found, state_->blind), state_->kinds[kind].expressions);
    known->second.id = state_->kinds.size() + scan.last_id++;
  }
  return known->second;
}

bool LineMatcher::matches(std::size_t index, std::string_view line) const {
  return RE2::PartialMatch(piece(line), state_->regex(index));
}

bool LineMatcher::minds_digits(std::size_t index) const { return state_->shapes[index].minds_digits; }

bool LineMatcher::minds_before(std::size_t index) const { return state_->shapes[index].minds_before; }

std::optional<std::size_t> LineMatcher::find(std::size_t index, std::string_view line) const {
  re2::StringPiece found;
  if (!state_->regex(index).Match(piece(line), 0, line.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
  return static_cast<std::size_t>(found.data() - line.data());
}

}  // namespace sgw::triage
