#include <sgw_diag/result.hpp>

namespace sgw {

Literal to_literal(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::bad_usage:
      return "bad usage";
    case ErrorKind::bad_data_file:
      return "bad data file";
    case ErrorKind::not_found:
      return "not found";
    case ErrorKind::denied:
      return "denied";
    case ErrorKind::timeout:
      return "timed out";
    case ErrorKind::unreachable:
      return "unreachable";
    case ErrorKind::protocol:
      return "protocol error";
    case ErrorKind::too_large:
      return "too large";
    case ErrorKind::cancelled:
      return "cancelled";
    case ErrorKind::io:
      return "input or output failed";
    case ErrorKind::unsafe:
      return "unsafe";
  }
  return "failed";
}

SafeText Error::text() const {
  if (subject.empty()) return {what};
  return SafeText(what) + ": " + subject;
}

}  // namespace sgw
