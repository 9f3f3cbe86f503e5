#include "src/verify/leak_check.hpp"

#include "src/verify/binary_marks.hpp"
#include "src/verify/findings.hpp"
#include "src/verify/known_forms.hpp"
#include "src/verify/line_watch.hpp"
#include "src/verify/literal_scanner.hpp"
#include "src/verify/named_values.hpp"
#include "src/verify/own_forms.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/starts.hpp"
#include "src/verify/token_shapes.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sgw::verify {

namespace {

constexpr std::size_t k_window_bytes = std::size_t{256} << 10;  // searched at a time
constexpr std::size_t k_context_bytes = std::size_t{16} << 10;  // kept from the window before
constexpr std::size_t k_max_leaks = 1000;
constexpr std::size_t k_longest_name = 2048;  // of a file, in a leak; no name in a bundle is longer
constexpr int k_layers = 3;                   // of escapes that are undone

std::vector<std::string> forms_of(const std::vector<std::string_view>& values) {
  std::vector<std::string> all;
  for (const auto value : values) {
    auto forms = known_forms(value);
    std::move(forms.begin(), forms.end(), std::back_inserter(all));
  }
  return all;
}

void find_structure(std::string_view text, Findings& found) {
  find_token_shapes(text, found);
  find_own_forms(text, found);
  find_named_values(text, found);
  find_by_starts(text, found);
}

}  // namespace

struct LeakCheck::State {
  explicit State(std::vector<std::string> literals) : known(std::move(literals)) {}

  void search(std::size_t cut);
  void search_known(std::string_view region);
  void search_lines(std::string_view region, std::size_t from);
  void search_line(std::string_view line, std::uint64_t number);
  void report(std::uint64_t line, Literal what);
  std::uint64_t line_at(std::size_t position) const;

  LiteralScanner known;
  LineWatch watch;
  std::vector<Leak> leaks;
  std::string file;
  Extent extent = Extent::all;
  // Text not searched yet, behind some that was: values may lie across.
  std::string buffer;
  std::size_t context = 0;
  bool within_line = false;        // the last window ended inside a line
  std::uint64_t lines_before = 0;  // line ends before the buffer
};

std::uint64_t LeakCheck::State::line_at(std::size_t position) const {
  const auto begin = buffer.begin();
  return lines_before + 1 +
         static_cast<std::uint64_t>(std::count(begin, begin + static_cast<std::ptrdiff_t>(position), '\n'));
}

void LeakCheck::State::report(std::uint64_t line, Literal what) {
  if (leaks.size() >= k_max_leaks) return;
  const auto same = [&](const Leak& leak) { return leak.line == line && leak.what == what && leak.file == file; };
  // Repeats come close together: the same line in two windows, decoded and not.
  const auto recent = leaks.size() > 32 ? leaks.end() - 32 : leaks.begin();
  if (std::none_of(recent, leaks.end(), same)) leaks.push_back({file, line, what});
}

void LeakCheck::State::search_known(std::string_view region) {
  std::vector<std::size_t> starts = known.find(region, context);
  std::sort(starts.begin(), starts.end());
  std::uint64_t line = lines_before + 1;
  std::size_t counted = 0;
  for (const std::size_t start : starts) {
    const std::string_view between = region.substr(counted, start - counted);
    line += static_cast<std::uint64_t>(std::count(between.begin(), between.end(), '\n'));
    counted = start;
    report(line, "known value");
  }
}

void LeakCheck::State::search_line(std::string_view line, std::uint64_t number) {
  Findings found;
  const auto plain = without_placeholders(line);
  const std::string_view shown = plain ? std::string_view(*plain) : line;
  watch.line(shown, found);
  find_structure(shown, found);
  std::optional<std::string> layer = decoded(line);
  for (int depth = 1; layer && depth <= k_layers; ++depth) {
    if (auto without = without_placeholders(*layer)) layer = std::move(without);
    find_structure(*layer, found);
    if (PrivateKeyWatch().line(*layer)) found.add("private key");
    layer = decoded(*layer);
  }
  for (const auto what : found.all()) report(number, what);
}

void LeakCheck::State::search_lines(std::string_view region, std::size_t from) {
  std::uint64_t number = line_at(from);
  while (from < region.size()) {
    const std::size_t end = std::min(region.find('\n', from), region.size());
    search_line(region.substr(from, end - from), number++);
    from = end + 1;
  }
}

void LeakCheck::State::search(std::size_t cut) {
  const std::string_view region = std::string_view(buffer).substr(0, cut);
  if (extent == Extent::all) {
    const std::size_t mark = find_binary_mark(region, context - std::min(context, k_longest_mark - 1));
    if (mark != std::string_view::npos) report(line_at(mark), "not text");
  }
  search_known(region);
  if (extent == Extent::all) search_lines(region, within_line ? 0 : context);
  within_line = cut > 0 && buffer[cut - 1] != '\n';
  const std::size_t keep_from = cut > k_context_bytes ? cut - k_context_bytes : 0;
  lines_before = line_at(keep_from) - 1;
  context = cut - keep_from;
  buffer.erase(0, keep_from);
}

LeakCheck::LeakCheck(const std::vector<RawText>& known_values) {
  std::vector<std::string_view> views;
  views.reserve(known_values.size());
  for (const auto& value : known_values) views.push_back(value.view(PassKey<LeakCheck>()));
  state_ = std::make_unique<State>(forms_of(views));
}
LeakCheck::~LeakCheck() = default;
LeakCheck::LeakCheck(LeakCheck&&) noexcept = default;
LeakCheck& LeakCheck::operator=(LeakCheck&&) noexcept = default;

void LeakCheck::begin(std::string_view file, Extent extent) {
  State& state = *state_;
  state.extent = extent;
  state.file = file.substr(0, k_longest_name);
  state.buffer = file;
  state.context = 0;
  state.within_line = false;
  // A name is searched like a line, and is line 0.
  state.lines_before = 0;
  for (const std::size_t start : state.known.find(file, 0)) {
    static_cast<void>(start);
    state.report(0, "known value");
  }
  state.watch.reset();
  state.search_line(file, 0);
  state.watch.reset();
  state.buffer.clear();
}

void LeakCheck::add(std::string_view chunk) {
  State& state = *state_;
  while (!chunk.empty()) {
    const std::size_t fresh = state.buffer.size() - state.context;
    const std::size_t count = std::min(chunk.size(), k_window_bytes - fresh);
    state.buffer += chunk.substr(0, count);
    chunk.remove_prefix(count);
    if (fresh + count < k_window_bytes) return;
    // Windows end with a line where they can, so that lines are searched whole.
    const std::size_t line_end = state.buffer.rfind('\n');
    const bool has_line = line_end != std::string::npos && line_end >= state.context;
    state.search(has_line ? line_end + 1 : state.buffer.size());
  }
}

void LeakCheck::end() {
  state_->search(state_->buffer.size());
  state_->buffer.clear();
  state_->context = 0;
}

const std::vector<Leak>& LeakCheck::leaks() const { return state_->leaks; }

}  // namespace sgw::verify
