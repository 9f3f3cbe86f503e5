#include "redaction/tally.hpp"

#include <tuple>

namespace sgw::redaction {

std::vector<RedactionNote> Tally::notes() const {
  std::map<std::pair<std::string, std::string>, std::uint64_t> sums;
  for (const auto& [label, count] : counts_) sums[{label->what, label->id}] += count;
  std::vector<RedactionNote> notes;
  for (const auto& [key, count] : sums) {
    const auto what = SafeName::parse(key.first);
    const auto rule = SafeName::parse(key.second);
    if (what && rule) notes.push_back({*what, *rule, count});
  }
  return notes;
}

}  // namespace sgw::redaction
