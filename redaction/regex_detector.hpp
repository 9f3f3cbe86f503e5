#pragma once

#include "redaction/detector.hpp"

#include <re2/re2.h>

#include <memory>

namespace sgw::redaction {

// One expression. What its group `secret` holds is found; `unless`, if any, is an expression that a whole value matches
// when it is none.
class RegexDetector : public Detector {
 public:
  RegexDetector(std::unique_ptr<const re2::RE2> find, std::unique_ptr<const re2::RE2> unless);
  void find(std::string_view text, const RuleLabel& label, Finds& finds) const override;

 private:
  std::unique_ptr<const re2::RE2> find_;
  std::unique_ptr<const re2::RE2> unless_;
  int group_ = 0;
};

}  // namespace sgw::redaction
