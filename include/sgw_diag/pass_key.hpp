#pragma once

namespace sgw {

// A key that one named class can make. A public function that takes a PassKey<X> can be called by X alone, and the
// signature says so.
template <class Holder>
class PassKey {
  friend Holder;
  PassKey() = default;
};

}  // namespace sgw
