#pragma once

#include "src/triage/place.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace sgw::triage {

// One line of an artifact, or one record of a line that holds several. The text is a part of the chunk at hand.
struct NumberedLine {
  std::string_view text;
  std::uint64_t number = 0;  // from 1, in the artifact
};

// Makes quotes of parts of one chunk of an artifact: what the chunk holds is safe, and so are its parts.
class ChunkQuotes {
 public:
  static constexpr std::size_t k_max_quote = 300;                               // bytes
  using Part = std::function<SafeText(std::size_t offset, std::size_t count)>;  // of the chunk

  // `file` outlives this.
  ChunkQuotes(const BundlePath& file, std::string_view bytes, Part part)
      : file_(&file), bytes_(bytes), part_(std::move(part)) {}

  std::string_view bytes() const { return bytes_; }
  SafeText exact(std::string_view text) const;
  // With a quote that is fit for a page.
  Place place(const NumberedLine& line) const;
  // The same, but for shorten(): most of them give way to a later one.
  Place raw_place(const NumberedLine& line) const;
  // With the whole line.
  Place whole_place(const NumberedLine& line) const;

 private:
  const BundlePath* file_;
  std::string_view bytes_;
  Part part_;
};

SafeText shorten(const SafeText& text);

// The part of a long text to be quoted for a match at `at`: from a word's start, so that no masked value is cut.
std::string_view from_word(std::string_view text, std::size_t at);

}  // namespace sgw::triage
