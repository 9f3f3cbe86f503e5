#include "tests/redaction/corpus/generator.hpp"
#include "tests/redaction/corpus/report.hpp"
#include "tests/redaction/corpus/tree.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <array>

namespace sgw::corpus {
namespace {

// Instrumented by a sanitizer, the same takes twenty times as long.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t k_kinds = 1;
#else
constexpr std::size_t k_kinds = 8;
#endif

// A scorer that overlooks what is there would praise any redactor: all of it must be found where nothing was touched.
class Scorer : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Scorer, FindsEverythingInAnUntouchedCorpus) {
  const test::TempDir folder;
  const Corpus corpus = generate({.seed = GetParam(), .kinds_per_embedding = k_kinds});
  write_corpus(corpus, folder.path());
  const Truth truth = read_truth(folder / "truth.json");
  ASSERT_EQ(truth.items.size(), corpus.truth.items.size());
  EXPECT_EQ(not_found(truth, look_for(truth, folder / "files"), Values::shown), "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, Scorer, testing::Values(1U, 20261123U, 987654321U));

TEST(Scorer, FindsNothingWhereEverythingIsGone) {
  const test::TempDir folder;
  const Corpus corpus = generate({.seed = 2, .kinds_per_embedding = 2});
  for (const CorpusFile& file : corpus.files) {
    if (file.path.rfind("names/", 0) != 0) write_file(folder / file.path, "gone\n");
  }
  const Tally result = tally(corpus.truth, look_for(corpus.truth, folder.path()));
  EXPECT_EQ(result.secrets_ordinary.good, result.secrets_ordinary.of);
  EXPECT_EQ(result.secrets_hard.good, result.secrets_hard.of);
  EXPECT_EQ(result.personal.good, result.personal.of);
  EXPECT_EQ(result.internal.good, result.internal.of);
  EXPECT_GT(result.benign.of, 100U);
  EXPECT_EQ(result.benign.good, 0U);
  for (const Bar& bar : bars(result, {})) EXPECT_EQ(bar.met(), bar.what.find("kept") == std::string::npos) << bar.what;
}

Truth one_item(const std::string& group, const std::string& value, std::size_t tail) {
  return {1, {{"a.txt", "text"}}, {{"i1", "k", group, "e", false, "a.txt", value, tail}}};
}

Sighting seen(const Truth& truth, const std::string& name, const std::string& bytes) {
  const test::TempDir folder;
  write_file(folder / name, bytes);
  return look_for(truth, folder.path()).of_item.front();
}

TEST(Scorer, TakesAThirdForALeak) {
  const std::string value = "Zq3vR8sLw0aKtY6uBn1eXc5m";
  const Truth truth = one_item("token", value, 8);
  EXPECT_EQ(seen(truth, "a.txt", "x=" + value.substr(9, 8) + "***").longest, 8U);
  EXPECT_EQ(seen(truth, "a.txt", "x=" + value.substr(9, 7) + "***").longest, 0U);
}

TEST(Scorer, FindsASecretInAnotherFileAndInAFileName) {
  const Truth truth = one_item("token", "Zq3vR8sLw0aKtY6uBn1eXc5m", 8);
  EXPECT_EQ(seen(truth, "b/c.txt", "x=Zq3vR8sLw0aKtY6uBn1eXc5m").file, "b/c.txt");
  EXPECT_EQ(seen(truth, "d-Zq3vR8sLw0aKtY6uBn1eXc5m.txt", "nothing here").longest, 24U);
}

TEST(Scorer, DoesNotTakeALongerAddressForThePlantedOne) {
  const Truth truth = one_item("personal", "10.12.13.14", 11);
  EXPECT_EQ(seen(truth, "a.txt", "from 10.12.13.145 and 110.12.13.14").longest, 0U);
  EXPECT_EQ(seen(truth, "a.txt", "from 10.12.13.14:443").longest, 11U);
}

TEST(DocumentCheck, SeesADocumentThatParsesNoMoreAndALostLine) {
  const test::TempDir folder;
  const Truth truth{1, {{"a.json", "json"}, {"b.yaml", "yaml"}, {"c.jsonl", "json-lines"}, {"d.txt", "text"}}, {}};
  for (const auto& [name, before, after] :
       {std::array{"a.json", "{\"a\": \"b\"}\n", "{\"a\": \"b\n"}, std::array{"b.yaml", "a: 'b'\n", "a: 'b\n"},
        std::array{"c.jsonl", "{\"a\":1}\nnot JSON\n", "{\"a\":\nnot JSON\n"},
        std::array{"d.txt", "a\nb\n", "a b\n"}}) {
    write_file(folder / "before" / name, before);
    write_file(folder / "after" / name, after);
  }
  EXPECT_TRUE(check_documents(truth, folder / "before", folder / "before").problems.empty());
  const DocumentCheck check = check_documents(truth, folder / "before", folder / "after");
  EXPECT_EQ(check.problems, (std::vector<std::string>{"a.json: was JSON", "b.yaml: was YAML", "c.jsonl:1: was JSON",
                                                      "d.txt: 2 lines became 1"}));
}

}  // namespace
}  // namespace sgw::corpus
