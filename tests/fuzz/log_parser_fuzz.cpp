#include "src/triage/log_reader.hpp"
#include "src/triage/log_record.hpp"
#include "src/triage/rule_book.hpp"
#include "tests/support/resource_forge.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace sgw;
using namespace sgw::triage;

const RuleBook& rules() {
  static const RuleBook book = [] {
    ResourceStore store;
    store.add(triage_data());
    auto loaded = RuleBook::load(store);
    if (!loaded) std::abort();
    return *std::move(loaded);
  }();
  return book;
}

// The parser of single lines takes any bytes: its views lie in the line, and it always gets on.
void parse_line(std::string_view line) {
  const LineParts parts = split_line(line);
  if (parts.text.size() > line.size()) std::abort();
  std::string_view rest = parts.text;
  while (true) {
    const auto header = parse_header(rest);
    if (header && (header->event.size() > 80 || header->timestamp.size() > 81)) std::abort();
    const std::size_t next = next_record(rest);
    if (next == std::string_view::npos) return;
    if (next == 0 || next >= rest.size()) std::abort();
    rest.remove_prefix(next);
  }
}

SafeText as_text(std::string_view bytes) {
  const std::string document = "[" + json_quoted(bytes) + "]";
  const auto root = SafeJson::open(ResourceForge::of(document));
  return root ? root->at(0).safe_text_or("") : SafeText();
}

std::string read(const SafeText& text, std::size_t cut) {
  LogReader reader(rules().log_patterns(), BundlePath() / "log");
  reader.add(text.part(0, cut));
  reader.add(text.part(cut, text.view().size() - cut));
  LogSummary summary = reader.take();
  std::string outline = std::to_string(summary.lines);
  for (const EventCount& event : summary.events) {
    if (event.first_place.quote.view().size() > LogReader::k_max_quote) std::abort();
    if (event.last_place.quote.view().size() > LogReader::k_max_quote) std::abort();
    outline += " " + std::string(event.name.view()) + "=" + std::to_string(event.count) + "@" +
               std::to_string(event.last_place.line.value_or(0));
  }
  for (const auto& [key, hits] : summary.matched) outline += " " + key + "=" + std::to_string(hits.count);
  return outline;
}

}  // namespace

// Whatever the bytes are: nothing is read outside a line, quotes stay short, and the result does not depend on which
// line a chunk ends at.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
    parse_line(bytes.substr(from, end - from));
    from = end + 1;
  }
  const SafeText text = as_text(bytes);
  const std::size_t middle = text.view().find('\n', text.view().size() / 2);
  const std::string whole = read(text, text.view().size());
  if (middle != std::string_view::npos && read(text, middle + 1) != whole) std::abort();
  return 0;
}
