#include "src/package/archive_reader.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace sgw::package {
namespace {

using test::TempDir;
using testing::ElementsAre;

struct ReadBack {
  std::vector<std::string> names;
  std::map<std::string, std::string> content;
  std::vector<std::string> odd;  // not plain files
  std::optional<Error> error;
};

enum class From { file, memory };

ReadBack read_all(const std::filesystem::path& path, const ArchiveReadLimits& limits = {}, bool wanted = true,
                  From from = From::file) {
  ReadBack back;
  std::string text;
  const ArchiveVisitor visitor{
      .begin =
          [&](const ArchiveEntry& entry) {
            back.names.push_back(entry.path);
            if (!entry.regular) back.odd.push_back(entry.path);
            text.clear();
            return wanted;
          },
      .data = [&](std::string_view chunk) -> Result<void> {
        text += chunk;
        return {};
      },
      .end = [&]() -> Result<void> {
        back.content[back.names.back()] = text;
        return {};
      },
  };
  const auto read = from == From::file ? read_archive(path, visitor, limits)
                                       : read_archive_bytes(test::read_file(path), visitor, limits);
  if (!read) back.error = read.error();
  return back;
}

std::filesystem::path fixture(const std::string& name) {
  return std::filesystem::path(SGW_TEST_DATA) / "package" / name;
}

class ArchiveReaderFormats : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(, ArchiveReaderFormats, testing::Values("good.tar.gz", "good.tar.zst", "good.zip"));

TEST_P(ArchiveReaderFormats, ReadsWhatOthersPacked) {
  const ReadBack back = read_all(fixture(GetParam()));
  EXPECT_FALSE(back.error);
  EXPECT_THAT(back.names, ElementsAre("root/a.txt", "root/b.txt"));
  EXPECT_EQ(back.content.at("root/a.txt"), "hello\n");
  EXPECT_EQ(back.content.at("root/b.txt"), std::string(5000, 'b'));
}

TEST_P(ArchiveReaderFormats, SkipsWhatIsNotWanted) {
  const ReadBack back = read_all(fixture(GetParam()), {}, false);
  EXPECT_FALSE(back.error);
  EXPECT_EQ(back.names.size(), 2U);
  EXPECT_TRUE(back.content.empty());
}

TEST_P(ArchiveReaderFormats, RefusesMoreThanItsLimits) {
  EXPECT_EQ(read_all(fixture(GetParam()), {.max_bytes = 5005}).error->kind, ErrorKind::too_large);
  EXPECT_EQ(read_all(fixture(GetParam()), {.max_entries = 1}).error->kind, ErrorKind::too_large);
  EXPECT_FALSE(read_all(fixture(GetParam()), {.max_bytes = 5006, .max_entries = 2}).error);
}

// A cut at any place is seen, and nothing worse happens.
TEST_P(ArchiveReaderFormats, NoticesEveryCut) {
  const TempDir folder;
  const std::string whole = test::read_file(fixture(GetParam()));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_TRUE(read_all(folder.write("cut", whole.substr(0, length))).error) << length;
  }
}

// A changed byte is seen, or makes no difference to the content (a time, an owner in a header that nobody reads).
TEST_P(ArchiveReaderFormats, SurvivesEveryChangedByte) {
  const TempDir folder;
  const std::string whole = test::read_file(fixture(GetParam()));
  int refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    const ReadBack back = read_all(folder.write("changed", changed), {.max_bytes = 1 << 20});
    refused += back.error ? 1 : 0;
  }
  EXPECT_GT(refused, 0);
}

class ArchiveReaderRefuses : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(, ArchiveReaderRefuses,
                         testing::Values("cut.tar.gz", "cut-inside.tar.gz", "bytes-behind-gzip.tar.gz",
                                         "bytes-behind-tar.tar.gz", "gzip-twice.tar.gz", "empty.tar.gz",
                                         "not-an-archive.tar.gz", "comment.zip", "bytes-behind.zip", "cut.zip",
                                         "wrong-checksum.zip", "bytes-behind.tar.zst", "cut.tar.zst"));

TEST_P(ArchiveReaderRefuses, WhatIsBrokenOrHidesSomething) {
  const ReadBack back = read_all(fixture(GetParam()));
  ASSERT_TRUE(back.error);
  EXPECT_EQ(back.error->kind, ErrorKind::protocol);
}

class ArchiveReaderMarks : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(, ArchiveReaderMarks,
                         testing::Values("symlink.tar.gz", "hardlink.tar.gz", "device.tar.gz", "fifo.tar.gz",
                                         "sparse.tar.gz", "symlink.zip"));

TEST_P(ArchiveReaderMarks, WhatIsNoPlainFile) {
  const ReadBack back = read_all(fixture(GetParam()));
  EXPECT_FALSE(back.error);
  EXPECT_EQ(back.odd.size(), 1U);
}

