#include <sgw_diag/raw.hpp>
#include <sgw_diag/revealed.hpp>

namespace sgw {

RevealedBytes::RevealedBytes(RevealedBytes&& other) noexcept : bytes_(std::move(other.bytes_)) { wipe(other.bytes_); }

RevealedBytes::~RevealedBytes() { wipe(bytes_); }

}  // namespace sgw
