#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Passwords on command lines, where the program says what its flag means: "curl -u user:x", "mysql -px",
// "sshpass -p x", "net use … x", "htpasswd -b … x". Adds what it finds.
void find_commands(std::string_view text, Findings& found);

}  // namespace sgw::verify
