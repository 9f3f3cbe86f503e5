#pragma once

#include <cstddef>
#include <string>

namespace sgw::bench {

// Lines of a gateway, and in every 20th place a secret of the corpus in one of its logs (one line, or the few of a key
// file): all kinds in all embeddings, in random order, values never twice. The same bytes in every run.
std::string log_of_corpus(std::size_t bytes);

}  // namespace sgw::bench
