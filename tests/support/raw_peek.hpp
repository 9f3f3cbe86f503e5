#pragma once

#include <sgw_diag/raw.hpp>

namespace sgw {

// The tests' way to look at raw bytes. Defined here and nowhere else; a test of the include rules says so.
struct RawPeek {
  template <class Kind>
  static std::string_view at(const Raw<Kind>& raw) {
    return raw.view(PassKey<RawPeek>());
  }
};

}  // namespace sgw
