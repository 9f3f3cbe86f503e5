#include "tests/architecture/choke_points.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

namespace sgw::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ChokePoints, HoldInEveryFileOfTheProduct) { EXPECT_EQ(listed(choke_point_violations(product_sources())), ""); }

TEST(ChokePoints, SeeWhatStandsInTheWrongFile) {
  const std::vector<std::string_view> astray = {
      "RedactedBytes bytes(PassKey<redaction::Redactor>(), text);",
      "return {PassKey<Document>{}, text};",
      "auto original = revealed.view(PassKey<cli::Console>());",
      "console.revealed(bytes);",
      "AtomicFile::write_map(path, revealed, Overwrite::yes);",
      "PassKey<redaction::Redactor> key;",
      "auto view = RawPeek::at(raw);",
      "const auto json = SafeJson::open(ResourceForge::of(\"x\", foreign));",
      "store.add_given(folder, name, bytes, true);",
      "return {PassKey<Sha256>(), foreign};",
      "std::cout << 1;",
      "std::fprintf(file, \"x\");",
      "puts(\"x\");",
      "::write(1, text, size);",
      "write_all(STDERR_FILENO, text);",
      "std::ofstream out(path);",
      "int fd = open(path, O_WRONLY | O_CLOEXEC);",
      "const auto child = ::fork();",
      "const int error = ::posix_spawn(&id, place, nullptr, nullptr, words, variables);",
      "std::system(command);",
      "FILE* pipe = popen(command, mode);",
      "log(error.what());",
      "using namespace std;",
  };
  for (const std::string_view line : astray) {
    EXPECT_THAT(choke_point_violations({parse_source("src/app/x.cpp", line)}), SizeIs(1)) << line;
  }
}

TEST(ChokePoints, LetOrdinaryCodePass) {
  const std::vector<std::string_view> fine = {
      "// std::cout << value;",      "const char* text = \"std::cout and fork()\";",
      "auto raw = R\"(popen(x))\";", "std::snprintf(buffer.data(), buffer.size(), \"%d\", 1);",
      "document.system(1);",         "reader->exec();",
      "std::ifstream in(path);",     "std::string_view view(PassKey<redaction::Redactor>) const noexcept;",
      "Literal what = error.what;",  "const std::size_t count = 1'000'000;",
  };
  for (const std::string_view line : fine) {
    EXPECT_THAT(choke_point_violations({parse_source("src/app/x.cpp", line)}), IsEmpty()) << line;
  }
}

TEST(ChokePoints, GiveFileAndLine) {
  const auto file = parse_source("src/app/x.cpp", "int a;\nstd::cerr << a;\n");
  EXPECT_THAT(choke_point_violations({file}), ElementsAre("src/app/x.cpp:2: writes to the terminal"));
}

TEST(SourceFiles, StayUnderFourHundredLines) {
  EXPECT_EQ(listed(length_violations(product_sources())), "");
  EXPECT_EQ(listed(length_violations(test_sources())), "");
}

TEST(SourceFiles, OverFourHundredLinesAreNamed) {
  std::string text;
  for (int i = 0; i < 401; ++i) text += "int a;\n";
  EXPECT_THAT(length_violations({parse_source("src/app/x.cpp", text)}), SizeIs(1));
}

// A table that names what is gone misleads more than one that is short.
TEST(ArchitectureDocument, NamesOnlyFilesAndFoldersThatExist) {
  const std::filesystem::path root(SGW_PROJECT_ROOT);
  const std::string document = read_file(root / "ARCHITECTURE.md");
  const std::regex place("`((?:include|collector|redaction|src|templates|tests)/[a-z_0-9/]*(?:\\.[ch]pp)?)`");
  std::size_t seen = 0;
  for (auto at = std::sregex_iterator(document.begin(), document.end(), place); at != std::sregex_iterator(); ++at) {
    const std::string named = (*at)[1].str();
    if (named.find("x_source") != std::string::npos) continue;  // an example of a name to come
    ++seen;
    EXPECT_TRUE(std::filesystem::exists(root / named)) << "ARCHITECTURE.md names " << named;
  }
  EXPECT_GT(seen, 15U);
}

}  // namespace
}  // namespace sgw::test
