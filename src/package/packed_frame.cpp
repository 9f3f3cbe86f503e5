#include "src/package/packed_frame.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::package {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t k_most_directory = std::uint64_t{16} << 20;  // some ten thousand entries
constexpr std::string_view k_zip_extra = "UT\x01\0\0ux\x0b\0\x01\x04\0\0\0\0\x04\0\0\0\0"sv;

// Fewer bytes at the end of the file.
std::string read_at(int descriptor, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  const ssize_t got = pread(descriptor, bytes.data(), count, static_cast<off_t>(offset));
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

// Little-endian, `count` bytes; 0 beyond the end.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t index = count; index > 0; --index) {
    const std::size_t place = at + index - 1;
    number = (number << 8U) | (place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0U);
  }
  return number;
}

bool is_plain_extra(std::string_view extra) { return extra.empty() || extra == k_zip_extra; }

// The entry that the record of the directory tells of: where it ends, or 0.
std::uint64_t end_of_entry(int descriptor, std::uint64_t offset, std::string_view record, std::string_view name) {
  constexpr std::size_t k_header = 30;
  const std::string header = read_at(descriptor, offset, k_header);
  if (!header.starts_with("PK\x03\x04")) return 0;
  const std::size_t name_bytes = number_at(header, 26, 2);
  const std::size_t extra_bytes = number_at(header, 28, 2);
  const std::string fields = read_at(descriptor, offset + k_header, name_bytes + extra_bytes);
  if (fields.size() != name_bytes + extra_bytes || std::string_view(fields).substr(0, name_bytes) != name) return 0;
  if (!is_plain_extra(std::string_view(fields).substr(name_bytes))) return 0;
  std::uint64_t end = offset + k_header + fields.size() + number_at(record, 20, 4);
  if ((number_at(header, 6, 2) & 8U) != 0) {  // sizes behind the content
    const std::string descriptor_record = read_at(descriptor, end, 16);
    if (!descriptor_record.starts_with("PK\x07\x08") || descriptor_record.substr(4) != record.substr(16, 12)) return 0;
    end += descriptor_record.size();
  }
  return end;
}

}  // namespace

// A second member begins behind the checksum and the length of the one before. If it is the last that has all of the
// content, those before are empty, and their checksum and length are eight zeros.
bool is_own_gzip(int descriptor, std::uint64_t size, std::uint64_t unpacked, const std::stop_token& stop) {
  if (read_at(descriptor, 0, 8) != "\x1f\x8b\x08\0\0\0\0\0"sv || size < 18) return false;
  if (number_at(read_at(descriptor, size - 4, 4), 0, 4) != (unpacked & 0xffffffffU)) return false;
  constexpr auto k_second = "\0\0\0\0\0\0\0\0\x1f\x8b\x08"sv;
  constexpr std::size_t k_step = std::size_t{1} << 16;
  for (std::uint64_t at = 0; at < size; at += k_step) {
    if (stop.stop_requested()) return false;
    if (read_at(descriptor, at, k_step + k_second.size() - 1).find(k_second) != std::string::npos) return false;
  }
  return true;
}

// One frame, its blocks, its checksum.
bool is_own_zstd(int descriptor, std::uint64_t size, const std::stop_token& stop) {
  const std::string head = read_at(descriptor, 0, 16);
  if (!head.starts_with("\x28\xb5\x2f\xfd") || head.size() < 6) return false;
  const auto flags = static_cast<unsigned char>(head[4]);
  if ((flags & 0x0bU) != 0) return false;  // a dictionary's number, reserved
  const bool single = (flags & 0x20U) != 0;
  constexpr std::array<std::uint64_t, 4> k_size_bytes = {0, 2, 4, 8};
  const std::uint64_t of_size = (flags >> 6U) == 0 && single ? 1 : k_size_bytes[flags >> 6U];
  std::uint64_t at = 5 + (single ? 0 : 1) + of_size;
  for (bool last = false; !last;) {
    const std::uint64_t block = number_at(read_at(descriptor, at, 3), 0, 3);
    const std::uint64_t kind = (block >> 1U) & 3U;
    if (at + 3 > size || kind == 3 || stop.stop_requested()) return false;
    last = (block & 1U) != 0;
    at += 3 + (kind == 1 ? 1 : block >> 3U);
  }
  return at + ((flags & 4U) != 0 ? 4 : 0) == size;
}

// Entries without a gap, the directory behind them, no comment anywhere.
bool is_own_zip(int descriptor, std::uint64_t size) {
  constexpr std::size_t k_end = 22;
  constexpr std::size_t k_record = 46;
  if (size < k_end) return false;
  const std::string end = read_at(descriptor, size - k_end, k_end);
  const std::uint64_t directory_bytes = number_at(end, 12, 4);
  const std::uint64_t directory_at = number_at(end, 16, 4);
  if (!end.starts_with("PK\x05\x06") || number_at(end, 4, 4) != 0 || number_at(end, 20, 2) != 0 ||
      directory_at + directory_bytes + k_end != size || directory_bytes > k_most_directory)
    return false;
  const std::string directory = read_at(descriptor, directory_at, static_cast<std::size_t>(directory_bytes));
  std::string_view rest = directory;
  std::uint64_t expected = 0;
  while (!rest.empty()) {
    const std::size_t name = number_at(rest, 28, 2);
    const std::size_t extra = number_at(rest, 30, 2);
    if (!rest.starts_with("PK\x01\x02") || rest.size() < k_record + name + extra) return false;
    // No comment of an entry; it begins where the one before ended.
    if (number_at(rest, 32, 2) != 0 || number_at(rest, 42, 4) != expected) return false;
    if (!is_plain_extra(rest.substr(k_record + name, extra))) return false;
    expected = end_of_entry(descriptor, expected, rest.substr(0, k_record), rest.substr(k_record, name));
    if (expected == 0) return false;
    rest.remove_prefix(k_record + name + extra);
  }
  return expected == directory_at;
}

}  // namespace sgw::package