TEST(ArchiveReader, MarksEncryptedFilesAndFolders) {
  EXPECT_THAT(read_all(fixture("encrypted.zip")).odd, testing::Contains("root/a.txt"));
  EXPECT_EQ(read_all(fixture("with-folders.tar.gz")).odd.size(), 1U);
}

TEST(ArchiveReader, GivesNamesAsTheyAreForTheCallerToJudge) {
  EXPECT_THAT(read_all(fixture("absolute.tar.gz")).names, ElementsAre("root/a.txt", "/etc/passwd"));
  EXPECT_THAT(read_all(fixture("dotdot.tar.gz")).names, ElementsAre("root/a.txt", "root/../../x"));
  EXPECT_THAT(read_all(fixture("dotdot.zip")).names, ElementsAre("root/../../x"));
  EXPECT_THAT(read_all(fixture("pax-junk.tar.gz")).names, ElementsAre("root/a.txt", "root/pax-name.txt"));
}

TEST(ArchiveReader, ShowsASecondArchiveThatHidesBehindTheFirst) {
  EXPECT_THAT(read_all(fixture("second-archive-behind.tar.gz")).names,
              ElementsAre("root/a.txt", "root/b.txt", "root/hidden.txt"));
}

TEST(ArchiveReader, StopsABombAtItsLimit) {
  const ReadBack back = read_all(fixture("bomb.tar.gz"), {.max_bytes = 1 << 20});
  ASSERT_TRUE(back.error);
  EXPECT_EQ(back.error->kind, ErrorKind::too_large);
  EXPECT_EQ(read_all(fixture("bomb.tar.gz"), {.max_bytes = 1 << 20}, false).error->kind, ErrorKind::too_large);
}

TEST(ArchiveReader, SaysWhyAFileCannotBeOpened) {
  const TempDir folder;
  EXPECT_EQ(read_all(folder / "nothing.tar.gz").error->kind, ErrorKind::not_found);
  EXPECT_EQ(read_all(folder.path()).error->kind, ErrorKind::io);
  EXPECT_EQ(read_all(folder.write("empty", "")).error->kind, ErrorKind::protocol);
}

TEST(ArchiveReader, ReadsTheSameFromMemory) {
  for (const auto& entry : std::filesystem::directory_iterator(fixture(""))) {
    const ReadBack file = read_all(entry.path());
    const ReadBack memory = read_all(entry.path(), {}, true, From::memory);
    EXPECT_EQ(memory.names, file.names) << entry.path();
    EXPECT_EQ(memory.content, file.content) << entry.path();
    EXPECT_EQ(memory.error.has_value(), file.error.has_value()) << entry.path();
  }
}

TEST(ArchiveReader, HandsOnTheVisitorsError) {
  const ArchiveVisitor visitor{
      .begin = [](const ArchiveEntry&) { return true; },
      .data = [](std::string_view) -> Result<void> { return fail(ErrorKind::cancelled, "stopped"); },
      .end = []() -> Result<void> { return {}; },
  };
  EXPECT_EQ(read_archive(fixture("good.zip"), visitor).error().what, Literal("stopped"));
}

// A block of four bytes stands for 128 KiB of zeros, which libarchive passes over within one call.
TEST(ArchiveReader, StopsInTheMiddleOfNothing) {
  std::string packed("\x28\xb5\x2f\xfd\x00\x38", 6);
  for (int i = 0; i < 1'000'000; ++i) packed.append("\x02\x00\x10\x00", 4);
  const TempDir folder;
  const auto path = folder.write("zeros.tar.zst", packed);
  std::stop_source stop;
  const std::jthread later([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop.request_stop();
  });
  const ArchiveVisitor visitor{.begin = [](const ArchiveEntry&) { return true; },
                               .data = [](std::string_view) -> Result<void> { return {}; },
                               .end = []() -> Result<void> { return {}; }};
  const auto read = read_archive(path, visitor, {}, stop.get_token());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::cancelled);
}

// As above, with nobody there who would stop it: the four megabytes stand for 122 GiB.
TEST(ArchiveReader, EndsByItselfInTheMiddleOfNothing) {
  std::string packed("\x28\xb5\x2f\xfd\x00\x38", 6);
  for (int i = 0; i < 1'000'000; ++i) packed.append("\x02\x00\x10\x00", 4);
  const TempDir folder;
  const ReadBack back = read_all(folder.write("zeros.tar.zst", packed), {.max_bytes = 1 << 20, .max_entries = 100});
  ASSERT_TRUE(back.error);
  EXPECT_EQ(back.error->kind, ErrorKind::too_large);
}

}  // namespace
}  // namespace sgw::package
