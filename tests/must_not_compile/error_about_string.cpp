// What an error is about went through the gate.
// refused: could not convert|no viable conversion|no known conversion|invalid initialization
#include <sgw_diag/result.hpp>

#include <string>

sgw::Result<void> way_around(const std::string& foreign) {
#ifdef ALLOWED
  return sgw::fail(sgw::ErrorKind::io, "cannot open", sgw::SafeText(foreign.size()));
#else
  return sgw::fail(sgw::ErrorKind::io, "cannot open", foreign);
#endif
}
