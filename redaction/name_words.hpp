#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sgw::redaction {

// The words of a name in lower case, whatever joins them: "clientSecret2" -> client, secret; "HTTPToken" -> http,
// token; "API_KEY" -> api, key. Of a long name the last words. Owns what its views show.
class NameWords {
 public:
  explicit NameWords(std::string_view name);
  NameWords(const NameWords&) = delete;
  NameWords& operator=(const NameWords&) = delete;

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  std::string_view operator[](std::size_t i) const { return {bytes_.data() + words_[i].begin, words_[i].size}; }
  // The word `back` places before the last one; empty when there is none.
  std::string_view last(std::size_t back = 0) const {
    return back < size_ ? (*this)[size_ - 1 - back] : std::string_view();
  }

 private:
  static constexpr std::size_t k_max_bytes = 160;
  static constexpr std::size_t k_max_words = 32;

  struct Word {
    std::uint8_t begin;
    std::uint8_t size;
  };
  static_assert(k_max_bytes <= 255);

  // Without initial values: a line has many names.
  std::array<char, k_max_bytes> bytes_;
  std::array<Word, k_max_words> words_;
  std::size_t size_ = 0;  // of words_ that are set
};

}  // namespace sgw::redaction
