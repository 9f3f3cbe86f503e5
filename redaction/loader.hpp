#pragma once

#include "redaction/engine.hpp"

#include <sgw_diag/resource.hpp>

#include <memory>
#include <string>
#include <vector>

namespace sgw::redaction {

// A problem of a pack, still in the file's own words: what is shown of it passes the masker first.
struct LoadProblem {
  std::size_t pack = 0;  // index of the resource
  std::string where;     // JSON pointer
  Literal expected = "";
};

struct Loaded {
  std::unique_ptr<Engine> engine;
  std::vector<LoadProblem> problems;  // none: the engine is ready
};

// Packs → rules → engine, examples included: a rule whose examples do not hold is a problem.
Loaded load_engine(const std::vector<Resource>& packs, const PseudonymKey& key, Profile profile);

}  // namespace sgw::redaction
