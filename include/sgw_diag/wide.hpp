#pragma once

namespace sgw {

// Whether functions for AVX2 may be called on this machine; programs are built for the oldest one.
inline bool has_avx2() {
#if defined(__x86_64__)
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
#else
  return false;
#endif
}

}  // namespace sgw
