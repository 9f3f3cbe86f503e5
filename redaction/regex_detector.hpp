#pragma once

#include "redaction/detector.hpp"

#include <re2/re2.h>

#include <memory>

namespace sgw::redaction {

// One expression, over one line. What its group `secret` holds is found; `unless`, if any, is an expression that a whole
// value matches when it is none. `find` belongs to the caller.
class RegexDetector : public Detector {
 public:
  RegexDetector(const re2::RE2& find, std::unique_ptr<const re2::RE2> unless);
  void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const override;

 private:
  const re2::RE2& find_;
  std::unique_ptr<const re2::RE2> unless_;
  std::size_t group_ = 0;
};

}  // namespace sgw::redaction
