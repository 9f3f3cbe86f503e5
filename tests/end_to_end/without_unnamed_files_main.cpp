#include "tests/package/without_unnamed_files.hpp"

#include <unistd.h>

// PROGRAM ARGUMENT…: runs it where no file without a name can be made. 77 where that cannot be arranged.
int main(int, char** argv) {
  if (!sgw::test::refuse_unnamed_files()) return 77;
  execv(argv[1], argv + 1);
  return 127;
}
