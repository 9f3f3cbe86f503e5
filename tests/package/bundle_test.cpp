#include "src/package/bundle.hpp"

#include "src/package/archive_reader.hpp"
#include "tests/package/in_child.hpp"
#include "tests/package/redacted_from.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sgw_diag/digest.hpp>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace sgw::package {
namespace {

using test::in_child;
using test::redacted_from;
using test::safe_text_from;
using test::TempDir;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

struct Content {
  Spool log = Spool(SpoolKind::lines, 64 << 20);
  std::string log_text;
  std::vector<BundleItem> items;

  explicit Content(std::size_t lines = 2000) {
    std::mt19937 random(1);
    for (std::size_t line = 0; line < lines; ++line) log_text += "line " + std::to_string(random()) + "\n";
    EXPECT_TRUE(log.add(redacted_from(log_text)));
    EXPECT_TRUE(log.finish());
    const BundlePath base;
    items.push_back({base / "SUMMARY.md", redacted_from("# Nothing is wrong\n")});
    items.push_back({base / "gateways" / "gw" / "logs" / "current.log", &log});
    items.push_back({base / "environment" / safe_text_from(std::string(99, 'n')) / safe_text_from(std::string(99, 'm')),
                     redacted_from("")});
  }
};

BundleOptions options_for(const std::filesystem::path& target, ArchiveFormat format = ArchiveFormat::tar_gz) {
  return {.target = target,
          .format = format,
          .root = safe_text_from("sgw-diag-gw-20261123T164457Z"),
          .mtime = *parse_time("2026-11-23T16:44:57.071Z"),
          .max_size = 100 << 20};
}

std::map<std::string, std::string> read_back(const std::filesystem::path& path) {
  std::map<std::string, std::string> all;
  std::string name;
  const ArchiveVisitor visitor{.begin =
                                   [&](const ArchiveEntry& entry) {
                                     EXPECT_TRUE(entry.regular);
                                     name = entry.path;
                                     all[name];
                                     return true;
                                   },
                               .data = [&](std::string_view chunk) -> Result<void> {
                                 all[name] += chunk;
                                 return {};
                               },
                               .end = []() -> Result<void> { return {}; }};
  const auto read = read_archive(path, visitor);
  EXPECT_TRUE(read) << (read ? "" : read.error().text().view());
  return all;
}

class BundleFormats : public testing::TestWithParam<ArchiveFormat> {};
INSTANTIATE_TEST_SUITE_P(, BundleFormats,
                         testing::Values(ArchiveFormat::tar_gz, ArchiveFormat::tar_zst, ArchiveFormat::zip));

TEST_P(BundleFormats, HoldsWhatWasPutInAndHasNoNameBeforeItIsCommitted) {
  const TempDir folder;
  const Content content;
  {
    auto pending = PendingBundle::write(options_for(folder / "b", GetParam()), content.items);
    ASSERT_TRUE(pending);
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
    EXPECT_EQ(read_back(pending->readable_path()).size(), 3U);
    const auto receipt = pending->commit();
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->bytes, std::filesystem::file_size(folder / "b"));
    EXPECT_EQ(receipt->sha256.view(), Sha256::of(test::read_file(folder / "b")));
  }
  EXPECT_THAT(names_in(folder.path()), ElementsAre("b"));
  struct stat status {};
  ASSERT_EQ(stat((folder / "b").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const auto files = read_back(folder / "b");
  EXPECT_EQ(files.size(), 3U);
  EXPECT_EQ(files.at("sgw-diag-gw-20261123T164457Z/SUMMARY.md"), "# Nothing is wrong\n");
  EXPECT_EQ(files.at("sgw-diag-gw-20261123T164457Z/gateways/gw/logs/current.log"), content.log_text);
}

TEST_P(BundleFormats, GivesTheSameBytesAgainAndInAnotherTimeZone) {
  const TempDir folder;
  const Content content;
  ASSERT_TRUE(PendingBundle::write(options_for(folder / "a", GetParam()), content.items)->commit());
  setenv("TZ", "Asia/Tokyo", 1);
  tzset();
  const Content again;
  ASSERT_TRUE(PendingBundle::write(options_for(folder / "b", GetParam()), again.items)->commit());
  unsetenv("TZ");
  tzset();
  EXPECT_EQ(Sha256::of(test::read_file(folder / "a")), Sha256::of(test::read_file(folder / "b")));
}

TEST_P(BundleFormats, LeavesNothingWithoutACommit) {
  const TempDir folder;
  const Content content;
  ASSERT_TRUE(PendingBundle::write(options_for(folder / "b", GetParam()), content.items));
  EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

TEST_P(BundleFormats, StopsAtItsSizeLimit) {
  const TempDir folder;
  const Content content(200000);
  auto options = options_for(folder / "b", GetParam());
  options.max_size = 100000;
  const auto pending = PendingBundle::write(options, content.items);
  ASSERT_FALSE(pending);
  EXPECT_EQ(pending.error().kind, ErrorKind::too_large);
  EXPECT_THAT(names_in(folder.path()), IsEmpty());
  options.max_size = 100 << 20;
  const auto bytes = PendingBundle::write(options, content.items)->bytes();
  options.max_size = bytes;
  EXPECT_TRUE(PendingBundle::write(options, content.items)) << "the limit itself is allowed";
  options.max_size = bytes - 1;
  EXPECT_FALSE(PendingBundle::write(options, content.items));
}

TEST_P(BundleFormats, AreReadByOrdinaryTools) {
  const TempDir folder;
  const Content content;
  const bool zip = GetParam() == ArchiveFormat::zip;
  const std::string name = zip ? "b.zip" : GetParam() == ArchiveFormat::tar_gz ? "b.tar.gz" : "b.tar.zst";
  const std::string path = folder / name;
  ASSERT_TRUE(PendingBundle::write(options_for(path, GetParam()), content.items)->commit());
  const std::vector<test::Argv> tar = {{"tar", "-tvf", path}, {"bsdtar", "-tvf", path}, {"7zz", "t", path}};
  const std::vector<test::Argv> unzip = {
      {"unzip", "-t", path}, {"bsdtar", "-tvf", path}, {"7zz", "t", path}, {"python3", "-m", "zipfile", "-t", path}};
  int tried = 0;
  for (const auto& argv : zip ? unzip : tar) {
    if (!test::find_program(argv[0])) continue;
    const auto result = test::run(argv);
    EXPECT_EQ(result.exit_code, 0) << argv[0] << result.out << result.err;
    ++tried;
  }
  if (tried == 0) GTEST_SKIP() << "no tool is installed that reads this format";
}

TEST(PendingBundle, IsUnpackedByTarAsPlainPrivateFiles) {
  if (!test::find_program("tar")) GTEST_SKIP() << "tar is not installed";
  const TempDir folder;
  const Content content;
  ASSERT_TRUE(PendingBundle::write(options_for(folder / "b.tar.gz"), content.items)->commit());
  test::ProcessOptions options;
  options.more_env = {"TZ=UTC"};
  options.folder = folder.path();
  const auto listed = test::run({"tar", "-tvf", folder / "b.tar.gz"}, options);
  EXPECT_THAT(listed.out, testing::StartsWith("-rw------- 0/0"));
  EXPECT_THAT(listed.out, testing::HasSubstr("2026-11-23 16:44 sgw-diag-gw-20261123T164457Z/SUMMARY.md\n"));
  ASSERT_EQ(test::run({"tar", "-xf", folder / "b.tar.gz"}, options).exit_code, 0);
  EXPECT_EQ(test::read_file(folder / "sgw-diag-gw-20261123T164457Z/gateways/gw/logs/current.log"), content.log_text);
}

TEST(PendingBundle, NeverOverwrites) {
  const TempDir folder;
  const Content content;
  folder.write("taken", "mine");
  const auto early = PendingBundle::write(options_for(folder / "taken"), content.items);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().what, Literal("there is a file of that name already"));
  auto late = PendingBundle::write(options_for(folder / "later"), content.items);
  folder.write("later", "mine too");
  const auto committed = late->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().what, Literal("there is a file of that name already"));
  EXPECT_EQ(test::read_file(folder / "taken"), "mine");
  EXPECT_EQ(test::read_file(folder / "later"), "mine too");
  std::filesystem::create_symlink("/nowhere", folder / "link");
  EXPECT_FALSE(PendingBundle::write(options_for(folder / "link"), content.items));
  EXPECT_EQ(names_in(folder.path()).size(), 3U);
}

TEST(PendingBundle, SaysWhatIsWrongWithTheTarget) {
  const TempDir folder;
  const Content content;
  const auto what = [&](const std::filesystem::path& target) {
    const auto pending = PendingBundle::write(options_for(target), content.items);
    EXPECT_FALSE(pending) << target;
    if (pending) return std::string();
    EXPECT_EQ(pending.error().kind, ErrorKind::io);
    return std::string(pending.error().what.view());
  };
  folder.write("file", "x");
  std::filesystem::create_directory(folder / "folder");
  EXPECT_EQ(what(folder / "missing/b"), "the folder does not exist");
  EXPECT_EQ(what(folder / "file/b"), "a part of the path is not a folder");
  EXPECT_EQ(what(folder / "folder"), "there is a folder of that name");
  EXPECT_EQ(what(folder.path().string() + "/"), "there is a folder of that name");
  EXPECT_THAT(names_in(folder.path()), ElementsAre("file", "folder"));
  EXPECT_THAT(names_in(folder / "folder"), IsEmpty());
}

TEST(PendingBundle, SaysThatThereIsNoRightToWrite) {
  const TempDir folder;
  const Content content;
  ASSERT_EQ(chmod(folder.path().c_str(), 0555), 0);
  const int code = in_child([&] {
    if (getuid() == 0 && setuid(65534) != 0) return 2;
    const auto pending = PendingBundle::write(options_for(folder / "b"), content.items);
    return !pending && pending.error().what == Literal("no right to write there") ? 0 : 1;
  });
  chmod(folder.path().c_str(), 0700);
  EXPECT_EQ(code, 0);
  EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

// The program makes itself undumpable, which takes most of /proc/self from an ordinary user.
TEST(PendingBundle, WorksForAnOrdinaryUserWhoseProcessIsHardened) {
  const TempDir folder;
  const Content content;
  ASSERT_EQ(chmod(folder.path().c_str(), 0777), 0);
  EXPECT_EQ(in_child([&] {
              if (getuid() == 0 && setuid(65534) != 0) return 2;
              prctl(PR_SET_DUMPABLE, 0);
              auto pending = PendingBundle::write(options_for(folder / "b"), content.items);
              if (!pending || read_back(pending->readable_path()).size() != 3) return 3;
              return pending->commit() ? 0 : 4;
            }),
            0);
  EXPECT_THAT(names_in(folder.path()), ElementsAre("b"));
}

TEST(PendingBundle, SaysThatTheDiskIsFullAndLeavesNothing) {
  const TempDir folder;
  const Content content(200000);
  const int code = in_child([&] {
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0) {
      return 77;
    }
    const auto pending = PendingBundle::write(options_for(folder / "b"), content.items);
    if (pending || pending.error().what != Literal("no space left on the disk")) return 1;
    return names_in(folder.path()).empty() ? 0 : 2;
  });
  if (code == 77) GTEST_SKIP() << "no right to mount a small disk";
  EXPECT_EQ(code, 0);
}

TEST(PendingBundle, SaysThatAFileMayNotBeThatLarge) {
  const TempDir folder;
  const Content content(200000);
  EXPECT_EQ(in_child([&] {
              if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) return 9;
              const rlimit limit{65536, 65536};
              setrlimit(RLIMIT_FSIZE, &limit);
              const auto pending = PendingBundle::write(options_for(folder / "b"), content.items);
              return !pending && pending.error().kind == ErrorKind::io ? 0 : 1;
            }),
            0);
  EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

TEST(PendingBundle, GoesToStandardOutputOnlyWhenCommitted) {
  const TempDir folder;
  const Content content;
  auto options = options_for(folder / "unused");
  options.to_stdout = true;
  const std::string out = folder / "out";
  EXPECT_EQ(in_child([&] {
              dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
              auto pending = PendingBundle::write(options, content.items);
              if (!pending || std::filesystem::file_size(out) != 0) return 1;
              if (read_back(pending->readable_path()).size() != 3) return 2;
              const auto receipt = pending->commit();
              return receipt && receipt->bytes == std::filesystem::file_size(out) ? 0 : 3;
            }),
            0);
  EXPECT_EQ(read_back(out).size(), 3U);
  EXPECT_THAT(names_in(folder.path()), ElementsAre("out"));
}

TEST(PendingBundle, ReportsAReaderThatHasGoneAndAFullDevice) {
  const Content content;
  auto options = options_for("unused");
  options.to_stdout = true;
  EXPECT_EQ(in_child([&] {
              if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) return 9;  // as main does
              int ends[2];
              if (pipe(ends) != 0) return 1;
              dup2(ends[1], STDOUT_FILENO);
              close(ends[0]);
              close(ends[1]);
              const auto receipt = PendingBundle::write(options, content.items)->commit();
              return !receipt && receipt.error().kind == ErrorKind::io ? 0 : 2;
            }),
            0);
  EXPECT_EQ(in_child([&] {
              dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
              const auto receipt = PendingBundle::write(options, content.items)->commit();
              return !receipt && receipt.error().what == Literal("no space left on the disk") ? 0 : 2;
            }),
            0);
}

}  // namespace
}  // namespace sgw::package
