// Reading takes a key.
// refused: no matching function|too few arguments
#include <sgw_diag/raw.hpp>

std::size_t way_around(const sgw::RawText& raw) {
#ifdef ALLOWED
  return raw.size();
#else
  return raw.view().size();
#endif
}
