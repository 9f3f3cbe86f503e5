#pragma once

#include "src/verify/secret_names.hpp"

#include <cstddef>
#include <string_view>

namespace sgw::verify {

// Values on another line than their name: "- name: DB_PASSWORD" before "value: x", "--password" before "x" in a list
// of arguments, a block of YAML below "password: |".
class ApartWatch {
 public:
  // Lines in order; true when this one shows the value for a name on a line before.
  bool line(std::string_view text);
  void reset() { *this = ApartWatch(); }

 private:
  void look_for_name(std::string_view text, std::size_t indent);

  const TellingName* beside_ = nullptr;    // of a "name:" line; its "value:" is one of the next lines
  const TellingName* argument_ = nullptr;  // of a flag on a line of its own
  bool block_ = false;                     // below "password: |"
  std::size_t block_indent_ = 0;
  int lines_left_ = 0;
};

}  // namespace sgw::verify
