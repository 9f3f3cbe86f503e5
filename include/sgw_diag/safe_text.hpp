#pragma once

#include <sgw_diag/pass_key.hpp>
#include <sgw_diag/redacted.hpp>
#include <sgw_diag/utc_time.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sgw {

class SafeJson;
class ResourceStore;
class Sha256;

namespace redaction {
class Tally;
}

// Text that was written in this program's source. Only the compiler can make one: a run-time string is refused, and so
// is any array of characters, local or static, that could be filled at run time.
class Literal {
 public:
  template <std::size_t Size>
  consteval Literal(const char (
      &text)[Size])  // NOLINT(google-explicit-constructor)
                     // The compiler takes the address of any static buffer, but it reads characters of constants only.
      : text_(text, text[Size - 1] == '\0' ? Size - 1 : Size) {}

  constexpr std::string_view view() const noexcept { return text_; }
  friend constexpr bool operator==(Literal left, Literal right) noexcept { return left.text_ == right.text_; }

 private:
  std::string_view text_;
};

class SafeText;

// An identifier of profiles, packs, rules, sources: [a-z0-9][a-z0-9._-]{0,62}. The alphabet makes nothing safe: a
// password may be written in it. So a name is made of a literal or of what is safe text already.
class SafeName {
 public:
  SafeName() = default;
  // Nothing when the text is no name.
  static std::optional<SafeName> parse(const SafeText& text);
  // Whether the text could be a name; for what is only compared or looked up.
  static bool fits(std::string_view text);
  // For a name written in the source; a literal that is no name ends the program.
  explicit SafeName(Literal text);

  std::string_view view() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }
  friend bool operator==(const SafeName&, const SafeName&) = default;
  friend auto operator<=>(const SafeName&, const SafeName&) = default;  // NOLINT(modernize-use-nullptr)

 private:
  // For the gate alone, whose packs are read before anything is safe.
  friend class redaction::Redactor;
  friend class redaction::Tally;
  static std::optional<SafeName> parse(std::string_view text);

  std::string text_;
};

// The only text that errors, log, console, manifest and reports accept. It is built of literals, numbers, times, names
// and redacted text, and joined by +.
class SafeText {
 public:
  SafeText() = default;
  SafeText(Literal text) : text_(text.view()) {}          // NOLINT(google-explicit-constructor)
  SafeText(const SafeName& name) : text_(name.view()) {}  // NOLINT(google-explicit-constructor)
  explicit SafeText(const RedactedBytes& text) : text_(text.view()) {}
  explicit SafeText(UtcTime time) : text_(format_time(time)) {}
  // A string of a file that is compiled in, or of a document that passed the gate.
  SafeText(PassKey<SafeJson>, std::string text) : text_(std::move(text)) {}
  // The name or the bytes of a file that is compiled in.
  SafeText(PassKey<ResourceStore>, std::string text) : text_(std::move(text)) {}
  // The digits of a digest.
  SafeText(PassKey<Sha256>, std::string text) : text_(std::move(text)) {}

  template <class Number>
  requires(std::integral<Number> && !std::same_as<Number, bool> &&
           !std::same_as<Number, char>) explicit SafeText(Number number)
      : text_(std::to_string(number)) {}
  // Digits after the point: 0 to 6.
  static SafeText decimal(double number, int digits);
  // "20261123T164457Z": for names; no colon.
  static SafeText compact_time(UtcTime time);
  // "12.3 MiB", "640 bytes", "1 byte".
  static SafeText bytes(std::uint64_t count);

  std::string_view view() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }

  // A gateway token's, with the gateway's id and its end.
  static constexpr std::size_t k_longest_placeholder = 200;
  // Parts of safe text are safe. `clipped` marks the cut with "…" and never splits a UTF-8 sequence nor a placeholder
  // ("<redacted:…>").
  SafeText part(std::size_t offset, std::size_t count) const;
  SafeText clipped(std::size_t max_bytes) const;
  // Without control characters (a tab or a line's end becomes a blank, an escape code goes), without what turns the
  // direction of writing around, and valid UTF-8: one line, fit for a terminal.
  SafeText printable() const;

  SafeText& operator+=(const SafeText& more) {
    text_ += more.text_;
    return *this;
  }
  SafeText& operator+=(Literal more) {
    text_ += more.view();
    return *this;
  }
  friend SafeText operator+(SafeText left, const SafeText& right) { return left += right; }
  friend SafeText operator+(SafeText left, Literal right) { return left += right; }
  friend SafeText operator+(Literal left, const SafeText& right) { return SafeText(left) + right; }
  friend bool operator==(const SafeText&, const SafeText&) = default;
  friend auto operator<=>(const SafeText&, const SafeText&) = default;  // NOLINT(modernize-use-nullptr)

 private:
  std::string text_;
};

}  // namespace sgw
