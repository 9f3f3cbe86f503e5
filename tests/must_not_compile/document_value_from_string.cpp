// The leaves of a document are safe by type.
// refused: no matching function|no matching member function
#include "src/report/document.hpp"

#include <string>

void way_around(sgw::report::Document& out, const std::string& foreign) {
#ifdef ALLOWED
  out.value(static_cast<int>(foreign.size()));
#else
  out.value(foreign);
#endif
}
