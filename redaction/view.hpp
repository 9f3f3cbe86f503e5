#pragma once

#include "redaction/find.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// A text made of another one (the source) by undoing an encoding or a framing, and where each of its bytes came from.
// What is found in it is mapped back to places of the source.
class View {
 public:
  // Bytes that stand in the source as they are, from `source` on.
  void plain(std::string_view bytes, std::size_t source);
  // Bytes that all of the source's [begin, end) stands for: an escape, a run of base64.
  void coded(std::string_view bytes, std::size_t begin, std::size_t end);
  // The same for a run of escapes, each as long as the others and for one byte: bytes[0] is what the first one stands
  // for.
  void coded_run(std::string_view bytes, std::size_t begin, std::uint32_t unit);
  // Bytes of our own between pieces that do not belong together.
  void filler(std::string_view bytes);

  void reserve(std::size_t bytes) { text_.reserve(bytes); }
  void clear();
  bool empty() const noexcept { return pieces_.empty(); }
  std::string_view text() const noexcept { return text_; }

  // `inside` is a find in text(). Appends it to `out` as finds in the source: one for each stretch that belongs
  // together there, because between the pieces of a joined line stands a frame that stays. Each has the whole find's
  // value, so that all have one tag; of very many large ones each has its own.
  void map(const Find& inside, Finds& out) const;

  // Appends all of the source that the view was made of, as finds of `label`: what may not be looked at must not stay.
  void all(const RuleLabel& label, Finds& out) const;

  // The source's offset that the byte at `offset` of text() comes from.
  std::size_t source_of(std::size_t offset) const;

  // Widens a find in the source so that it ends in the middle of no coded piece: half of an escape must not stay. Only
  // for a view whose pieces are in the order of their source.
  void widen(Find& find) const;

 private:
  enum class Kind : std::uint8_t { plain, coded, filler };
  static constexpr std::uint32_t k_max_unit = 0xFFFFFF;
  // Of 16 bytes: a line of escapes has a hundred thousand. A view and its source are shorter than 4 GiB.
  struct Piece {
    Piece(std::size_t place, std::size_t first, std::size_t behind, std::uint32_t bytes_of_each, Kind of)
        : at(static_cast<std::uint32_t>(place)),
          begin(static_cast<std::uint32_t>(first)),
          end(static_cast<std::uint32_t>(behind)),
          unit(bytes_of_each & k_max_unit),
          kind(of) {}

    std::uint32_t at;     // where it begins in text_
    std::uint32_t begin;  // in the source
    std::uint32_t end;
    std::uint32_t unit : 24;  // bytes of the source that each of its bytes stands for; 0: all of it for all of them
    Kind kind : 8;

    std::size_t source_of(std::size_t offset) const { return begin + (offset - at) * unit; }
    std::size_t last() const { return unit == 0 ? at : at + (end - begin) / unit; }  // where it ends in text_
  };
  static_assert(sizeof(Piece) == 16);
  std::size_t piece_with(std::size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;  // by `at`
};

}  // namespace sgw::redaction
