#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::triage {

// One regular expression (RE2 syntax), ready to run. Matches anywhere in the text unless anchored. Text is taken as
// bytes, so that invalid UTF-8 cannot hide a match. Cheap to copy; usable from any thread.
class TextPattern {
 public:
  // Nothing when the expression does not compile.
  static std::optional<TextPattern> compile(std::string_view expression);

  bool matches(std::string_view text) const;
  // Where in `text` the first match begins; nothing when there is none.
  std::optional<std::size_t> find(std::string_view text) const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

// Many expressions tried on a line in one pass. Immutable after compile(); usable from any thread.
class LineMatcher {
 public:
  LineMatcher();
  ~LineMatcher();
  LineMatcher(LineMatcher&&) noexcept;
  LineMatcher& operator=(LineMatcher&&) noexcept;

  // Returns the index by which match() reports the expression; nothing when it does not compile.
  std::optional<std::size_t> add(std::string_view expression);
  void compile();

  // Replaces `hits` by the indexes of all expressions that match, ascending. When the pass over all of them runs out of
  // its memory, each is tried by itself: slower, never a match less.
  void match(std::string_view text, std::vector<int>& hits) const;
  const TextPattern& pattern(std::size_t index) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::triage
