#include "src/app/exit_code.hpp"

namespace sgw::app {

ExitCode exit_code_for(triage::Owner owner) {
  switch (owner) {
    case triage::Owner::microsoft:
      return ExitCode::microsoft;
    case triage::Owner::shared:
      return ExitCode::shared;
    case triage::Owner::customer:
      return ExitCode::customer;
    case triage::Owner::unsupported_version:
      return ExitCode::unsupported_version;
    case triage::Owner::none:
      return ExitCode::done;
    case triage::Owner::undetermined:
      return ExitCode::undetermined;
  }
  return ExitCode::undetermined;
}

ExitCode exit_code_for(const Error& error) {
  switch (error.kind) {
    case ErrorKind::bad_usage:
    case ErrorKind::bad_data_file:
      return ExitCode::usage;
    case ErrorKind::unsafe:
      return ExitCode::unsafe;
    case ErrorKind::cancelled:
      return ExitCode::interrupted;
    default:
      return ExitCode::output;
  }
}

}  // namespace sgw::app
