#include "redaction/packed_run.hpp"

#include "redaction/base64.hpp"

#include <sgw_diag/unpack.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_zlib_header = 2;
// Ten bytes that make gzip (RFC 1952) of what follows zlib's header (RFC 1950): both hold a deflate stream.
constexpr std::string_view k_gzip_header("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
// Its length is checked, its sums are not.
constexpr std::size_t k_gzip_trailer = 8;

bool is_zlib(std::string_view bytes) {
  if (bytes.size() < k_zlib_header) return false;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  return first == 0x78 && (first * 256U + second) % 31 == 0 && (second & 0x20U) == 0;
}

class Collected : public UnpackVisitor {
 public:
  explicit Collected(std::size_t max) : max_(max) {}
  bool begin(const UnpackedMember& /*member*/) override { return true; }
  bool data(std::string_view chunk) override {
    text_.append(chunk.substr(0, max_ - text_.size()));
    return text_.size() < max_;
  }
  void end() override { text_ += '\n'; }
  std::string take() { return std::move(text_); }

 private:
  std::size_t max_;
  std::string text_;
};

}  // namespace

bool is_packed_base64(std::string_view characters) {
  static constexpr std::array<std::string_view, 5> k_begins{"H4sI", "KLUv", "/Td6", "Qlpo", "UEsD"};
  const bool known = std::any_of(k_begins.begin(), k_begins.end(),
                                 [&](std::string_view begin) { return characters.starts_with(begin); });
  return known || (characters.starts_with('e') && is_zlib(base64_decoded(characters.substr(0, 4))));
}

std::string unpacked(std::string_view bytes, std::size_t max) {
  std::string gzip;
  if (is_zlib(bytes)) {
    gzip.append(k_gzip_header).append(bytes.substr(k_zlib_header)).append(k_gzip_trailer, '\0');
    bytes = gzip;
  }
  Collected collected(max);
  const auto read = [&bytes] { return std::exchange(bytes, {}); };
  // What could be read before an error counts as well.
  static_cast<void>(unpack(read, collected, {.max_bytes = max}));
  return collected.take();
}

}  // namespace sgw::redaction
