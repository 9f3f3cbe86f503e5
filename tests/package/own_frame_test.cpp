#include "src/package/archive_reader.hpp"
#include "src/package/archive_writer.hpp"
#include "src/package/packed_frame.hpp"
#include "src/package/tar_frame.hpp"
#include "src/package/unique_fd.hpp"
#include "tests/support/temp_dir.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace sgw::package {
namespace {

using namespace std::string_literals;
using test::TempDir;

std::string archive_in(ArchiveFormat format) {
  const TempDir folder;
  const auto path = folder / "a";
  const UniqueFd file(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  auto writer = ArchiveWriter::open(file.get(), format, 1 << 20);
  if (!writer) return {};
  std::string deep = "root";
  for (int level = 0; level < 5; ++level) deep += "/" + std::string(90, 'b');
  for (const std::string& name : {"root/a.txt"s, deep, "root/" + std::string(100, 'c')}) {
    EXPECT_TRUE(writer->begin(name, 700, {}) && writer->add(std::string(700, 'x')) && writer->end());
  }
  EXPECT_TRUE(writer->finish());
  return test::read_file(path);
}

bool is_own(const std::string& bytes) {
  const TempDir folder;
  return has_own_frame(folder.write("a", bytes));
}

TEST(OwnFrame, IsThatOfEveryFormatThatIsWritten) {
  for (const auto format : {ArchiveFormat::tar_gz, ArchiveFormat::tar_zst, ArchiveFormat::zip}) {
    const std::string bytes = archive_in(format);
    EXPECT_TRUE(is_own(bytes));
    EXPECT_FALSE(is_own(bytes + "x"));
    EXPECT_FALSE(is_own(bytes.substr(0, bytes.size() - 1)));
  }
}

TEST(OwnFrame, IsNotLookedAtFurtherWhenStopped) {
  const TempDir folder;
  std::stop_source stop;
  const auto path = folder.write("a", archive_in(ArchiveFormat::tar_gz));
  EXPECT_TRUE(has_own_frame(path, stop.get_token()));
  stop.request_stop();
  EXPECT_FALSE(has_own_frame(path, stop.get_token()));
}

// The last part of the look at a gzip goes over all of its packed bytes once more.
TEST(OwnFrame, OfGzipIsNotSearchedFurtherWhenStopped) {
  const TempDir folder;
  const std::string bytes = archive_in(ArchiveFormat::tar_gz);
  const auto path = folder.write("a", bytes);
  const UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::uint64_t unpacked = 0;
  for (std::size_t i = 1; i <= 4; ++i)
    unpacked = (unpacked << 8U) | static_cast<unsigned char>(bytes[bytes.size() - i]);
  std::stop_source stop;
  EXPECT_TRUE(is_own_gzip(file.get(), bytes.size(), unpacked, stop.get_token()));
  stop.request_stop();
  EXPECT_FALSE(is_own_gzip(file.get(), bytes.size(), unpacked, stop.get_token()));
}

TEST(OwnFrame, OfGzipHasNoNameNoCommentAndOneMember) {
  const std::string own = archive_in(ArchiveFormat::tar_gz);
  const std::string empty = own.substr(0, 10) + "\x03"s + std::string(9, '\0');
  const auto with = [](std::string bytes, char flag) {
    bytes[3] = flag;
    return bytes.insert(10, "ghp_fpqoHUeMTGXTxuQfYMWdM5eRk5gxPkOJxf8Y"s + '\0');
  };
  EXPECT_FALSE(is_own(with(own, 8))) << "a name";
  EXPECT_FALSE(is_own(with(own, 16))) << "a comment";
  EXPECT_FALSE(is_own(own + with(empty, 16)));
  EXPECT_FALSE(is_own(with(empty, 16) + own));
  EXPECT_FALSE(is_own(empty + with(own, 16)));
  EXPECT_FALSE(is_own(empty + with(empty, 8) + own));
  EXPECT_FALSE(is_own(own + own));
}

TEST(OwnFrame, OfZstdIsOneFrame) {
  const std::string own = archive_in(ArchiveFormat::tar_zst);
  const std::string skipped = "\x50\x2a\x4d\x18\x06\0\0\0secret"s;
  EXPECT_FALSE(is_own(own + skipped));
  EXPECT_FALSE(is_own(skipped + own));
  EXPECT_FALSE(is_own(own + own));
}

TEST(OwnFrame, OfZipHasNoCommentNoGapAndNoOtherField) {
  const std::string own = archive_in(ArchiveFormat::zip);
  EXPECT_FALSE(has_own_frame(std::filesystem::path(SGW_TEST_DATA) / "package" / "comment.zip"));
  std::string changed = own;
  changed[changed.find("ux\x0b") + 2] = '\x0c';
  EXPECT_FALSE(is_own(changed)) << "another field";
  changed = own;
  changed.insert(changed.find("PK\x01\x02"), "secret");
  changed[changed.size() - 6] = static_cast<char>(changed[changed.size() - 6] + 6);  // where the directory is
  EXPECT_FALSE(is_own(changed)) << "a gap";
}

// A tar of one file, and what is changed in it; the checksum is made to fit.
std::string tar_with(const std::function<void(std::string&)>& change) {
  std::string header(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
  put(0, "root/a.txt");
  put(100, "000600 ");
  put(108, "000000 ");
  put(116, "000000 ");
  put(124, "00000000003 ");
  put(136, "00000000000 ");
  put(156, "0");
  put(257, "ustar\00000"s);
  change(header);
  header.replace(148, 8, std::string(8, ' '));
  return header + "abc" + std::string(509, '\0') + std::string(1024, '\0');
}

bool frame_is_own(const std::string& tar) {
  TarFrame frame;
  frame.add(tar);
  TarFrame in_pieces;
  for (const char c : tar) in_pieces.add(std::string(1, c));
  EXPECT_EQ(frame.is_own(), in_pieces.is_own());
  return frame.is_own();
}

TEST(TarFrame, IsOwnWithoutAnythingBesideTheFiles) {
  EXPECT_TRUE(frame_is_own(tar_with([](std::string&) {})));
  EXPECT_FALSE(frame_is_own("")) << "no end";
}

TEST(TarFrame, IsNotOwnWithBytesThatNobodyUnpacks) {
  const std::string plain = tar_with([](std::string&) {});
  const auto put = [](std::size_t at, const std::string& text) {
    return tar_with([&](std::string& header) { header.replace(at, text.size(), text); });
  };
  EXPECT_FALSE(frame_is_own(put(265, "ghp_owner"))) << "the owner's name";
  EXPECT_FALSE(frame_is_own(put(297, "group")));
  EXPECT_FALSE(frame_is_own(put(50, "behind the name")));
  EXPECT_FALSE(frame_is_own(put(157, "link")));
  EXPECT_FALSE(frame_is_own(put(400, "behind the prefix")));
  EXPECT_FALSE(frame_is_own(put(505, "end")));
  EXPECT_FALSE(frame_is_own(put(108, "secret!")));
  EXPECT_FALSE(frame_is_own(put(156, "g"))) << "of all files";
  EXPECT_FALSE(frame_is_own(put(156, "L"))) << "a long name in GNU's way";
  EXPECT_FALSE(frame_is_own(put(257, "ustar  \0"s)));
  std::string changed = plain;
  changed[600] = 'x';
  EXPECT_FALSE(frame_is_own(changed)) << "in the padding";
  EXPECT_FALSE(frame_is_own(plain + "x")) << "behind the end";
  EXPECT_FALSE(frame_is_own(plain + std::string(20000, '\0'))) << "more zeros than a writer adds";
}

// "x" before the file, with these records.
std::string with_records(const std::string& records, const std::string& name = "root/PaxHeader/a.txt") {
  std::string header = tar_with([&](std::string& bytes) {
                         bytes.replace(0, name.size(), name);
                         bytes[156] = 'x';
                         bytes[133] = static_cast<char>('0' + records.size() / 8);
                         bytes[134] = static_cast<char>('0' + records.size() % 8);
                       }).substr(0, 512);
  return header + records + std::string(512 - records.size(), '\0') + tar_with([](std::string&) {});
}

TEST(TarFrame, AllowsALongPathAndNoOtherAttribute) {
  EXPECT_TRUE(frame_is_own(with_records("24 path=root/deep/a.txt\n")));
  EXPECT_FALSE(frame_is_own(with_records("24 path=root/deep/a.txt\n", "root/PaxHeader/secret")));
  EXPECT_FALSE(frame_is_own(with_records("24 path=other/long/text\n"))) << "not the path that the file has";
  EXPECT_FALSE(frame_is_own(with_records("25 comment=ghp_fpqoHUeMT\n")));
  EXPECT_FALSE(frame_is_own(with_records("31 SCHILY.xattr.user.a=secrets\n")));
  EXPECT_FALSE(frame_is_own(with_records("15 path=root/b\n24 path=root/deep/a.txt\n"))) << "twice";
}

}  // namespace
}  // namespace sgw::package
