#pragma once

#include <functional>
#include <string_view>

namespace sgw::corpus {

// Shows the bytes as they are, and as they are after every sequence of the decodings of undo_text.hpp and
// undo_bytes.hpp up to the depth that `k_undo_depth` says, unpacking not counted; each text once.
inline constexpr int k_undo_depth = 7;
void each_view(std::string_view bytes, const std::function<void(std::string_view)>& see);

}  // namespace sgw::corpus
