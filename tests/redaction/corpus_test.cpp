#include "tests/redaction/redactor_fixture.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <filesystem>

namespace sgw::test {
namespace {

Format format_of(const std::string& name) {
  if (name.ends_with(".json.in")) return Format::json;
  if (name.ends_with(".jsonl.in")) return Format::jsonl;
  if (name.ends_with(".env.in")) return Format::env;
  return Format::text;
}

// Whole files: NAME.in must become NAME.out, byte for byte, under the key of sixty-four 'a'.
TEST(Corpus, ComesOutAsItIsWrittenDown) {
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(SGW_TEST_DATA) / "redaction")) {
    const std::string name = file.path().filename().string();
    if (!name.ends_with(".in")) continue;
    ++files;
    const std::string expected = test_data("redaction/" + name.substr(0, name.size() - 3) + ".out");
    EXPECT_EQ(masked(test_data("redaction/" + name), format_of(name)), expected) << name;
  }
  EXPECT_GE(files, 4U);
}

}  // namespace
}  // namespace sgw::test
