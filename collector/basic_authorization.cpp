#include "collector/basic_authorization.hpp"

#include <openssl/evp.h>

namespace sgw::collector {

std::string basic_authorization(std::string_view user_and_password) {
  constexpr std::string_view scheme = "Basic ";
  std::string text(scheme);
  text.resize(scheme.size() + 4 * ((user_and_password.size() + 2) / 3) + 1);
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data() + scheme.size()),
                                     reinterpret_cast<const unsigned char*>(user_and_password.data()),
                                     static_cast<int>(user_and_password.size()));
  text.resize(scheme.size() + static_cast<std::size_t>(length));
  return text;
}

}  // namespace sgw::collector
