#pragma once

#include <string_view>

namespace sgw::verify {

// Whether any PEM header in `text` is a private key's: a certificate's may stand before it.
bool has_private_key_header(std::string_view text);

// The header of a private key, PEM's or PuTTY's, may stand on the line before the key.
class PrivateKeyWatch {
 public:
  // Lines in order; true when this one shows a private key's content.
  bool line(std::string_view text);
  void reset() { lines_left_ = 0; }

 private:
  int lines_left_ = 0;  // how many lines more may hold the content of the last header
};

}  // namespace sgw::verify
