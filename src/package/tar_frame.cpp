#include "src/package/tar_frame.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sgw::package {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t k_most_records = 8192;  // bytes; the longest path has 2048

bool is_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == std::string_view::npos; }

bool is_path_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-' || c == '/';
}

// Text, then zeros to the end of its field.
bool is_path(std::string_view bytes) {
  const auto length = std::find_if_not(bytes.begin(), bytes.end(), is_path_char) - bytes.begin();
  return is_zero(bytes.substr(static_cast<std::size_t>(length)));
}

std::string_view text_of(std::string_view bytes) { return bytes.substr(0, bytes.find('\0')); }

// Whether each part of a path that was shortened for an old header is from the whole one.
bool is_from(std::string_view shortened, std::string_view whole) {
  while (!shortened.empty()) {
    const std::string_view part = shortened.substr(0, shortened.find('/'));
    if (part != "PaxHeader" && whole.find(part) == std::string_view::npos) return false;
    shortened.remove_prefix(std::min(shortened.size(), part.size() + 1));
  }
  return true;
}

}  // namespace

std::string_view TarFrame::field(std::size_t begin, std::size_t end) const {
  return std::string_view(header_).substr(begin, end - begin);
}

bool TarFrame::only_digits(std::size_t begin, std::size_t end) const {
  const std::string_view bytes = field(begin, end);
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return (c >= '0' && c <= '7') || c == ' ' || c == '\0'; });
}

bool TarFrame::names_are_plain() const {
  const bool named = is_path(field(0, 100)) && is_path(field(345, 500));
  if (!named || path_.empty()) return named;
  return is_from(text_of(field(0, 100)), path_) && is_from(text_of(field(345, 500)), path_);
}

void TarFrame::go_to_content(std::uint64_t size) {
  content_left_ = size;
  padding_left_ = static_cast<std::size_t>((k_block - size % k_block) % k_block);
  state_ = State::content;
}

void TarFrame::take_header() {
  if (is_zero(header_)) {
    state_ = State::end;
    return;
  }
  std::uint64_t size = 0;
  const std::string_view digits = field(124, 136);
  const std::size_t first = std::min(digits.find_first_not_of(' '), digits.size());
  const auto parsed = std::from_chars(digits.data() + first, digits.data() + digits.size(), size, 8);
  const char type = header_[156];
  // Magic and version; no link, no owner, nothing at the end.
  own_ = own_ && parsed.ec == std::errc() && only_digits(100, 156) && field(257, 265) == "ustar\00000"sv &&
         is_zero(field(157, 257)) && is_zero(field(265, 329)) && only_digits(329, 345) && is_zero(field(500, k_block));
  if (type == 'x') {
    own_ = own_ && path_.empty() && size > 0 && size <= k_most_records && is_path(field(0, 100)) &&
           is_path(field(345, 500));
    records_.clear();
    records_left_ = size;
    padding_left_ = static_cast<std::size_t>((k_block - size % k_block) % k_block);
    path_.assign(text_of(field(0, 100)));  // to be compared with the whole path
    state_ = State::records;
    return;
  }
  own_ = own_ && (type == '0' || (type == '5' && size == 0)) && names_are_plain();
  path_.clear();
  go_to_content(size);
}

// "LENGTH path=TEXT\n", once.
void TarFrame::take_records() {
  const std::string shortened = std::exchange(path_, {});
  const std::string_view text = records_;
  const std::size_t key = text.find(" path=");
  std::size_t length = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), length);
  own_ = own_ && parsed.ec == std::errc() && key != std::string_view::npos && parsed.ptr == text.data() + key &&
         length == text.size() && text.ends_with('\n');
  if (own_) path_ = text.substr(key + 6, text.size() - key - 7);
  own_ = own_ && !path_.empty() && is_path(path_) && is_from(shortened, path_);
  state_ = State::padding;
}

void TarFrame::add(std::string_view chunk) {
  while (own_ && !chunk.empty()) {
    std::size_t used = chunk.size();
    switch (state_) {
      case State::header:
        used = std::min(used, k_block - header_.size());
        header_ += chunk.substr(0, used);
        if (header_.size() < k_block) break;
        take_header();
        header_.clear();
        break;
      case State::records:
        used = static_cast<std::size_t>(std::min<std::uint64_t>(used, records_left_));
        records_ += chunk.substr(0, used);
        records_left_ -= used;
        if (records_left_ == 0) take_records();
        break;
      case State::content:
        used = static_cast<std::size_t>(std::min<std::uint64_t>(used, content_left_));
        content_left_ -= used;
        if (content_left_ == 0) state_ = State::padding;
        break;
      case State::padding:
        used = std::min(used, padding_left_);
        padding_left_ -= used;
        own_ = is_zero(chunk.substr(0, used));
        if (padding_left_ == 0) state_ = State::header;
        break;
      case State::end:
        zeros_ += chunk.size();
        own_ = zeros_ <= k_most_zeros && is_zero(chunk);
        break;
    }
    chunk.remove_prefix(used);
  }
}

}  // namespace sgw::package
