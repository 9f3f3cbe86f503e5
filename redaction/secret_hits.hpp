#pragma once

#include "redaction/detector.hpp"
#include "redaction/secret_names.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// A name around a word that tells of a secret, and what stands around it.
struct NamePlace {
  std::size_t begin = 0;  // without quotes, dashes and the '<' of an element
  std::size_t end = 0;
  std::size_t outer = 0;  // with them
  std::size_t after = 0;
  char quote = '\0';      // on both sides
  bool doubled = false;   // two quotes on both sides
  bool flag = false;      // --name
  bool element = false;   // <name
  char enclosing = '\0';  // a quote in front that is not closed behind the name

  std::string_view of(std::string_view line) const { return line.substr(begin, end - begin); }
};

// How far the characters of a name go from offset `at` of `line` to either side; no further than any name is long.
std::size_t name_begin(std::string_view line, std::size_t at);
std::size_t name_end(std::string_view line, std::size_t at);

// The name that holds offset `at` of `line`.
NamePlace name_around(std::string_view line, std::size_t at);

// The offsets in `line` at which names that may tell of a secret have a word of one, in order.
std::vector<std::size_t> secret_words_in(std::string_view line);
// The same for the line of `place`, which may know them.
std::vector<std::size_t> secret_words_of(const Place& place);

// Nothing but indentation, signs of lists, comments and quoted replies, a declaring word or the frame of a log line
// stands before `at`.
bool begins_the_line(std::string_view line, std::size_t at);

}  // namespace sgw::redaction
