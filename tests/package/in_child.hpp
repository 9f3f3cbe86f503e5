#pragma once

#include <functional>

namespace sgw::test {

// Runs `body` in a child process, for what changes the whole process (user, mounts, descriptors, limits), and returns
// what it returned; -1 when it ended otherwise.
int in_child(const std::function<int()>& body);

}  // namespace sgw::test
