#pragma once

#include <sgw_diag/safe_text.hpp>

#include <vector>

namespace sgw::verify {

// What was found in a piece of text: of what kind, never what it was.
class Findings {
 public:
  void add(Literal what) { all_.push_back(what); }
  const std::vector<Literal>& all() const noexcept { return all_; }

 private:
  std::vector<Literal> all_;
};

}  // namespace sgw::verify
