#pragma once

#include "redaction/engine.hpp"
#include "redaction/survey.hpp"
#include "redaction/view.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// What finds in a text as it stands, without undoing anything. The engine's rules and known values in the product;
// every rule on every line in the tests, to compare with.
using FlatSearch = std::function<void(const SearchText& text, Finds& finds, Pending* pending)>;

// Looks at a text as it is, then undoes what may hide something in it — frames of container logs, escapes, base64,
// hexadecimal digits — and looks again, four layers deep. Belongs to one thread.
class Explorer {
 public:
  static constexpr int k_max_depth = 4;

  // `undecided` labels what would take more work than a text of its size may.
  Explorer(FlatSearch search, const RuleLabel& undecided) : search_(std::move(search)), undecided_(undecided) {}

  // Appends finds, in the offsets of `text`; they may overlap. With `pending`, more text will follow.
  void find(std::string_view text, Finds& finds, Pending* pending);

 private:
  // The lines [begin, end) of `frames`.
  void stream(const View& frames, std::size_t begin, std::size_t end, Finds& finds, Pending* pending);
  void layer(std::string_view text, int depth, Finds& finds, Pending* pending);
  void inside(const View& view, int depth, Finds& finds, Pending* pending);

  FlatSearch search_;
  const RuleLabel& undecided_;
  std::vector<Survey> surveys_ = std::vector<Survey>(k_max_depth + 1);  // by depth
  std::size_t left_ = 0;  // bytes of views that may still be looked at for the text at hand
};

}  // namespace sgw::redaction
