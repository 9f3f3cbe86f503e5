#include "redaction/name_words.hpp"

#include "redaction/characters.hpp"

namespace sgw::redaction {

NameWords::NameWords(std::string_view name) {
  if (name.size() > k_max_bytes) name = name.substr(name.size() - k_max_bytes);
  std::size_t begin = 0;
  std::size_t used = 0;
  const auto end_word = [&] {
    if (used > begin && size_ < k_max_words)
      words_[size_++] = {static_cast<std::uint8_t>(begin), static_cast<std::uint8_t>(used - begin)};
    begin = used;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_letter(c)) {
      end_word();
      continue;
    }
    const bool hump = is_upper(c) && i > 0 && is_lower(name[i - 1]);
    const bool acronym_end =
        is_upper(c) && i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (hump || acronym_end) end_word();
    bytes_[used++] = lower(c);
  }
  end_word();
}

}  // namespace sgw::redaction
