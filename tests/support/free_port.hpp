#pragma once

#include <cstdint>

namespace sgw::test {

// A TCP and UDP port of 127.0.0.1 that nobody uses, and that no other call of this gives away, in this process or
// another, until this process ends.
std::uint16_t free_port();

// True when something accepts connections on 127.0.0.1:port.
bool port_answers(std::uint16_t port);

}  // namespace sgw::test
