#pragma once

#include <string>
#include <string_view>

namespace sgw::collector {

// The value of Authorization or Proxy-Authorization for "user:password" (RFC 7617).
std::string basic_authorization(std::string_view user_and_password);

}  // namespace sgw::collector
