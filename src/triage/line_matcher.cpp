#include "src/triage/line_matcher.hpp"

#include <sgw_diag/stride_scanner.hpp>

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

// What a gateway's log is full of: requests, and how other records begin.
constexpr std::string_view k_usual =
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
    "[ConfigurationSync], message: , exception: System.Net.Http.HttpRequestException: "
    "(contoso.configuration.azure-api.net:443)   at System.Net.Http.HttpConnectionPool."
    "ConnectToTcpHostAsync(String host, Int32 port, HttpRequestMessage request, CancellationToken cancellationToken) "
    "in "
    "PublicKeyToken=";

RE2::Options options() {
  RE2::Options result;
  result.set_encoding(RE2::Options::EncodingLatin1);
  result.set_log_errors(false);
  result.set_max_mem(k_memory);
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What of an expression decides whether it can tell two lines apart. Says yes where it is not sure.
struct Shape {
  bool minds_digits = false;
  bool minds_before = false;
};

// Behind the class whose '[' is at `at`. A range of all digits cannot tell them apart.
std::size_t read_class(std::string_view expression, std::size_t at, Shape& shape) {
  ++at;
  if (expression.substr(at, 1) == "^") ++at;
  for (bool first = true; at < expression.size() && (first || expression[at] != ']'); first = false) {
    const std::string_view rest = expression.substr(at);
    const bool escaped = rest.size() > 1 && rest.front() == '\\';
    const bool all_digits = rest.starts_with("0-9");
    const char c = escaped ? rest[1] : rest.front();
    shape.minds_digits = shape.minds_digits || (!all_digits && is_digit(c)) || (escaped && c == 'x');
    at += all_digits ? 3 : escaped ? 2 : 1;
  }
  return at + 1;
}

Shape shape_of(std::string_view expression) {
  Shape shape;
  for (std::size_t at = 0; at < expression.size();) {
    const std::string_view rest = expression.substr(at);
    const char c = rest.front();
    const std::size_t count = c == '{' ? rest.find_first_not_of("0123456789,", 1) : std::string_view::npos;
    if (c == '[') {
      at = read_class(expression, at, shape);
    } else if (c == '\\') {
      const std::string_view kind = rest.substr(1, 1);
      shape.minds_digits = shape.minds_digits || kind.find_first_of("0123456789xQ") == 0;
      shape.minds_before = shape.minds_before || kind.find_first_of("AbBQ") == 0;
      at += 2;
    } else if (count != std::string_view::npos && rest[count] == '}') {
      at += count + 1;
    } else {
      shape.minds_digits = shape.minds_digits || is_digit(c);
      shape.minds_before = shape.minds_before || c == '^';
      ++at;
    }
  }
  return shape;
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
  std::vector<int> always;   // expressions that no literal stands for
  std::vector<int> atom_of;  // by literal of the scanner
  StrideScanner scanner;
  std::vector<Shape> shapes;  // by expression

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
  state_->scanner.build(k_usual);
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
  // Most lines have the words of one of the last, in the same order.
  std::size_t slot = scan.atoms.size();
  for (const int atom : scan.atoms) slot = slot * 31 + static_cast<std::size_t>(atom);
  Scan::Recent& recent = scan.recent[slot % scan.recent.size()];
  if (recent.candidates != nullptr && recent.atoms == scan.atoms) return *recent.candidates;
  recent.atoms = scan.atoms;
  recent.candidates = &candidates_of(scan);
  return *recent.candidates;
}

const std::vector<int>& LineMatcher::candidates_of(Scan& scan) const {
  std::sort(scan.atoms.begin(), scan.atoms.end());
  if (const auto known = scan.known.find(scan.atoms); known != scan.known.end()) return known->second;
  if (scan.known.size() >= k_max_remembered) {
    for (Scan::Recent& recent : scan.recent) recent.candidates = nullptr;
    scan.known.clear();
  }
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

bool LineMatcher::minds_digits(std::size_t index) const { return state_->shapes[index].minds_digits; }

bool LineMatcher::minds_before(std::size_t index) const { return state_->shapes[index].minds_before; }

std::optional<std::size_t> LineMatcher::find(std::size_t index, std::string_view line) const {
  re2::StringPiece found;
  if (!state_->regex(index).Match(piece(line), 0, line.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
  return static_cast<std::size_t>(found.data() - line.data());
}

}  // namespace sgw::triage
