// An array on the stack can be filled at run time.
// refused: not usable in a constant expression|is not a constant expression|call to consteval function|refers to
#include <sgw_diag/safe_text.hpp>

void way_around() {
#ifdef ALLOWED
  const sgw::Literal text("written here");
#else
  char local[] = "anything";
  local[0] = 'A';
  const sgw::Literal text(local);
#endif
  static_cast<void>(text);
}
