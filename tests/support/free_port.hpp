#pragma once

#include <cstdint>

namespace sgw::test {

// A TCP and UDP port of 127.0.0.1 that nobody used a moment ago. It is not kept: whoever needs certainty tries again
// with another when its server does not come up.
std::uint16_t free_port();

// True when something accepts connections on 127.0.0.1:port.
bool port_answers(std::uint16_t port);

}  // namespace sgw::test
