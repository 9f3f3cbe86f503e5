#include <sgw_diag/raw.hpp>

#include <cstring>

namespace sgw {

void wipe(std::string& bytes) noexcept {
  // explicit_bzero is not optimised away; capacity, not size: earlier, longer content may still lie behind the end.
  if (bytes.capacity() != 0) explicit_bzero(bytes.data(), bytes.capacity());
  bytes.clear();
}

}  // namespace sgw
