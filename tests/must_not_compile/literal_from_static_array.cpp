// A static array has an address that the compiler knows, and what is in it comes at run time.
// refused: not usable in a constant expression|is not a constant expression|call to consteval function
#include <sgw_diag/safe_text.hpp>

#include <algorithm>
#include <string_view>

static char buffer[16];

sgw::SafeText way_around(std::string_view foreign) {
  std::copy_n(foreign.begin(), std::min(foreign.size(), sizeof(buffer) - 1), buffer);
#ifdef ALLOWED
  return sgw::Literal("written here");
#else
  return sgw::Literal(buffer);
#endif
}
