#pragma once

#include "src/verify/apart_watch.hpp"
#include "src/verify/findings.hpp"
#include "src/verify/private_keys.hpp"
#include "src/verify/secret_object_watch.hpp"
#include "src/verify/table_watch.hpp"

#include <string_view>

namespace sgw::verify {

// Secrets that several lines tell together. Gets the lines of a file in order, as they are.
class LineWatch {
 public:
  void line(std::string_view text, Findings& found) {
    constexpr std::size_t k_longest = 8192;  // of a line that a person wrote
    if (private_keys_.line(text)) found.add("private key");
    if (text.size() > k_longest) return;
    if (apart_.line(text)) found.add("value of a secret's name");
    if (table_.line(text)) found.add("value in a secret's column");
    if (object_.line(text)) found.add("value of a Kubernetes Secret");
  }
  void reset() { *this = LineWatch(); }

 private:
  PrivateKeyWatch private_keys_;
  ApartWatch apart_;
  TableWatch table_;
  SecretObjectWatch object_;
};

}  // namespace sgw::verify
