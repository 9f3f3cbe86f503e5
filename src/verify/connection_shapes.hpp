#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Passwords by where they stand in a connection or a statement that no name announces: "user:x@tcp(host)",
// "host:5432:database:user:x", "jdbc:oracle:thin:user/x@", "IDENTIFIED BY 'x'", and hashes of passwords. Adds what it
// finds.
void find_connection_shapes(std::string_view text, Findings& found);

}  // namespace sgw::verify
