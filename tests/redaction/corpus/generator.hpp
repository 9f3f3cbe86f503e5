#pragma once

#include "tests/redaction/corpus/truth.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sgw::corpus {

struct CorpusOptions {
  std::uint64_t seed = 1;
  std::size_t kinds_per_embedding = 0;  // chosen at random; 0: every kind that the embedding can hold
  std::string only_embedding = {};      // empty: all of them
  std::string only_kind = {};
};

struct CorpusFile {
  std::string path;  // relative
  std::string bytes;
};

struct Corpus {
  Truth truth;
  std::vector<CorpusFile> files;
};

// The same options, the same bytes. Another seed gives other values, other names and other neighbours.
Corpus generate(const CorpusOptions& options);

// The files under `folder` / "files", and `folder` / "truth.json" beside them.
void write_corpus(const Corpus& corpus, const std::filesystem::path& folder);

}  // namespace sgw::corpus
