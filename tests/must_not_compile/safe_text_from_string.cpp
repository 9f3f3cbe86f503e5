// Safe text is not made of any string.
// refused: no matching function|no matching constructor
#include <sgw_diag/safe_text.hpp>

#include <string>

void way_around(const std::string& foreign) {
#ifdef ALLOWED
  const sgw::SafeText text("written here");
#else
  const sgw::SafeText text(foreign);
#endif
  static_cast<void>(foreign);
  static_cast<void>(text);
}
