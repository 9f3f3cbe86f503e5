// An alphabet makes nothing safe: a name is a literal, or parsed from what is safe already.
// refused: no matching function|no matching constructor|is private within this context|private member
#include <sgw_diag/safe_text.hpp>

#include <string>

void way_around(const std::string& foreign, const sgw::SafeText& safe) {
#ifdef ALLOWED
  const auto name = sgw::SafeName::parse(safe);
#else
  const auto name = sgw::SafeName::parse(foreign);
#endif
  static_cast<void>(foreign);
  static_cast<void>(safe);
  static_cast<void>(name);
}
