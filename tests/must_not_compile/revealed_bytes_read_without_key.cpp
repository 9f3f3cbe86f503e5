// What pseudonyms stand for is looked at by the map file's writer and the console alone.
// refused: no matching function|too few arguments|no member named
#include <sgw_diag/revealed.hpp>

#include <utility>

sgw::RevealedBytes way_around(sgw::RevealedBytes revealed) {
#ifdef ALLOWED
  return sgw::RevealedBytes(std::move(revealed));
#else
  static_cast<void>(revealed.view());
  return sgw::RevealedBytes(std::move(revealed));
#endif
}
