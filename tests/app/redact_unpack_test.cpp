#include "src/app/redact_unpack.hpp"

#include "tests/support/packing.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::app {
namespace {

using test::archive_of;
using test::compressed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;

class RedactFeedTest : public testing::Test {
 protected:
  RedactFeedTest() : session_(*Session::open({}, redaction::Profile::support, Needs::redaction)) {
    job_.out = out_ / "tree";
    job_.print = [this](const RedactedBytes& bytes) {
      printed_ += bytes.view();
      return true;
    };
  }

  Result<void> feed(const std::string& name, const std::string& bytes, RedactLimits limits = {},
                    std::size_t piece = 4096) {
    RedactFeed feed(session_, job_, report_, {}, limits);
    return feed.feed(RedactName(name), [&, at = std::size_t{0}]() mutable -> Result<std::string_view> {
      const std::string_view chunk = std::string_view(bytes).substr(at, piece);
      at += chunk.size();
      return chunk;
    });
  }

  std::map<std::string, std::string> tree() const {
    std::map<std::string, std::string> files;
    if (!std::filesystem::exists(*job_.out)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*job_.out)) {
      if (entry.is_regular_file()) files[entry.path().lexically_relative(*job_.out)] = test::read_file(entry.path());
    }
    return files;
  }
  std::string problems() const {
    std::string all;
    for (const SafeText& problem : report_.problems()) all += std::string(problem.view()) + "\n";
    return all;
  }

  test::TempDir out_;
  Session session_;
  RedactJob job_;
  RedactReport report_;
  std::string printed_;
};

TEST_F(RedactFeedTest, GivesACompressedFileUnderItsNameWithoutTheEnding) {
  for (const std::string filter : {"gzip", "zstd", "xz", "bzip2"}) {
    ASSERT_TRUE(feed(filter + "/app.log.gz", compressed("plain line\n", filter)));
  }
  EXPECT_THAT(tree(), UnorderedElementsAre(Pair("gzip/app.log", "plain line\n"), Pair("zstd/app.log", "plain line\n"),
                                           Pair("xz/app.log", "plain line\n"), Pair("bzip2/app.log", "plain line\n")));
  EXPECT_TRUE(report_.whole()) << problems();
}

std::string frame(char stream, std::string_view text) {
  const std::string header{stream, '\0', '\0', '\0', '\0', '\0', '\0', static_cast<char>(text.size())};
  return header + std::string(text);
}

TEST_F(RedactFeedTest, TakesTheFramesOffWhatDockersInterfaceSends) {
  const std::string raw = frame(1, "one line\n") + frame(1, "password=hun") + frame(2, "other\n") +
                          frame(1, "ter2hunter\nlast") + frame(2, "end");
  for (const std::size_t piece : {std::size_t{9}, std::size_t{20}, std::size_t{4096}}) {
    const std::string name = "a" + std::to_string(piece) + ".raw";
    ASSERT_TRUE(feed(name, raw, {}, piece));
    const std::string out = tree()[name];
    EXPECT_THAT(out, testing::StartsWith("one line\nother\npassword=<redacted:")) << piece;
    EXPECT_THAT(out, testing::EndsWith(">\nlast\nend\n")) << piece;
  }
  ASSERT_TRUE(feed("b.zip", archive_of({{"c.raw", raw}}, "zip")));
  EXPECT_THAT(tree()["b.zip/c.raw"], testing::StartsWith("one line\nother\n"));
  EXPECT_TRUE(report_.whole()) << problems();
}

TEST_F(RedactFeedTest, GivesNothingBehindABrokenFrame) {
  ASSERT_TRUE(feed("a.raw",
                   frame(1, "one line\n") + frame(1, std::string(120, 'x')) + frame(1, std::string(120, 'y')) +
                       frame(1, std::string(120, 'z')) + frame(1, std::string(120, 'z')) + "\n" +
                       frame(7, "password=hunter2\n"),
                   {}, 256));
  EXPECT_THAT(tree()["a.raw"], testing::AllOf(testing::StartsWith("one line\n"), testing::Not(HasSubstr("hunter2"))));
  EXPECT_FALSE(report_.whole());
  ASSERT_TRUE(feed("b.raw", frame(1, std::string("a\0b\n", 4))));
  EXPECT_THAT(tree()["b.raw"], testing::Not(HasSubstr("b\n")));
}

TEST_F(RedactFeedTest, MakesAFolderOfAnArchive) {
  for (const std::string ending : {"tar", "tar.gz", "tar.zst", "tar.xz", "tar.bz2", "zip"}) {
    ASSERT_TRUE(feed("a." + ending, archive_of({{"x/one.log", "one\n"}, {"two.log", "two\n"}}, ending))) << ending;
    EXPECT_EQ(tree()["a." + ending + "/x/one.log"], "one\n") << ending;
    EXPECT_EQ(tree()["a." + ending + "/two.log"], "two\n") << ending;
  }
  EXPECT_TRUE(report_.whole()) << problems();
}

