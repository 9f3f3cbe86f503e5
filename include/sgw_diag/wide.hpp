#pragma once

namespace sgw {

// How much is looked at together. Programs are built for the oldest machine; functions for newer ones are called where
// best_lanes() has them. All say the same: tests name the others.
enum class Lanes { one, avx2, avx512 };

// avx512: with tables of 128 bytes (VBMI), which tell a byte's classes at once.
inline Lanes best_lanes() {
#if defined(__x86_64__)
  static const Lanes best = [] {
    if (__builtin_cpu_supports("avx2") == 0) return Lanes::one;
    const bool tables = __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vbmi") != 0;
    return tables ? Lanes::avx512 : Lanes::avx2;
  }();
  return best;
#else
  return Lanes::one;
#endif
}

}  // namespace sgw
