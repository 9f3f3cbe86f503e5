// What is packed is redacted by type.
// refused: cannot convert|no matching function|no viable conversion|no known conversion|invalid initialization
#include "src/package/spool.hpp"

#include <string>

void way_around(sgw::package::Spool& spool, const sgw::RedactedBytes& redacted, const std::string& foreign) {
#ifdef ALLOWED
  static_cast<void>(spool.add(redacted));
#else
  static_cast<void>(spool.add(foreign));
#endif
  static_cast<void>(redacted);
  static_cast<void>(foreign);
}
