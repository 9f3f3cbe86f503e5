#pragma once

#include <functional>
#include <optional>
#include <string>

namespace sgw::test {

// Runs `body` on a thread that is alone in a network namespace of its own, with loopback up and nothing else; what
// `body` starts is in there as well. All of it is gone afterwards. Returns why it could not be done, when it could not.
// An exception of `body` is thrown on.
std::optional<std::string> in_own_network(const std::function<void()>& body);

// "ip <arguments>" or "iptables <arguments>", in the network of the calling thread. Throws when it fails.
void configure_network(const std::string& command);

}  // namespace sgw::test
