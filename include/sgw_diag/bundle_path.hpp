#pragma once

#include <sgw_diag/safe_text.hpp>

#include <cstdint>
#include <string_view>

namespace sgw {

// A relative path inside the bundle. One cleaning rule for every part: [A-Za-z0-9._-], other characters become '-',
// no leading dot or dash, at most 100 characters, never empty; so no "..", no absolute path, no surprise on unpacking.
class BundlePath {
 public:
  BundlePath() = default;

  // Appends one part; a '/' inside the part is cleaned like any other character.
  BundlePath operator/(const SafeText& part) const;
  BundlePath operator/(Literal part) const { return *this / SafeText(part); }
  // "a.log" with 2 becomes "a-2.log": for a second file of the same name. A part that is as long as may be gets
  // shorter.
  BundlePath with_suffix(std::uint32_t number) const;

  std::string_view view() const noexcept { return text_.view(); }
  bool empty() const noexcept { return text_.empty(); }
  const SafeText& text() const noexcept { return text_; }
  friend bool operator==(const BundlePath&, const BundlePath&) = default;
  friend auto operator<=>(const BundlePath&, const BundlePath&) = default;  // NOLINT(modernize-use-nullptr)

 private:
  SafeText text_;
};

}  // namespace sgw
