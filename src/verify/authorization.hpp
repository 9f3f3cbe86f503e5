#pragma once

#include "src/verify/starts.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace sgw::verify {

// Whether an authorization's credential stands in `rest`, which is what follows the header's delimiter:
// "<scheme> <credential>" or a bare credential.
bool is_authorization(std::string_view rest);

// Whether `rest` begins with the credential of `scheme` (in lower case), as messages quote it without a header.
bool is_credential_of(std::string_view scheme, std::string_view rest);

// Whether `value` is base64 of printable text with a colon: user and password.
bool is_basic_credential(std::string_view value);

// Cookies of one text, in which the header may stand a thousand times over: what was looked at for one header is not
// looked at for the next.
class CookieSearch {
 public:
  // `at`: behind the delimiter of the header's name. Positions come in order.
  bool behind(std::string_view text, std::size_t at);

 private:
  std::size_t done_ = 0;
};

// Attributes of cookies ("; HttpOnly") that give away a cookie of random value before them.
void add_cookie_starts(std::vector<Start>& starts);

}  // namespace sgw::verify
