#include "tests/redaction/corpus/generator.hpp"

#include "tests/redaction/corpus/document_check.hpp"
#include "tests/redaction/corpus/embedding.hpp"

#include <gtest/gtest.h>
#include <set>

namespace sgw::corpus {
namespace {

constexpr std::size_t k_kinds = 6;

TEST(Kinds, AreManyAndHaveNamesOfTheirOwn) {
  std::set<std::string_view> ids;
  std::size_t secrets = 0;
  for (const Kind& kind : all_kinds()) {
    EXPECT_TRUE(ids.insert(kind.id).second) << kind.id;
    EXPECT_FALSE(kind.names.empty()) << kind.id;
    secrets += kind.group < Group::personal ? 1U : 0U;
  }
  EXPECT_GE(secrets, 60U);
}

TEST(Kinds, MakeValuesThatCanBeFoundAndThatStandInTheirText) {
  Rng rng(11);
  for (const Kind& kind : all_kinds()) {
    for (int i = 0; i < 20; ++i) {
      const Secret secret = kind.draw(rng);
      EXPECT_GE(secret.value.size(), 8U) << kind.id;
      EXPECT_EQ(secret.text.find('\n') != std::string::npos, kind.form == Form::block) << kind.id;
      for (const std::string& part : secret.keep) EXPECT_NE(secret.text.find(part), std::string::npos) << kind.id;
    }
  }
}

TEST(Embeddings, AreManyAndHaveNamesOfTheirOwn) {
  std::set<std::string_view> ids;
  std::size_t hard = 0;
  for (const Embedding& embedding : all_embeddings()) {
    EXPECT_TRUE(ids.insert(embedding.id).second) << embedding.id;
    EXPECT_NE(embedding.line == nullptr, embedding.file == nullptr) << embedding.id;
    hard += embedding.hard ? 1U : 0U;
  }
  EXPECT_GE(ids.size() - hard, 40U);
  EXPECT_GE(hard, 40U);
}

TEST(Generator, GivesTheSameBytesForTheSameSeed) {
  const Corpus first = generate({.seed = 3, .kinds_per_embedding = k_kinds});
  const Corpus second = generate({.seed = 3, .kinds_per_embedding = k_kinds});
  ASSERT_EQ(first.files.size(), second.files.size());
  for (std::size_t i = 0; i < first.files.size(); ++i) {
    EXPECT_EQ(first.files[i].path, second.files[i].path);
    EXPECT_TRUE(first.files[i].bytes == second.files[i].bytes) << first.files[i].path;
  }
}

TEST(Generator, GivesOtherValuesForAnotherSeed) {
  std::set<std::string> values;
  for (const Item& item : generate({.seed = 3, .kinds_per_embedding = k_kinds}).truth.items) {
    if (item.is_secret()) values.insert(item.value);
  }
  ASSERT_GT(values.size(), 500U);
  for (const Item& item : generate({.seed = 4, .kinds_per_embedding = k_kinds}).truth.items) {
    EXPECT_EQ(values.count(item.value), 0U) << item.kind;
  }
}

// Else the check that documents still parse would look at nothing.
TEST(Generator, WritesDocumentsThatParse) {
  for (const std::uint64_t seed : {5U, 6U}) {
    const Corpus corpus = generate({.seed = seed, .kinds_per_embedding = 20});
    for (std::size_t i = 0; i < corpus.files.size(); ++i) {
      const std::string& syntax = corpus.truth.files[i].syntax;
      const CorpusFile& file = corpus.files[i];
      EXPECT_TRUE(syntax != "json" || parses_as_json(file.bytes)) << file.path;
      EXPECT_TRUE(syntax != "yaml" || parses_as_yaml(file.bytes)) << file.path;
      if (syntax != "json-lines") continue;
      for (std::size_t at = 0; at < file.bytes.size();) {
        const std::size_t end = file.bytes.find('\n', at);
        EXPECT_TRUE(parses_as_json(file.bytes.substr(at, end - at))) << file.path;
        at = end + 1;
      }
    }
  }
}

}  // namespace
}  // namespace sgw::corpus
