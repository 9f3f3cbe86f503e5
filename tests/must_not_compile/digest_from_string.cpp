// The digits of a digest are safe where they were reckoned, and not because they look like digits.
// refused: no matching function|no matching constructor|conversion from|no viable conversion
#include <sgw_diag/digest.hpp>

#include <string>

void way_around(const std::string& foreign) {
#ifdef ALLOWED
  const sgw::SafeText digits = sgw::Sha256::text_of(foreign);
#else
  const sgw::SafeText digits(sgw::Sha256::of(foreign));
#endif
  static_cast<void>(digits);
}