TEST_F(RedactFeedTest, ReadsEachMemberInTheFormatThatItsNameTells) {
  ASSERT_TRUE(feed("a.zip", archive_of({{"b.json", R"({"clientSecret":"s3cr3tS3cr3t","n":1})"}}, "zip")));
  const std::string json = tree()["a.zip/b.json"];
  EXPECT_THAT(json, HasSubstr("<redacted:")) << json;
  EXPECT_THAT(json, testing::Not(HasSubstr("s3cr3t")));
}

TEST_F(RedactFeedTest, GoesFourDeepAndWithholdsWhatIsDeeper) {
  std::string packed = archive_of({{"deep.log", "deep\n"}}, "tar.gz");
  for (int i = 0; i < 3; ++i) packed = archive_of({{"in.zip", packed}}, "zip");
  ASSERT_TRUE(feed("a", packed));
  EXPECT_THAT(tree(), UnorderedElementsAre(Pair("a/in.zip/in.zip/in.zip/deep.log", "deep\n")));
  EXPECT_TRUE(report_.whole()) << problems();

  ASSERT_TRUE(feed("b", archive_of({{"in.zip", packed}, {"beside.log", "beside\n"}}, "zip")));
  EXPECT_EQ(tree()["b/beside.log"], "beside\n");
  EXPECT_EQ(tree()["b/in.zip/in.zip/in.zip/in.zip"], "<withheld:archive>\n");
  EXPECT_THAT(problems(), HasSubstr("b/in.zip/in.zip/in.zip/in.zip: withheld (an archive in an archive, too deep"));
}

TEST_F(RedactFeedTest, UnpacksACompressedFileInAnArchive) {
  ASSERT_TRUE(feed("a.tar", archive_of({{"old/app.log.gz", compressed("older\n", "gzip")}}, "tar")));
  EXPECT_THAT(tree(), ElementsAre(Pair("a.tar/old/app.log", "older\n")));
}

TEST_F(RedactFeedTest, NeverLeavesTheFolderAndMakesNoLinks) {
  ASSERT_TRUE(feed("odd.tar", test::test_data("core/unpacker/odd.tar")));
  for (const auto& [name, bytes] : tree()) EXPECT_TRUE(name.starts_with("odd.tar/")) << name;
  EXPECT_EQ(tree().size(), 2U);
  EXPECT_THAT(problems(), HasSubstr("odd.tar/link.log: left out (a link or a device"));
  EXPECT_THAT(problems(), HasSubstr("odd.tar/pipe: left out"));
  EXPECT_THAT(problems(), testing::Not(HasSubstr("folder"))) << "an empty folder is no loss";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(out_.path()), {}), 1);
}

TEST_F(RedactFeedTest, WithholdsWhatIsEncryptedAndNamesIt) {
  const std::string packed = test::test_data("core/unpacker/encrypted.zip");
  ASSERT_TRUE(feed("in.tar", archive_of({{"e.zip", packed}, {"z.log", "after\n"}}, "tar")));
  EXPECT_EQ(tree()["in.tar/z.log"], "after\n");
  EXPECT_THAT(problems(), HasSubstr("in.tar/e.zip"));
  EXPECT_THAT(problems(), HasSubstr("encrypted"));
  EXPECT_FALSE(report_.whole());
}

