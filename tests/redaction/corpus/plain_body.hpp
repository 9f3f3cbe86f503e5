#pragma once

#include "tests/redaction/corpus/page.hpp"

#include <span>
#include <string>

namespace sgw::corpus {

// An ordinary log of these values: what the hard embeddings wrap. `name=value`, `name: value` and JSON by turns.
std::string plain_body(Page& page, std::span<const Slot> slots);
std::string plain_line(Page& page, const Slot& slot);  // one value, no noise; a block keeps its line feeds

std::string filler(Page& page, std::size_t bytes);  // harmless words, no line feed, exactly so long

}  // namespace sgw::corpus
