#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// A PEM private key over several lines, held back until its end is seen, because only then it is known what it is.
class PemBlock {
 public:
  static constexpr std::size_t k_max_lines = 200;
  static constexpr std::size_t k_max_bytes = std::size_t{128} << 10;

  // Where a private key begins in `line` that does not end there too; npos when none does. A sentence about such a line
  // begins none.
  static std::size_t begin_in(std::string_view line);
  // The offset behind the end marker of a private key in `line`, or npos.
  static std::size_t end_in(std::string_view line);
  // True for a line that could be part of a key: its last word is base64 of some length.
  static bool looks_like_key_material(std::string_view line);

  bool open() const noexcept { return !line_ends_.empty(); }
  // `line` is a line's content from the begin marker on, `line_end` what terminated it ("\n", "\r\n" or nothing).
  void add(std::string_view line, std::string_view line_end);
  bool full() const noexcept { return line_ends_.size() >= k_max_lines || content_.size() >= k_max_bytes; }

  const std::string& content() const noexcept { return content_; }
  const std::vector<std::string>& line_ends() const noexcept { return line_ends_; }
  void clear();

 private:
  std::string content_;
  std::vector<std::string> line_ends_;
};

}  // namespace sgw::redaction
