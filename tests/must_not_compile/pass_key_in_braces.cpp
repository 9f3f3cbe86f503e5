// A pair of braces makes no key either: in a class without constructors it would.
// refused: is private within this context|calling a private constructor|no matching member function|call of overloaded
#include <sgw_diag/raw.hpp>

std::size_t way_around(const sgw::RawText& raw) {
#ifdef ALLOWED
  return raw.size();
#else
  return raw.view(sgw::PassKey<sgw::redaction::Redactor>{}).size();
#endif
}
