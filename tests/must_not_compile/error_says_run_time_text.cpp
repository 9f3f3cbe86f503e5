// What an error says is written in the source.
// refused: not a constant expression|call to consteval function|could not convert|invalid conversion|no matching
// function
#include <sgw_diag/result.hpp>

#include <string>

sgw::Result<void> way_around(const std::string& foreign) {
#ifdef ALLOWED
  return sgw::fail(sgw::ErrorKind::io, "cannot open", sgw::SafeText(foreign.size()));
#else
  return sgw::fail(sgw::ErrorKind::io, foreign.c_str());
#endif
}
