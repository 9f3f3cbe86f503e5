// A name is parsed, and the parser says which characters it may have.
// refused: no matching function|no matching constructor
#include <sgw_diag/safe_text.hpp>

#include <string>

void way_around(const std::string& foreign) {
#ifdef ALLOWED
  const auto name = sgw::SafeName::parse(foreign);
#else
  const sgw::SafeName name(foreign);
#endif
  static_cast<void>(name);
}
