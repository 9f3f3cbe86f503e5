#include "src/package/archive_writer.hpp"

#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

namespace sgw::package {
namespace {

TEST(ArchiveWriter, TakesNoFileThatAZipCannotHold) {
  const test::TempDir folder;
  for (const ArchiveFormat format : {ArchiveFormat::zip, ArchiveFormat::tar_gz}) {
    const std::filesystem::path path = folder.path() / (format == ArchiveFormat::zip ? "a.zip" : "a.tar.gz");
    const int descriptor = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    ASSERT_GE(descriptor, 0);
    auto writer = ArchiveWriter::open(descriptor, format, UINT64_MAX);
    ASSERT_TRUE(writer);
    const auto begun = writer->begin("a.log", std::uint64_t{5} << 30, UtcTime{});
    EXPECT_EQ(begun.has_value(), format != ArchiveFormat::zip);
    if (!begun) {  // so that logs are cut
      EXPECT_EQ(begun.error().kind, ErrorKind::too_large);
    }
    ::close(descriptor);
  }
}

}  // namespace
}  // namespace sgw::package
