// What is written beside the bundle is redacted by type.
// refused: cannot convert|no matching function|no viable conversion|no known conversion|invalid initialization
#include "src/package/atomic_file.hpp"

#include <string>

void way_around(const sgw::RedactedBytes& redacted, const std::string& foreign) {
#ifdef ALLOWED
  static_cast<void>(sgw::package::write_file("x", redacted, sgw::package::Overwrite::no));
#else
  static_cast<void>(sgw::package::write_file("x", foreign, sgw::package::Overwrite::no));
#endif
  static_cast<void>(redacted);
  static_cast<void>(foreign);
}
