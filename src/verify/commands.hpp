#pragma once

#include "src/verify/starts.hpp"

#include <vector>

namespace sgw::verify {

// Passwords on command lines, where the program says what its flag means: "curl -u user:x", "mysql -px",
// "sshpass -p x", "net use … x", "htpasswd -b … x".
void add_command_starts(std::vector<Start>& starts);

}  // namespace sgw::verify
