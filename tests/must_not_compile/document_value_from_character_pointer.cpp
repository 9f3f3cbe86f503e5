// A pointer is no flag either.
// refused: no matching function|no matching member function|call of overloaded|is ambiguous
#include "src/report/document.hpp"

void way_around(sgw::report::Document& out, const char* foreign) {
#ifdef ALLOWED
  out.value(foreign != nullptr);
#else
  out.value(foreign);
#endif
}
