// What is packed is redacted by type.
// refused: cannot convert|no matching function|no viable conversion|no known conversion|invalid initialization
#include <sgw_diag/raw.hpp>

#include "src/package/spool.hpp"

void way_around(sgw::package::Spool& spool, const sgw::RedactedBytes& redacted, const sgw::RawBytes& raw) {
#ifdef ALLOWED
  static_cast<void>(spool.add(redacted));
#else
  static_cast<void>(spool.add(raw));
#endif
  static_cast<void>(redacted);
  static_cast<void>(raw);
}
