#pragma once

#include "redaction/detector.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/text_lines.hpp"

#include <string_view>

namespace sgw::redaction {

// A value that goes on, or begins, in the lines below its name: YAML's block scalars, lists, quoted and plain scalars
// of several lines, here-documents, TOML's and PowerShell's long strings, arrays and objects of JSON over lines.
class ValueBelow {
 public:
  ValueBelow(const Place& place, const RuleLabel& label, Finds& finds, Pending* pending)
      : text_(place.text),
        name_line_(place.begin),
        taken_(place.taken),
        label_(label),
        finds_(finds),
        pending_(pending) {}

  // `line` gives a value to `name` at offset `at`; takes what belongs to it from the lines below, and nothing when the
  // value ends in that line.
  void take(std::string_view name, Telling told, const TextLine& line, std::size_t at);

 private:
  void go_below(const TextLine& line, std::size_t at);
  bool next(const TextLine& line, TextLine& below);
  // False when [begin, end) of the line is harmless.
  bool push(const TextLine& line, std::size_t begin, std::size_t end);
  void add(const TextLine& line, std::size_t begin, std::size_t end);
  void block(const TextLine& line, std::size_t indent);
  void until(const TextLine& line, std::string_view end, bool alone);
  void until_empty(const TextLine& line);
  void list(const TextLine& line);
  void quoted(const TextLine& line, char quote);
  void first(const TextLine& line);
  void plain(const TextLine& line);
  void members(const TextLine& line);
  void goes_on();
  void hold();

  std::string_view text_;
  std::size_t name_line_;
  std::size_t* taken_;
  const RuleLabel& label_;
  Finds& finds_;
  Pending* pending_;
  std::string_view name_;
  Telling told_ = Telling::nothing;
  std::size_t reaches_ = 0;  // the end of the last line that is part of the value
};

}  // namespace sgw::redaction
