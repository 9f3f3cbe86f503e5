#include "tests/architecture/include_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(IncludeRules, AreKeptByEveryFileOfTheProduct) {
  const std::vector<SourceFile> files = product_sources();
  ASSERT_GT(files.size(), 50U);
  EXPECT_EQ(listed(folder_violations(files)), "");
  EXPECT_EQ(listed(reach_violations(files)), "");
  EXPECT_EQ(listed(spelling_violations(files)), "");
  EXPECT_EQ(listed(library_violations(files)), "");
}

TEST(IncludeRules, NameTheLineOfAnIncludeThatGoesUpwards) {
  const auto file = parse_source("collector/x.cpp", "#include <string>\n#include \"src/package/spool.hpp\"\n");
  EXPECT_THAT(folder_violations({file}), ElementsAre("collector/x.cpp:2: may not include src/package/spool.hpp"));
}

TEST(IncludeRules, KeepCollectorAndRedactionApart) {
  const auto collector = parse_source("collector/x.cpp", "#include \"redaction/pack.hpp\"\n");
  const auto redaction = parse_source("redaction/x.cpp", "#include \"collector/plan.hpp\"\n");
  EXPECT_THAT(folder_violations({collector}), testing::SizeIs(1));
  EXPECT_THAT(folder_violations({redaction}), testing::SizeIs(1));
}

TEST(IncludeRules, RefuseAFolderThatNoRuleNames) {
  EXPECT_THAT(folder_violations({parse_source("src/new/x.cpp", "")}), ElementsAre(HasSubstr("no include rule names")));
}

TEST(IncludeRules, SeeARawHeaderThatIsReachedThroughAnother) {
  const auto raw = parse_source("include/sgw_diag/raw.hpp", "");
  const auto between = parse_source("include/sgw_diag/source.hpp", "#include <sgw_diag/raw.hpp>\n");
  const auto triage = parse_source("src/triage/x.cpp", "#include <sgw_diag/source.hpp>\n");
  EXPECT_THAT(listed(reach_violations({raw, between, triage})),
              HasSubstr("include/sgw_diag/source.hpp → include/sgw_diag/raw.hpp"));
}

TEST(IncludeRules, LetTheLeakCheckAloneIncludeRawHeadersInVerify) {
  const auto leak = parse_source("src/verify/leak_check.hpp", "#include <sgw_diag/raw.hpp>\n");
  const auto other = parse_source("src/verify/bundle_check.cpp", "#include <sgw_diag/raw.hpp>\n");
  EXPECT_THAT(reach_violations({leak}), IsEmpty());
  EXPECT_THAT(reach_violations({other}), ElementsAre(HasSubstr("src/verify/bundle_check.cpp:1")));
}

TEST(IncludeRules, WantTheOwnHeaderFirstAndTheSpellingThatShowsTheDirection) {
  const auto header = parse_source("collector/x.hpp", "");
  const auto late = parse_source("collector/x.cpp", "#include <string>\n#include \"collector/x.hpp\"\n");
  const auto quoted = parse_source("collector/y.cpp", "#include \"sgw_diag/raw.hpp\"\n#include \"x.hpp\"\n");
  EXPECT_THAT(spelling_violations({header, late}), ElementsAre(HasSubstr("its own header does not come first")));
  EXPECT_THAT(spelling_violations({header, quoted}), testing::SizeIs(2));
}

TEST(IncludeRules, KeepLibrariesAtTheirChokePoints) {
  const auto allowed = parse_source("collector/http_client.cpp", "#include <curl/curl.h>\n#include <vector>\n");
  const auto astray =
      parse_source("src/app/x.cpp", "#include <curl/curl.h>\n#include <spawn.h>\n#include <boost/a.hpp>\n");
  EXPECT_THAT(library_violations({allowed}), IsEmpty());
  EXPECT_THAT(library_violations({astray}),
              ElementsAre("src/app/x.cpp:1: <curl/curl.h> is not for this file",
                          "src/app/x.cpp:2: <spawn.h> is not for this file",
                          "src/app/x.cpp:3: <boost/a.hpp> is of no library that the rules name"));
}

TEST(SourceFile, HasNoIncludesFromComments) {
  const auto file = parse_source("src/x.cpp", "// #include \"a.hpp\"\n/* #include <b.hpp>\n*/\n#include <c>  // why\n");
  ASSERT_EQ(file.includes.size(), 1U);
  EXPECT_EQ(file.includes[0].name, "c");
  EXPECT_EQ(file.includes[0].line, 4U);
}

}  // namespace
}  // namespace sgw::test
