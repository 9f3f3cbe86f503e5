#pragma once

#include "redaction/detector.hpp"

#include <memory>
#include <string_view>

namespace sgw::redaction {

// The detectors in code, by the name that a pack gives them; nothing for another name. May set how `label` is minted.
std::unique_ptr<const Detector> make_detector(std::string_view name, RuleLabel& label);

}  // namespace sgw::redaction
