#pragma once

#include "src/report/reports.hpp"

#include <vector>

namespace sgw::report {

// A text for a public place. It is made of this project's own words, of numbers, and of words from closed lists: no
// name, address, path or quote of the evidence is in it, nor anything that the operator typed, so that it cannot tell
// whose gateway it is.
struct PublicText {
  SafeText title;
  std::vector<SafeText> lines;
};
PublicText public_text(const ReportInput& input);

}  // namespace sgw::report
