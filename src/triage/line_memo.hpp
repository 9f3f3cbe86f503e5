#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::triage {

// Remembers which expressions match a line. A gateway that fails says the same line again and again, with another stamp
// each time: what the digits of the stamp are is all that may differ, and to which expressions they may matter is
// remembered as well. Where lines do not come again it gives itself up. Belongs to one reader.
class LineMemo {
 public:
  struct Answer {
    std::size_t expression = 0;
    bool matches = false;  // false: the digits of the stamp may decide
  };
  using Answers = std::vector<Answer>;  // of the candidates; those that match with no stamp are left out

  // For this line; valid until the next call, null when it is not remembered. `stamp` is a part of `line`, or empty.
  // `candidates` names the expressions that were tried; `ask` tries them where the answers are not known.
  template <typename Ask>
  const Answers* at(std::string_view line, std::string_view stamp, std::uint64_t candidates, Ask ask) {
    if (given_up_ || line.size() > k_max_line) return nullptr;
    Line& place = find(line, stamp, candidates);
    if (!known_now_) place.answers = ask();
    return &place.answers;
  }

 private:
  static constexpr std::size_t k_max_line = 1024;  // bytes
  static constexpr std::size_t k_sets = 128;
  struct Line {
    std::string text;
    std::size_t stamp_begin = 0;
    std::size_t stamp_size = 0;
    std::uint64_t candidates = 0;
    Answers answers;
  };
  // Two lines that fall together do not push each other out.
  struct Set {
    std::array<Line, 2> lines;
    std::size_t older = 0;
  };
  Line& find(std::string_view line, std::string_view stamp, std::uint64_t candidates);

  std::vector<Set> sets_;
  std::uint64_t asked_ = 0;
  std::uint64_t known_ = 0;
  bool known_now_ = false;
  bool given_up_ = false;
};

}  // namespace sgw::triage
