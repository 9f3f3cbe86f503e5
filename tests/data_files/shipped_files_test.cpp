#include "src/report/reports.hpp"
#include "src/triage/rule_book.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/redaction.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace sgw::test {
namespace {

namespace fs = std::filesystem;

// Where data that is compiled in lies.
const std::vector<std::string> k_folders = {"redaction/packs", "templates/triage", "templates/report", "collector/data",
                                            "collector/samples"};

bool is_data(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension != ".cmake" && extension != ".txt" && path.filename() != "schema.json";
}

std::vector<std::string> files_in_the_tree() {
  const fs::path root(SGW_PROJECT_ROOT);
  std::vector<std::string> files;
  for (const std::string& folder : k_folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || !is_data(entry.path())) continue;
      files.push_back(entry.path().lexically_relative(root).string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<EmbeddedFile> embedded_files() {
  std::vector<EmbeddedFile> files;
  const auto take = [&](std::span<const EmbeddedFile> more) { files.insert(files.end(), more.begin(), more.end()); };
  take(redaction::packs());
  take(triage::triage_data());
  take(report::report_data());
  for (const auto more : collector::embedded_data()) take(more);
  return files;
}

TEST(ShippedFiles, ThatAreJsonParse) {
  std::size_t seen = 0;
  for (const std::string& path : files_in_the_tree()) {
    if (!path.ends_with(".json")) continue;
    ++seen;
    std::size_t offset = 0;
    EXPECT_TRUE(JsonReader::parse(read_file(fs::path(SGW_PROJECT_ROOT) / path), &offset))
        << path << " is no JSON from byte " << offset << " on";
  }
  EXPECT_GT(seen, 20U);
}

// A file that was forgotten in a CMakeLists.txt would be there for readers and not for the program.
TEST(ShippedFiles, AreAllCompiledInAsTheyLieInTheTree) {
  const std::vector<EmbeddedFile> embedded = embedded_files();
  for (const std::string& path : files_in_the_tree()) {
    const auto found =
        std::find_if(embedded.begin(), embedded.end(), [&](const EmbeddedFile& file) { return file.path == path; });
    ASSERT_NE(found, embedded.end()) << path << " is not compiled in";
    EXPECT_TRUE(found->bytes == read_file(fs::path(SGW_PROJECT_ROOT) / path)) << path << " differs";
  }
  EXPECT_EQ(embedded.size(), files_in_the_tree().size()) << "something is compiled in twice, or from elsewhere";
}

}  // namespace
}  // namespace sgw::test
