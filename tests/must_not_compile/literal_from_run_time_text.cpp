// Text that is only known at run time is no literal.
// refused: not usable in a constant expression|is not a constant expression|call to consteval function|no matching
// function
#include <sgw_diag/safe_text.hpp>

void way_around(const char* foreign) {
#ifdef ALLOWED
  sgw::Literal text("written here");
#else
  sgw::Literal text(foreign);
#endif
  static_cast<void>(foreign);
  static_cast<void>(text);
}
