#include "tests/redaction/corpus/generator.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/unpack.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <random>

namespace sgw::test {
namespace {

Format format_of(const std::string& path) {
  if (path.ends_with(".json")) return Format::json;
  if (path.ends_with(".jsonl")) return Format::jsonl;
  if (path.ends_with(".env")) return Format::env;
  return Format::text;
}

// The files of a corpus that are no archives; every embedding once.
const std::vector<corpus::CorpusFile>& files() {
  static const auto all = [] {
    auto files = corpus::generate({.seed = 77, .kinds_per_embedding = 1}).files;
    std::erase_if(files, [](const auto& file) { return looks_packed(file.bytes); });
    return files;
  }();
  return all;
}

TEST(Gate, GivesTheSameBytesForEveryFileOfACorpusWhereverChunksAreCut) {
  std::mt19937 random(5);
  ASSERT_GT(files().size(), 100U);
  for (const auto& file : files()) {
    const std::string_view bytes = file.bytes;
    const std::string whole = through_gate(shared_redactor(), {bytes}, format_of(file.path));
    for (const std::size_t most : {std::size_t{7}, std::size_t{300}, std::size_t{9000}}) {
      if (bytes.size() > most * 20000) continue;  // a long line in tiny pieces is a test of another kind
      std::vector<std::string_view> pieces;
      for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t size = random() % most + 1;
        pieces.push_back(bytes.substr(at, size));
        at += size;
      }
      ASSERT_EQ(through_gate(shared_redactor(), pieces, format_of(file.path)), whole) << file.path << " " << most;
    }
  }
}

// Blocks are cut at about 128 KiB: the same file behind fillers of many sizes comes out the same.
TEST(Gate, GivesTheSameBytesWhereverBlocksAreCut) {
  std::string text;
  for (const auto& file : files()) {
    if (format_of(file.path) == Format::text && file.bytes.size() < 20000) text += file.bytes;
    if (!text.empty() && text.back() != '\n') text += '\n';
    if (text.size() > 300000) break;
  }
  std::replace(text.begin(), text.end(), '\0', ' ');
  const std::string filler = "a line without anything in it that would matter\n";
  const std::string expected = masked(filler + text);
  for (const std::size_t lines : {std::size_t{500}, std::size_t{1337}, std::size_t{2100}, std::size_t{2600}}) {
    std::string longer;
    for (std::size_t i = 0; i < lines; ++i) longer += filler;
    const std::string out = masked(longer + text).substr((lines - 1) * filler.size());
    const auto differs = std::mismatch(out.begin(), out.end(), expected.begin(), expected.end()).second;
    const auto at = static_cast<std::size_t>(differs - expected.begin());
    ASSERT_TRUE(out == expected) << lines << " lines before; differs at:\n"
                                 << expected.substr(at > 300 ? at - 300 : 0, 500) << "\nhere:\n"
                                 << out.substr(at > 300 ? at - 300 : 0, 500);
  }
}

TEST(Gate, KeepsTheLinesOfEveryFileOfACorpus) {
  for (const auto& file : files()) {
    if (file.bytes.find('\0') != std::string::npos) continue;  // UTF-16: its line ends are counted otherwise
    const std::string out = masked(file.bytes, format_of(file.path));
    if (out.starts_with("<withheld:")) continue;
    EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), std::count(file.bytes.begin(), file.bytes.end(), '\n'))
        << file.path;
  }
}

TEST(Gate, KeepsJsonOfACorpusJson) {
  std::size_t documents = 0;
  for (const auto& file : files()) {
    if (!JsonReader::parse(file.bytes)) continue;
    ++documents;
    EXPECT_TRUE(JsonReader::parse(masked(file.bytes, format_of(file.path)))) << file.path;
  }
  EXPECT_GT(documents, 10U);
}

TEST(Gate, FindsNothingInWhatItMaskedButIdentifiers) {
  const auto again = make_redactor(redaction::Profile::redacted);
  for (const auto& file : files()) {
    const std::string once = masked(file.bytes, format_of(file.path));
    EXPECT_EQ(masked(again, once, format_of(file.path)), once) << file.path;
  }
}

}  // namespace
}  // namespace sgw::test
