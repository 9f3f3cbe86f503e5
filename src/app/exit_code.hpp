#pragma once

#include "src/triage/verdict.hpp"

#include <sgw_diag/result.hpp>

namespace sgw::app {

// What the program returns; the table is in README.md and the man page.
enum class ExitCode : int {
  done = 0,
  gaps = 1,     // bundle written, something is missing; verify: tampered or unreadable; redact: something withheld
  usage = 2,    // bad flag, bad rule, pack or facts file
  nothing = 3,  // no gateway found
  unsafe = 4,   // self-test failed, or a secret in the finished archive
  output = 5,   // the output could not be written
  microsoft = 10,
  shared = 11,
  customer = 12,
  unsupported_version = 13,
  undetermined = 14,
  interrupted = 130,
};

ExitCode exit_code_for(triage::Owner owner);
ExitCode exit_code_for(const Error& error);

}  // namespace sgw::app
