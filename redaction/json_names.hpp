#pragma once

#include "redaction/find.hpp"

#include <string_view>

namespace sgw::redaction {

// True when the first character that is no blank opens an object or an array.
bool looks_like_json(std::string_view text);

// Whether the whole text is one JSON document (RFC 8259).
bool is_json(std::string_view text);

// The values in a JSON document (RFC 8259) that its names call secrets: of members, of "name"/"value" pairs, of flags
// in lists, of a Kubernetes Secret's data. Appends what stands between their quotes. False, and nothing found, when
// `text` is no JSON or is nested too deeply.
bool find_json_values(std::string_view text, const RuleLabel& label, Finds& finds);

// The same for documents that begin somewhere in a line: "applied {…}". `offset` is where the line begins in its text.
void find_embedded_json_values(std::string_view line, std::size_t offset, const RuleLabel& label, Finds& finds);

}  // namespace sgw::redaction
