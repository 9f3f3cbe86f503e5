#include "collector/encoding.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view k_utf8_mark = "\xef\xbb\xbf"sv;
constexpr std::uint32_t k_replacement = 0xFFFD;
constexpr std::size_t k_control_share = 50;  // one in so many bytes

bool is_odd_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool usual = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\b' || c == '\v' || c == '\x1b';
  return (byte < 0x20 && !usual) || byte == 0x7f;
}

}  // namespace

Encoding detect_encoding(std::string_view first_bytes) {
  const bool utf32 = first_bytes.starts_with("\xff\xfe\0\0"sv) || first_bytes.starts_with("\0\0\xfe\xff"sv);
  if (utf32) return Encoding::binary;
  if (first_bytes.starts_with("\xff\xfe"sv)) return Encoding::utf16le;
  if (first_bytes.starts_with("\xfe\xff"sv)) return Encoding::utf16be;
  if (first_bytes.find('\0') != std::string_view::npos) return Encoding::binary;
  const auto odd = static_cast<std::size_t>(std::count_if(first_bytes.begin(), first_bytes.end(), is_odd_control));
  return odd > 1 && odd > first_bytes.size() / k_control_share ? Encoding::binary : Encoding::utf8;
}

std::string_view Transcoder::add(std::string_view chunk) {
  if (encoding_ == Encoding::binary) return chunk;
  if (encoding_ == Encoding::utf8) return without_mark(chunk);
  out_.clear();
  for (const char c : chunk) {
    const auto byte = static_cast<unsigned char>(c);
    if (!half_) {
      first_ = byte;
      half_ = true;
      continue;
    }
    half_ = false;
    const auto low = encoding_ == Encoding::utf16le ? first_ : byte;
    const auto high = encoding_ == Encoding::utf16le ? byte : first_;
    unit((std::uint32_t{high} << 8) | low);
  }
  return out_;
}

std::string_view Transcoder::finish() {
  out_.clear();
  if (encoding_ == Encoding::utf8 && !begun_) {
    begun_ = true;
    out_ = head_;  // a beginning of a mark, and nothing after it
    return out_;
  }
  if (high_ != 0 || half_) put(k_replacement);
  high_ = 0;
  half_ = false;
  return out_;
}

std::string_view Transcoder::without_mark(std::string_view chunk) {
  if (begun_) return chunk;
  if (head_.empty() && chunk.size() >= k_utf8_mark.size()) {
    begun_ = true;
    if (chunk.starts_with(k_utf8_mark)) chunk.remove_prefix(k_utf8_mark.size());
    return chunk;
  }
  head_ += chunk;
  if (head_.size() < k_utf8_mark.size() && k_utf8_mark.starts_with(head_)) return {};
  begun_ = true;
  out_ = head_.starts_with(k_utf8_mark) ? head_.substr(k_utf8_mark.size()) : head_;
  return out_;
}

void Transcoder::unit(std::uint32_t value) {
  if (!begun_) {
    begun_ = true;
    if (value == 0xFEFF) return;
  }
  const bool is_low = value >= 0xDC00 && value <= 0xDFFF;
  if (high_ != 0) {
    const std::uint32_t high = high_;
    high_ = 0;
    if (is_low) return put(0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00));
    put(k_replacement);
  }
  if (value >= 0xD800 && value <= 0xDBFF) {
    high_ = value;
  } else {
    put(is_low ? k_replacement : value);
  }
}

void Transcoder::put(std::uint32_t code_point) {
  const auto byte = [this](std::uint32_t value) { out_ += static_cast<char>(value); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
  } else if (code_point < 0x10000) {
    byte(0xE0 | (code_point >> 12));
    byte(0x80 | ((code_point >> 6) & 0x3F));
  } else {
    byte(0xF0 | (code_point >> 18));
    byte(0x80 | ((code_point >> 12) & 0x3F));
    byte(0x80 | ((code_point >> 6) & 0x3F));
  }
  byte(0x80 | (code_point & 0x3F));
}

}  // namespace sgw::collector
