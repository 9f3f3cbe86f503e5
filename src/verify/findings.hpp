#pragma once

#include <sgw_diag/safe_text.hpp>

#include <algorithm>
#include <vector>

namespace sgw::verify {

// What was found in a piece of text: of what kind, never what it was.
class Findings {
 public:
  // Once for each kind.
  void add(Literal what) {
    if (!has(what)) all_.push_back(what);
  }
  bool has(Literal what) const { return std::find(all_.begin(), all_.end(), what) != all_.end(); }
  const std::vector<Literal>& all() const noexcept { return all_; }

 private:
  std::vector<Literal> all_;
};

}  // namespace sgw::verify
