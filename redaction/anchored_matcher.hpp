#pragma once

#include "redaction/byte_sets.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// An expression matched at one place of a line, by trying: what RE2 would answer, at a tenth of its cost for texts
// that a rule's literal has singled out. Where trying would take long it gives up, and RE2 has to be asked.
class AnchoredMatcher {
 public:
  enum class Answer { no, yes, unknown };
  struct Match {
    std::size_t end = 0;
    std::size_t secret_begin = std::string_view::npos;  // npos: the group took no part
    std::size_t secret_end = std::string_view::npos;
  };

  // Nothing for what it does not know for certain: flags but a leading (?i), loops over what may be empty, rare
  // escapes. `sets` outlives what is made.
  static std::optional<AnchoredMatcher> create(std::string_view expression, ByteSets& sets);

  // What trying may cost in one line, whatever is in it: in proportion to its length, for all tries together.
  class Work {
   public:
    std::size_t left() const noexcept { return left_; }  // steps, and bytes that they looked at

   private:
    friend class AnchoredMatcher;
    explicit Work(std::size_t left) : left_(left) {}
    std::size_t left_;
  };
  static Work work_for(std::string_view line);

  // The match that begins at `at`, at most the line's size. Takes what it costs from `work`; Answer::unknown when that
  // is used up. Fills `match` for Answer::yes only.
  Answer match(std::string_view line, std::size_t at, Work& work, Match& match) const;

 private:
  friend class ShapeReader;
  enum class Kind : std::uint8_t { run, lazy_run, split, jump, open, close, word_border, begin, end };
  struct Step {
    Kind kind = Kind::run;
    const ByteSet* set = nullptr;  // of a run
    std::uint32_t least = 1;       // of a run
    std::uint32_t most = 1;        // of a run; k_no_end: any number
    std::int32_t next = 1;         // of a split and a jump: how far to go on
    std::int32_t other = 0;        // of a split: and where when that fails
  };
  // A choice that may be taken back. Without initial values: an array of them is made for each try.
  struct Choice {
    std::size_t step;
    std::size_t at;     // where a run begins, or the split was met
    std::size_t count;  // of a run
    std::size_t secret_begin;
    std::size_t secret_end;
  };
  class Trial;

  std::vector<Step> steps_;
};

}  // namespace sgw::redaction
