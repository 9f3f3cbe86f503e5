// What is packed holds no originals.
// refused: cannot convert|no matching function|no viable conversion|no known conversion|invalid initialization
#include <sgw_diag/revealed.hpp>

#include "src/package/spool.hpp"

void way_around(sgw::package::Spool& spool, const sgw::RedactedBytes& redacted, const sgw::RevealedBytes& revealed) {
#ifdef ALLOWED
  static_cast<void>(spool.add(redacted));
#else
  static_cast<void>(spool.add(revealed));
#endif
  static_cast<void>(redacted);
  static_cast<void>(revealed);
}
