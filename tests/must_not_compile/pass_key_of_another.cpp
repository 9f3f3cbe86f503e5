// Nobody makes the key of another class.
// refused: is private within this context|calling a private constructor
#include <sgw_diag/raw.hpp>

std::size_t way_around(const sgw::RawText& raw) {
#ifdef ALLOWED
  return raw.size();
#else
  return raw.view(sgw::PassKey<sgw::redaction::Redactor>()).size();
#endif
}
