#pragma once

#include "collector/settings_catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What is wrong with the value of a known setting: words of ARCHITECTURE.md, "Problems". Tokens and the auth setting's
// own forms are judged by token_parser and auth_mode().
std::vector<std::string> check_value(const SettingSpec& spec, std::string_view value);

// False for problems that leave the setting in force (a final slash of a URL).
bool breaks_setting(std::string_view problem);

// What config.service.auth says: token, key, azureAdApp, workloadIdentity, missing, invalid. A mode word in quotes or
// with blanks around it is invalid: the gateway does not know it then.
std::string auth_mode(const std::string* value);

}  // namespace sgw::collector
