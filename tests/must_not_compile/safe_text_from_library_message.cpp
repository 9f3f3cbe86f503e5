// What a library says quotes foreign text.
// refused: no matching function|no matching constructor
#include <sgw_diag/safe_text.hpp>

#include <exception>

void way_around(const std::exception& error) {
#ifdef ALLOWED
  const sgw::SafeText text("the answer cannot be read");
#else
  const sgw::SafeText text(error.what());
#endif
  static_cast<void>(error);
  static_cast<void>(text);
}
