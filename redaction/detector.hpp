#pragma once

#include "redaction/find.hpp"
#include "redaction/line_places.hpp"
#include "redaction/survey.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// A line in a text of several, or the whole of it.
struct Place {
  std::string_view text;  // all of it: what a line says may depend on the next one
  std::size_t begin = 0;
  std::size_t end = 0;             // without the line's end
  const Survey* survey = nullptr;  // of all of `text`; none: nobody has made it
  // For a detector that takes lines below its own: how far the lines that it was shown of this text are taken already.
  std::size_t* taken = nullptr;
  // Where in line() words of secrets' names begin, in order; none: nobody has looked for them.
  const std::vector<std::size_t>* words = nullptr;

  std::string_view line() const { return text.substr(begin, end - begin); }
  // Where the next line begins, or the text's size.
  std::size_t next() const { return next_line_begin(text, end); }
};

// What a text that is not complete yet leaves open.
struct Pending {
  // Finds before this offset hold whatever follows; the text from here on is looked at again with more behind it.
  std::size_t hold = std::string_view::npos;
  // Lines that what follows, up to `end`, must be seen together with: the head of a table, the name before a block of
  // values. Also told when all of it is in the text: what is held for another reason may begin between the two.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;  // npos: the text ended before it did
  };
  std::vector<Range> context;

  void hold_from(std::size_t offset) { hold = offset < hold ? offset : hold; }
};

// Finds one kind of thing in a text. Says where, never what to write instead. Stateless after construction and used by
// several threads at a time.
class Detector {
 public:
  enum class Reach {
    line,  // called for lines that hold one of its literals
    text,  // called once for a whole text, if it holds one of its literals or there are none
  };

  virtual ~Detector() = default;
  virtual Reach reach() const { return Reach::line; }
  // Lower case, at least three bytes: a line or text without one of them, ignoring case, holds nothing to find.
  virtual std::vector<std::string> literals() const { return {}; }
  // Whether a literal at offset `at` of `line` may be part of a find: quick, and errs towards true.
  virtual bool worth(std::string_view /*line*/, std::size_t /*at*/) const { return true; }
  // Appends to `finds`, in the offsets of `place.text`; they may overlap. `pending` is null when the text is complete.
  virtual void find(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending) const = 0;
};

}  // namespace sgw::redaction
