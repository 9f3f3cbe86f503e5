#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Runs of characters of base64 (both alphabets, no padding) that are shorter tell nothing.
inline constexpr std::size_t k_min_base64_run = 16;

struct Base64Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool guid = false;  // hexadecimal digits and dashes, each where it belongs: every request has some
};

// Bytes in hexadecimal with a sign between them are looked for in samples of a text: six bytes in eighteen.
inline constexpr std::size_t k_hex_stride = 18;
inline constexpr std::size_t k_hex_sample = 6;

// Where one character stands in a text: a bit for each byte.
class BytePlaces {
 public:
  // For a text of so many times 64 bytes; what was there before stands until it is set.
  void resize(std::size_t words) { bits_.resize(words); }
  // What the 64 bytes at 64 * `word` say, the first one's the lowest bit.
  void set(std::size_t word, std::uint64_t mask) { bits_[word] = mask; }
  // The first place at or behind `from`, or npos: like find() of a text, without looking at it.
  std::size_t next(std::size_t from) const {
    std::size_t word = from / 64;
    if (word >= bits_.size()) return std::string_view::npos;
    std::uint64_t mask = bits_[word] & (~std::uint64_t{0} << (from % 64));
    while (mask == 0) {
      if (++word == bits_.size()) return std::string_view::npos;
      mask = bits_[word];
    }
    return word * 64 + static_cast<std::size_t>(std::countr_zero(mask));
  }

 private:
  std::vector<std::uint64_t> bits_;
};

// What one pass over a text says to all that look for something in it. Places are of 32 bits: a text is shorter than
// 4 GiB.
struct Survey {
  std::vector<Base64Run> runs;           // all of at least k_min_base64_run, in order
  std::vector<std::uint32_t> line_ends;  // where '\n' stands
  // Multiples of k_hex_stride: at no other begins a sample of nothing but digits and what stands between pairs of them.
  std::vector<std::uint32_t> hex_samples;
  BytePlaces ats;  // '@'
  BytePlaces backslashes;
  BytePlaces equals;  // '='

  // Where line number `line` ends; the last one of a text of `size` bytes may lack its '\n'.
  std::size_t end_of(std::size_t line, std::size_t size) const {
    return line < line_ends.size() ? line_ends[line] : size;
  }
};

// Replaces `survey` by that of `text`. Looks at many bytes at a time.
void make_survey(std::string_view text, Survey& survey);

// A text and what several searches of it need to know.
struct SearchText {
  SearchText(std::string_view of) : text(of) {}  // NOLINT(google-explicit-constructor): a plain text is one as well
  SearchText(std::string_view of, const Survey* of_it) : text(of), survey(of_it) {}
  operator std::string_view() const { return text; }  // NOLINT(google-explicit-constructor)

  // The survey, made in `own` when there is none yet.
  const Survey& surveyed(Survey& own) const {
    if (survey != nullptr) return *survey;
    make_survey(text, own);
    return own;
  }

  std::string_view text;
  const Survey* survey = nullptr;  // none: who needs it makes it
};

}  // namespace sgw::redaction
