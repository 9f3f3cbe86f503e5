#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sgw::corpus {

struct Member {
  std::string name;
  std::string bytes;
};

enum class Container { tar, zip };
enum class Compression { none, gzip, zstd, xz, bzip2 };

// The same bytes each time: no clock and no user goes into them. Throws std::runtime_error when the library refuses.
std::string pack(std::span<const Member> members, Container container, Compression compression = Compression::none);
std::string compress(std::string_view bytes, Compression compression);

}  // namespace sgw::corpus
