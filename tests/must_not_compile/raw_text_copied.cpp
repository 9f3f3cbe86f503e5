// A second copy of something raw is spelled out, so that it shows.
// refused: use of deleted function|call to deleted constructor
#include <sgw_diag/raw.hpp>

void way_around(const sgw::RawText& raw) {
#ifdef ALLOWED
  const sgw::RawText second = raw.duplicate();
#else
  const sgw::RawText second = raw;
#endif
  static_cast<void>(second);
}
