#include "collector/basic_authorization.hpp"

#include "collector/base64.hpp"

namespace sgw::collector {

std::string basic_authorization(std::string_view user_and_password) { return "Basic " + to_base64(user_and_password); }

}  // namespace sgw::collector
