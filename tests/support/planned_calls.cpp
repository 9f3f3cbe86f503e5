#include "tests/support/planned_calls.hpp"

#include "tests/support/call_pattern.hpp"

#include <algorithm>

namespace sgw::test {

std::vector<std::string> unannounced_calls(const JsonReader& plan, const JsonReader& manifest) {
  const auto planned = plan["calls"].items();
  std::vector<std::string> missing;
  for (const JsonReader& call : manifest["calls"].items()) {
    const std::string verb = call["verb"].text_or("");
    const std::string target = call["target"].text_or("");
    const bool announced = std::any_of(planned.begin(), planned.end(), [&](const JsonReader& row) {
      return row["source"].text_or("") == call["source"].text_or("?") && row["verb"].text_or("") == verb &&
             fits_pattern(row["target"].text_or(""), target);
    });
    if (!announced) missing.push_back(verb + " " + target);
  }
  return missing;
}

}  // namespace sgw::test
