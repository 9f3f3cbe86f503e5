#pragma once

#include <sgw_diag/literal_scanner.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::triage {

// One regular expression (RE2 syntax), ready to run. Matches anywhere in the text unless anchored. Text is taken as
// bytes, so that invalid UTF-8 cannot hide a match. Cheap to copy; usable from any thread.
class TextPattern {
 public:
  // Nothing when the expression does not compile.
  static std::optional<TextPattern> compile(std::string_view expression);

  bool matches(std::string_view text) const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

// Many expressions, tried on the lines of a log at the cost of one pass over its bytes: RE2 derives the literals that a
// match must hold, all of them are looked for at once, and a line is shown to the expressions whose literals it has.
// Immutable after compile(); usable from any thread.
class LineMatcher {
 public:
  // Lines of one kind: which expressions they are shown to.
  enum class Common { no, yes };
  struct Kind {
    std::vector<int> expressions;  // ascending
    Common common = Common::yes;   // no: so few lines are of it that what is asked of them alone may cost more
  };
  // The expressions that may match a line.
  struct Candidates {
    std::vector<int> expressions;  // indexes, ascending
    std::uint64_t id = 0;          // equal for one reader: the same expressions
  };
  // The literals of one text, and what is remembered from line to line. Belongs to one reader.
  struct Scan {
    struct Recent {
      std::size_t kind = 0;
      std::vector<int> atoms;                  // in the order in which a line had them
      const Candidates* candidates = nullptr;  // in `known`
    };
    Scan() = default;
    Scan(const Scan&) = delete;
    Scan& operator=(const Scan&) = delete;
    ~Scan() = default;
    std::vector<Hit> hits;
    std::size_t next = 0;              // the first hit behind the lines seen
    std::vector<int> atoms;            // of the line at hand
    std::vector<std::uint64_t> lines;  // by atom: the last line that had it
    std::uint64_t line = 0;
    // By kind and atoms, sorted: lines of a log hold the same few words.
    std::map<std::pair<std::size_t, std::vector<int>>, Candidates> known;
    std::uint64_t last_id = 0;
    std::array<Recent, 64> recent;
  };

  LineMatcher();
  ~LineMatcher();
  LineMatcher(LineMatcher&&) noexcept;
  LineMatcher& operator=(LineMatcher&&) noexcept;

  // Returns the index of the expression; nothing when it does not compile.
  std::optional<std::size_t> add(std::string_view expression);
  // Without kinds: one, for all expressions.
  void compile();
  void compile(std::vector<Kind> kinds);

  // Looks for all literals in `text`, which is shorter than 4 GiB.
  void scan(std::string_view text, Scan& scan) const;
  // All expressions that may match the line [begin, end) of the text scanned last, of those that lines of `kind` are
  // shown to; valid until the next call. Lines are asked for in their order.
  const Candidates& candidates(std::size_t kind, std::size_t begin, std::size_t end, Scan& scan) const;

  bool matches(std::size_t index, std::string_view line) const;
  // Whether a digit in the line's place may decide: the expression holds one that is no count and not of "0-9". One
  // that holds none cannot tell digits apart.
  bool minds_digits(std::size_t index) const;
  // Whether what stands before a match may decide: the expression holds '^', "\A", "\b" or "\B".
  bool minds_before(std::size_t index) const;
  // Where in `line` the first match begins; nothing when there is none.
  std::optional<std::size_t> find(std::size_t index, std::string_view line) const;

 private:
  const Candidates& candidates_of(std::size_t kind, Scan& scan) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::triage
