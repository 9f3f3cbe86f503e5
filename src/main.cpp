#include "src/app/harden.hpp"
#include "src/cli/command.hpp"

#include <malloc.h>

namespace {

// Each block of a log takes and gives back the same few megabytes: the kernel need not clear them anew every time.
void keep_freed_memory() {
  constexpr int k_kept = 256 << 20;
  constexpr int k_largest_of_heap = 32 << 20;  // more is refused
  mallopt(M_TRIM_THRESHOLD, k_kept);
  mallopt(M_MMAP_THRESHOLD, k_largest_of_heap);
}

}  // namespace

int main(int argc, char** argv) {
  sgw::app::harden();
  keep_freed_memory();
  return sgw::cli::run(argc, argv);
}
