#include "tests/redaction/corpus/needle_index.hpp"

#include <cstring>

namespace sgw::corpus {
namespace {

constexpr std::size_t k_piece = 8;
constexpr unsigned k_filter_bits = 23;

std::uint64_t piece_at(const char* text) {
  std::uint64_t piece = 0;
  std::memcpy(&piece, text, k_piece);
  return piece;
}

std::size_t slot_of(std::uint64_t piece) {
  return static_cast<std::size_t>(piece * 0x9e3779b97f4a7c15U >> (64U - k_filter_bits));
}

}  // namespace

NeedleIndex::NeedleIndex() : filter_(std::size_t{1} << k_filter_bits) {}

void NeedleIndex::add(std::size_t number, std::string_view value, std::size_t tail) {
  for (std::size_t offset = 0; offset + k_piece <= value.size(); offset += tail - k_piece + 1) {
    const std::uint64_t piece = piece_at(value.data() + offset);
    filter_[slot_of(piece)] = true;
    pieces_[piece].push_back({number, value, tail, offset});
  }
}

void NeedleIndex::scan(std::string_view text, const std::function<void(std::size_t, std::size_t)>& found) const {
  for (std::size_t at = 0; at + k_piece <= text.size(); ++at) {
    const std::uint64_t piece = piece_at(text.data() + at);
    if (!filter_[slot_of(piece)]) continue;
    const auto hit = pieces_.find(piece);
    if (hit == pieces_.end()) continue;
    for (const Piece& known : hit->second) {
      std::size_t before = 0;
      while (before < known.offset && before < at && text[at - before - 1] == known.value[known.offset - before - 1])
        ++before;
      std::size_t after = k_piece;
      while (known.offset + after < known.value.size() && at + after < text.size() &&
             text[at + after] == known.value[known.offset + after])
        ++after;
      if (before + after >= known.tail) found(known.number, before + after);
    }
  }
}

}  // namespace sgw::corpus
