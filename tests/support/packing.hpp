#pragma once

#include <map>
#include <string>

namespace sgw::test {

// Archives made by bsdtar, so that what is read was not written by the same code.

// The bytes of an archive with these files. The kind is told by the ending: "tar", "tar.gz", "tar.zst", "tar.xz",
// "tar.bz2", "zip". Throws when it cannot be made.
std::string archive_of(const std::map<std::string, std::string>& members, const std::string& ending);

// The bytes compressed: "gzip", "zstd", "xz", "bzip2".
std::string compressed(const std::string& bytes, const std::string& filter);

}  // namespace sgw::test
