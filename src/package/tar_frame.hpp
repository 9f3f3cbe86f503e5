#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::package {

// Walks the blocks of a tar and says whether anything stands outside of the files' content that our own writer does
// not put there: a comment, an owner's name, an attribute, bytes behind a name's end, in the padding or behind the end.
// Such bytes are unpacked by nobody and looked at by nobody.
class TarFrame {
 public:
  // In chunks cut anywhere. Holds a header at most.
  void add(std::string_view chunk);
  // Once everything was added.
  bool is_own() const { return own_ && state_ == State::end; }
  // Nothing that follows can make it our own again.
  bool is_lost() const { return !own_; }

 private:
  static constexpr std::size_t k_block = 512;
  static constexpr std::uint64_t k_most_zeros = 20 * k_block;  // behind the end: a record of a tape
  enum class State { header, records, content, padding, end };

  void take_header();
  void take_records();
  std::string_view field(std::size_t begin, std::size_t end) const;
  bool only_digits(std::size_t begin, std::size_t end) const;
  bool names_are_plain() const;
  void go_to_content(std::uint64_t size);

  bool own_ = true;
  State state_ = State::header;
  std::string header_;
  std::string records_;  // of a pax header
  std::string path_;     // that a pax header gives to the next file; before its records are read, its own
  std::uint64_t records_left_ = 0;
  std::uint64_t content_left_ = 0;
  std::size_t padding_left_ = 0;
  std::uint64_t zeros_ = 0;  // behind the end
};

}  // namespace sgw::package
