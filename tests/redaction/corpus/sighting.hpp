#pragma once

#include "tests/redaction/corpus/truth.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace sgw::corpus {

// How much of an item there is in a tree.
struct Sighting {
  std::size_t longest = 0;  // bytes in one piece, after any decoding; less than the item's `tail` counts as none
  std::string file;         // where they were seen first
};

struct Sightings {
  std::vector<Sighting> of_item;           // in the truth's order
  std::vector<std::string> missing_files;  // of the truth, not in the tree
};

// Looks for every secret in every file and name of the tree, and for identifiers and benign strings in their own file
// (in the renamed ones, if that is not there).
Sightings look_for(const Truth& truth, const std::filesystem::path& tree);

}  // namespace sgw::corpus