TEST_F(RedactFeedTest, KeepsWhatCouldBeReadOfABrokenArchive) {
  std::string noise(200'000, 'x');
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>('a' + i * i % 23);
  const std::string packed = archive_of({{"a.log", "first\n"}, {"b.log", noise}}, "tar");
  ASSERT_TRUE(feed("a.tar", packed.substr(0, packed.size() / 2)));
  EXPECT_EQ(tree()["a.tar/a.log"], "first\n");
  EXPECT_EQ(tree()["a.tar/withheld"], "<withheld:archive>\n");
  EXPECT_THAT(problems(), HasSubstr("a.tar/b.log: partial (the archive is broken or cut off)"));
  EXPECT_THAT(problems(), HasSubstr("a.tar/withheld: withheld (the archive is broken or cut off)"));
}

TEST_F(RedactFeedTest, SaysThatACompressedFileWasCutOff) {
  std::string noise(200'000, 'x');
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>('a' + i * i * i % 25);
  const std::string packed = compressed(noise, "gzip");
  ASSERT_TRUE(feed("a.log.gz", packed.substr(0, packed.size() - 20)));
  EXPECT_EQ(problems(), "a.log: partial (the archive is broken or cut off)\n");
}

TEST_F(RedactFeedTest, WithholdsWhatOnlyLooksPacked) {
  const std::string bytes = "PK\x03\x04" + std::string(5000, 'x');
  ASSERT_TRUE(feed("a.zip", bytes));
  EXPECT_THAT(tree(), ElementsAre(Pair("a.zip", "<withheld:archive>\n")));
  ASSERT_EQ(report_.files.size(), 1U);
  EXPECT_EQ(report_.files[0].withheld_bytes, bytes.size());
}

TEST_F(RedactFeedTest, EndsABombByItsRatio) {
  ASSERT_TRUE(feed("bomb.gz", test::test_data("core/unpacker/bomb.gz")));
  EXPECT_THAT(problems(), HasSubstr("suspiciously more than its size"));
  ASSERT_TRUE(feed("outer.tar", test::test_data("core/unpacker/bomb-in-tar.tar")));
  EXPECT_THAT(problems(), HasSubstr("outer.tar/"));
  for (const auto& [name, bytes] : tree()) EXPECT_LT(bytes.size(), std::size_t{64} << 20) << name;
}

TEST_F(RedactFeedTest, CountsWhatIsNestedAgainstOneLimit) {
  RedactLimits limits;
  limits.unpack.max_bytes = 300'000;
  std::map<std::string, std::string> members;
  for (const char name : {'a', 'b', 'c', 'd', 'e'}) {
    members[std::string(1, name) + ".gz"] = compressed(std::string(100'000, name) + "\n", "gzip");
  }
  ASSERT_TRUE(feed("all.tar", archive_of(members, "tar"), limits));
  EXPECT_EQ(tree()["all.tar/a"].size(), 100'001U);
  EXPECT_EQ(tree()["all.tar/b"].size(), 100'001U);
  EXPECT_THAT(problems(), HasSubstr("unpacks to"));
  std::size_t bytes = 0;
  for (const auto& [name, content] : tree()) bytes += content.size();
  EXPECT_LT(bytes, 310'000U);
}

TEST_F(RedactFeedTest, CountsMembersOfAllThatIsNested) {
  RedactLimits limits;
  limits.unpack.max_members = 4;
  const std::string inner = archive_of({{"a", "1\n"}, {"b", "2\n"}, {"c", "3\n"}}, "tar");
  ASSERT_TRUE(feed("all.tar", archive_of({{"x.tar", inner}, {"y.tar", inner}}, "tar"), limits));
  EXPECT_EQ(tree()["all.tar/x.tar/c"], "3\n");
  EXPECT_EQ(tree().count("all.tar/y.tar/a"), 0U);
  EXPECT_FALSE(report_.whole());
}

TEST_F(RedactFeedTest, WithholdsANestedArchiveThatDoesNotFitTheMemory) {
  RedactLimits limits;
  limits.held = 2000;
  std::string noise(20'000, 'x');
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>('a' + i * i % 23);
  ASSERT_TRUE(feed("a.tar",
                   archive_of({{"big.tar", archive_of({{"n", noise}}, "tar")},
                               {"plain.log", noise},
                               {"small.gz", compressed("small\n", "gzip")}},
                              "tar"),
                   limits));
  EXPECT_EQ(tree()["a.tar/big.tar"], "<withheld:archive>\n");
  EXPECT_EQ(tree()["a.tar/plain.log"], noise) << "text is not held";
  EXPECT_EQ(tree()["a.tar/small"], "small\n") << "the memory is free again";
  EXPECT_THAT(problems(), HasSubstr("a.tar/big.tar: withheld (a packed file in an archive, too large"));
}

TEST_F(RedactFeedTest, GivesTheSameTreeHoweverTheInputIsCut) {
  const std::string packed = archive_of(
      {{"a.log", "password=hunter2hunter2\n"}, {"in.zip", archive_of({{"b.log", "deep line\n"}}, "zip")}}, "tar.gz");
  std::map<std::string, std::string> first;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{512}, std::size_t{1} << 20}) {
    job_.out = out_ / std::to_string(piece);
    ASSERT_TRUE(feed("a.tgz", packed, {}, piece));
    if (first.empty()) first = tree();
    EXPECT_EQ(tree(), first) << piece;
  }
  EXPECT_EQ(first.size(), 2U);
}

TEST_F(RedactFeedTest, PrintsACompressedStreamUnpacked) {
  job_.out.reset();
  ASSERT_TRUE(feed("standard-input", compressed("one\npassword=hunter2hunter2\n", "zstd"), {}, 3));
  EXPECT_TRUE(printed_.starts_with("one\npassword=<redacted:")) << printed_;
}

TEST_F(RedactFeedTest, SaysThatAnArchiveNeedsAPlaceToGo) {
  job_.out.reset();
  const auto done = feed("a.zip", archive_of({{"a.log", "one\n"}}, "zip"));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::bad_usage);
  EXPECT_EQ(done.error().text().view(), "an archive needs -o OUT, where its members go: a.zip");
  EXPECT_EQ(printed_, "");
}

TEST_F(RedactFeedTest, CleansTheNamesOfMembers) {
  ASSERT_TRUE(feed("a.tar", archive_of({{"AKIAIOSFODNN7EXAMPLE/jane.doe@contoso.example.log", "x\n"}}, "tar")));
  ASSERT_EQ(tree().size(), 1U);
  EXPECT_THAT(tree().begin()->first, testing::Not(HasSubstr("AKIAIOSFODNN7EXAMPLE")));
  EXPECT_THAT(tree().begin()->first, testing::Not(HasSubstr("jane")));
}

}  // namespace
}  // namespace sgw::app
