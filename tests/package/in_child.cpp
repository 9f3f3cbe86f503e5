#include "tests/package/in_child.hpp"

#include <sys/wait.h>
#include <unistd.h>

namespace sgw::test {

int in_child(const std::function<int()>& body) {
  const pid_t child = fork();
  if (child == 0) _exit(body());
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

}  // namespace sgw::test
