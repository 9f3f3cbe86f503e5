#pragma once

#include "tests/redaction/corpus/document_check.hpp"
#include "tests/redaction/corpus/sighting.hpp"

#include <map>
#include <string>
#include <vector>

namespace sgw::corpus {

enum class Values { hidden, shown };

struct Count {
  std::size_t of = 0;
  std::size_t good = 0;  // removed; for benign strings: kept
  double percent() const { return of == 0 ? 100.0 : 100.0 * static_cast<double>(good) / static_cast<double>(of); }
};

struct Tally {
  std::map<std::string, Count> ordinary;  // by group
  std::map<std::string, Count> hard;
  std::map<std::string, Count> by_kind;  // secrets and identifiers only
  std::map<std::string, Count> by_embedding;
  std::map<std::string, Count> benign_by_kind;
  Count secrets_ordinary;
  Count secrets_hard;
  Count personal;
  Count internal;
  Count benign;
  Count exact;  // of the benign: ids, digests and stack frames
};

Tally tally(const Truth& truth, const Sightings& seen);

// What the redactor must reach, and whether it does: one line each.
struct Bar {
  std::string what;
  Count count;
  double percent = 100;
  bool met() const { return count.percent() >= percent; }
};
std::vector<Bar> bars(const Tally& tally, const DocumentCheck& documents);

// The tables: bars, by group, what is missed by kind and by embedding, each miss by its id, what benign strings were
// lost.
std::string report(const Truth& truth, const Sightings& seen, const DocumentCheck& documents, Values values);

// For an untouched tree: what the scorer does not find although it is there. Empty when all is found, each value whole.
std::string not_found(const Truth& truth, const Sightings& seen, Values values);

}  // namespace sgw::corpus
