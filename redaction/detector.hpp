#pragma once

#include "redaction/find.hpp"

namespace sgw::redaction {

// Finds one kind of thing in a piece of text without a line end. Says where, never what to write instead. Stateless
// after construction and used by several threads at a time.
class Detector {
 public:
  virtual ~Detector() = default;
  // Appends to `finds`; they may overlap.
  virtual void find(std::string_view text, const RuleLabel& label, Finds& finds) const = 0;
};

}  // namespace sgw::redaction
