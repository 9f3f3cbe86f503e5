#include "src/app/harden.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <string_view>

namespace sgw::app {

namespace {

[[noreturn]] void give_up() {
  constexpr std::string_view text = "sgw-diag: cannot switch off core dumps and signals; refusing to handle secrets\n";
  [[maybe_unused]] const auto ignored = ::write(STDERR_FILENO, text.data(), text.size());
  ::_exit(4);
}

// Each large log lies in an open file of its own, and 1024, the usual limit, is what a few hundred pods have. What the
// system allows anyway is taken.
void allow_many_files() {
  constexpr rlim_t k_enough = 65536;
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= k_enough) return;
  files.rlim_cur = files.rlim_max == RLIM_INFINITY ? k_enough : std::min(files.rlim_max, k_enough);
  setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

void harden() {
  const rlimit no_core{0, 0};
  if (setrlimit(RLIMIT_CORE, &no_core) != 0) give_up();
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) give_up();
  umask(S_IRWXG | S_IRWXO);
  // A closed pipe or a socket that went away is an error to report, not a reason to vanish without a bundle.
  if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) give_up();
  // Over a file-size limit write() then fails like on a full disk.
  if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) give_up();
  // Who started us may have set that nobody waits for children: then nobody would learn how they ended.
  if (std::signal(SIGCHLD, SIG_DFL) == SIG_ERR) give_up();
  allow_many_files();
}

}  // namespace sgw::app
