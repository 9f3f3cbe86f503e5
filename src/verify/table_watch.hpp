#pragma once

#include "src/verify/secret_names.hpp"

#include <cstddef>
#include <string_view>

namespace sgw::verify {

// Tables whose head names a secret ("id,password,status"), or whose rows do, under a head of name and value.
class TableWatch {
 public:
  // Lines in order; true when this one is a row that shows a secret.
  bool line(std::string_view text);
  void reset() { *this = TableWatch(); }

 private:
  bool begin(std::string_view text, char separator);

  std::size_t cells_ = 0;  // of a row; 0: there is no table
  char separator_ = ',';
  const TellingName* column_ = nullptr;  // what the head says of the values; none: the first cell of a row says it
  std::size_t value_ = 0;                // which cell of a row
};

}  // namespace sgw::verify
