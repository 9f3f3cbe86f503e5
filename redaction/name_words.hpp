#pragma once

#include <array>
#include <cstddef>
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
  std::string_view operator[](std::size_t i) const { return words_[i]; }
  // The word `back` places before the last one; empty when there is none.
  std::string_view last(std::size_t back = 0) const {
    return back < size_ ? words_[size_ - 1 - back] : std::string_view();
  }

 private:
  static constexpr std::size_t k_max_bytes = 160;
  static constexpr std::size_t k_max_words = 32;

  std::array<char, k_max_bytes> bytes_{};
  std::array<std::string_view, k_max_words> words_{};
  std::size_t size_ = 0;
};

}  // namespace sgw::redaction
