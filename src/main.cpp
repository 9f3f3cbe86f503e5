#include "src/app/harden.hpp"
#include "src/cli/command.hpp"

int main(int argc, char** argv) {
  sgw::app::harden();
  return sgw::cli::run(argc, argv);
}
