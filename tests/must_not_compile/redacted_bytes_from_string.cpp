// Only the two makers declare bytes to be fit to leave memory.
// refused: is private within this context|calling a private constructor
#include <sgw_diag/redacted.hpp>

#include <string>
#include <utility>

void way_around(const sgw::RedactedBytes& redacted, std::string foreign) {
#ifdef ALLOWED
  const sgw::RedactedBytes bytes = redacted.part(0, foreign.size());
#else
  const sgw::RedactedBytes bytes(std::move(foreign));
#endif
  static_cast<void>(redacted);
  static_cast<void>(bytes);
}
