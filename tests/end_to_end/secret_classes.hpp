#pragma once

#include "tests/end_to_end/planted.hpp"

#include <string>
#include <vector>

namespace sgw::test {

// A secret as it stands in the wild, and the part of it that must not come out.
struct PlantedText {
  Planted planted;  // name: its class and place; value: what is looked for
  std::string text;
};

// One of every class. Made of `place`, so that no two places share a value: one that was learnt in the first would be
// masked in the second by that alone.
std::vector<PlantedText> secrets_of_every_class(const std::string& place);

}  // namespace sgw::test
