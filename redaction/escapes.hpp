#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// A text with its escapes resolved, and for each of its bytes the place in the source that it came from.
struct DecodedView {
  std::string text;
  std::vector<std::uint32_t> origin;  // text.size() + 1 entries; the last one is the source's size
};

// Resolves one layer of JSON and C escapes (\u0026, \", \n), percent-encoding (%26) and XML references (&amp;), and
// drops control characters other than the tab. False, and `view` untouched, when there is nothing to resolve.
bool decode_escapes(std::string_view text, DecodedView& view);

// A quick test that errs towards true.
bool may_have_escapes(std::string_view text);

// All layers, at most four: the canonical form of a value, so that its tag is the same in every encoding.
std::string fully_decoded(std::string_view text);

}  // namespace sgw::redaction
