#pragma once

#include "src/verify/starts.hpp"

#include <vector>

namespace sgw::verify {

// Passwords by where they stand in a connection or a statement that no name announces: "user:x@tcp(host)",
// "host:5432:database:user:x", "jdbc:oracle:thin:user/x@", "IDENTIFIED BY 'x'", and hashes of passwords.
void add_connection_starts(std::vector<Start>& starts);

}  // namespace sgw::verify
