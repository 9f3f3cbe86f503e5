// The strings of a resource pass for safe text, so nobody makes one but the store.
// refused: no matching function|no matching constructor|could not convert
#include <sgw_diag/json_reader.hpp>

#include <string>

void way_around(const sgw::Resource& shipped, const std::string& foreign) {
#ifdef ALLOWED
  const auto json = sgw::SafeJson::open(shipped);
#else
  const auto json = sgw::SafeJson::open(sgw::Resource{sgw::SafeText("x"), sgw::Origin::shipped, true, foreign});
#endif
  static_cast<void>(shipped);
  static_cast<void>(foreign);
  static_cast<void>(json);
}
