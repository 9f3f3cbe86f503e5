#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::bench {

// A line that is made to take long, of any length.
struct HostileLine {
  enum class Kind {
    made_to_take_long,  // megabytes of one value or of noise, near-misses, nested encodings
    full_of_secrets,    // nothing but names and values that are masked one by one
  };
  std::string name;
  Kind kind = Kind::made_to_take_long;
  std::string piece;  // the line repeats it
  std::string head;   // in front of the first

  // At least `bytes` long, with its line end.
  std::string of(std::size_t bytes) const;
};

std::vector<HostileLine> hostile_lines();

}  // namespace sgw::bench
