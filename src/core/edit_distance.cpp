#include <sgw_diag/edit_distance.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace sgw {

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
  if (std::max(left.size(), right.size()) - std::min(left.size(), right.size()) > limit) return limit + 1;
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t i = 0; i <= right.size(); ++i) row[i] = i;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t k = 1; k <= right.size(); ++k) {
      const std::size_t change = diagonal + (left[i - 1] == right[k - 1] ? 0 : 1);
      diagonal = std::exchange(row[k], std::min({row[k] + 1, row[k - 1] + 1, change}));
    }
  }
  return std::min(row[right.size()], limit + 1);
}

}  // namespace sgw
