#include "tests/support/own_network.hpp"

#include "tests/support/child_process.hpp"

#include <sched.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace sgw::test {

std::optional<std::string> in_own_network(const std::function<void()>& body) {
  if (!find_program("ip")) return "missing program: ip";
  std::optional<std::string> why;
  std::exception_ptr thrown;
  std::thread alone([&] {
    if (unshare(CLONE_NEWNET) != 0) {
      why = std::string("no network namespace of its own: ") + std::strerror(errno);
      return;
    }
    try {
      configure_network("ip link set lo up");
      body();
    } catch (...) {
      thrown = std::current_exception();
    }
  });
  alone.join();
  if (thrown) std::rethrow_exception(thrown);
  return why;
}

void configure_network(const std::string& command) {
  std::istringstream words(command);
  Argv argv;
  for (std::string word; words >> word;) argv.push_back(word);
  const ProcessResult result = run(argv);
  if (result.exit_code != 0) throw std::runtime_error(command + ": " + result.err);
}

}  // namespace sgw::test
