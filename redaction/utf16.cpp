#include "redaction/utf16.hpp"

namespace sgw::redaction {

namespace {

constexpr std::size_t k_min_guess = 16;  // bytes; without a mark fewer tell nothing

bool is_high(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// The share of zeros at even or odd places is at least nine in ten, and none to speak of at the others.
bool zeros_at(std::string_view bytes, std::size_t parity) {
  std::size_t zeros = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++(i % 2 == parity ? zeros : others);
  }
  return zeros * 20 >= bytes.size() * 9 && others * 20 <= bytes.size();
}

}  // namespace

void append_utf8(std::uint32_t point, std::string& out) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

std::optional<Utf16Decoder> Utf16Decoder::for_text(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xFF\xFE")) return Utf16Decoder(true);
  if (first_bytes.starts_with("\xFE\xFF")) return Utf16Decoder(false);
  if (first_bytes.size() < k_min_guess) return std::nullopt;
  if (zeros_at(first_bytes, 1)) return Utf16Decoder(true);
  if (zeros_at(first_bytes, 0)) return Utf16Decoder(false);
  return std::nullopt;
}

std::string Utf16Decoder::decode(std::string_view chunk) {
  std::string out;
  out.reserve(chunk.size() / 2 + 4);
  for (const char c : chunk) {
    const auto byte = static_cast<unsigned char>(c);
    if (!half_) {
      half_ = byte;
      continue;
    }
    const std::uint32_t first = *half_;
    half_.reset();
    unit(little_endian_ ? first | (std::uint32_t{byte} << 8) : (first << 8) | byte, out);
  }
  return out;
}

void Utf16Decoder::unit(std::uint32_t value, std::string& out) {
  const bool mark = !began_ && value == 0xFEFF;
  began_ = true;
  if (mark) return;
  if (high_ && is_low(value)) {
    append_utf8(0x10000 + ((*high_ - 0xD800) << 10) + (value - 0xDC00), out);
    high_.reset();
    return;
  }
  if (high_) append_utf8(0xFFFD, out);
  high_.reset();
  if (is_high(value)) {
    high_ = value;
  } else {
    append_utf8(value, out);
  }
}

}  // namespace sgw::redaction
