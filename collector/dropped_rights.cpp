#include "collector/dropped_rights.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace sgw::collector {

namespace {

constexpr id_t k_nobody = 65534;

using Capabilities = std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3>;

bool set_no_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  Capabilities none{};
  if (::syscall(SYS_capset, &header, none.data()) != 0) return false;
  Capabilities left{};
  if (::syscall(SYS_capget, &header, left.data()) != 0) return false;
  return std::all_of(left.begin(), left.end(), [](const __user_cap_data_struct& part) {
    return (part.effective | part.permitted | part.inheritable) == 0;
  });
}

}  // namespace

bool drop_rights() {
  // These fail where there was no right to give up.
  for (unsigned long capability = 0; ::prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability) {
    ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  }
  ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  if (::geteuid() == 0 && ::setgroups(0, nullptr) == 0 && ::setresgid(k_nobody, k_nobody, k_nobody) == 0) {
    // Where there is no such user it goes on as root without a right.
    [[maybe_unused]] const int done = ::setresuid(k_nobody, k_nobody, k_nobody);
  }
  const rlimit nothing{0, 0};
  if (!set_no_capabilities() || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  // A change of user undoes both.
  return ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
         ::setrlimit(RLIMIT_FSIZE, &nothing) == 0;
}

}  // namespace sgw::collector
