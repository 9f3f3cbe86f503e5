#include "collector/file_reader.hpp"

#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <string>

namespace sgw::collector {
namespace {

TEST(FileReader, ReadsAFileToTheEndThatItHad) {
  const test::TempDir folder;
  const std::string text(k_chunk_bytes + 10, 'x');
  auto reader = FileReader::open(folder.write("a.log", text), FollowLinks::no);
  ASSERT_TRUE(reader);
  folder.write("a.log", text + "later");
  std::string all;
  for (auto chunk = reader->read(); chunk && !chunk->empty(); chunk = reader->read()) {
    EXPECT_LE(chunk->size(), k_chunk_bytes);
    all += *chunk;
  }
  EXPECT_EQ(all, text);
}

TEST(FileReader, FollowsALinkOnlyWhenTold) {
  const test::TempDir folder;
  folder.write("secret", "x");
  std::filesystem::create_symlink("secret", folder / "link");
  EXPECT_TRUE(FileReader::open(folder / "link", FollowLinks::yes));
  const auto refused = FileReader::open(folder / "link", FollowLinks::no);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::io);
  EXPECT_EQ(refused.error().what.view(), "it is a symbolic link that is not followed");
}

TEST(FileReader, NeverWaitsForAPipe) {
  const test::TempDir folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(FileReader::open(folder / "pipe", FollowLinks::yes));
  EXPECT_FALSE(read_small_file(folder / "pipe", 10));
}

TEST(FileReader, SaysWhatIsNotThere) {
  const auto absent = FileReader::open("/nonexistent/file", FollowLinks::yes);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace sgw::collector
