// A path in the bundle is put together of safe parts.
// refused: no match for .operator/.|invalid operands
#include <sgw_diag/bundle_path.hpp>

#include <string>

sgw::BundlePath way_around(const std::string& foreign) {
#ifdef ALLOWED
  return sgw::BundlePath() / sgw::SafeText(foreign.size());
#else
  return sgw::BundlePath() / foreign;
#endif
}
