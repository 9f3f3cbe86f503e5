#pragma once

#include "redaction/explorer.hpp"
#include "redaction/replacer.hpp"
#include "redaction/tally.hpp"

#include <string>
#include <string_view>

namespace sgw::redaction {

// What a text is besides lines.
enum class TextKind {
  lines,
  env,       // each line is NAME=value, the value up to the line's end
  document,  // one JSON document: names and values are told by its structure
};

// What is looked for.
enum class Scope { everything, known_values };

// Masks a text block by block. Each line becomes exactly one line; the result does not depend on how lines are grouped
// into calls. Belongs to one thread.
class BlockMasker {
 public:
  BlockMasker(const Engine& engine, Tally& tally, TextKind kind, Scope scope = Scope::everything);
  ~BlockMasker();
  BlockMasker(const BlockMasker&) = delete;
  BlockMasker& operator=(const BlockMasker&) = delete;

  // Whole lines; only the last one of all may lack its end. Appends what is decided to `out`. A document comes whole.
  void lines(std::string_view block, std::string& out);
  // What is held back comes out; the next line is as if it were the first.
  void finish(std::string& out);

  // A part of a line that is too long to be held: [begin, end) of `window` is its turn, the rest is context. Stops
  // before a find that reaches over `end`, so that the next window sees it whole, and returns where. `more` says that
  // the line goes on behind the window.
  std::size_t window(std::string_view window, std::size_t begin, std::size_t end, bool more, std::string& out);

 private:
  static constexpr std::size_t k_max_held = std::size_t{1} << 20;

  Finds find(std::string_view text, Pending* pending);
  // Masks what of `text` is decided, from `skip` on, and keeps the rest in held_.
  void take(std::string_view text, std::size_t skip, std::string& out);
  std::string keep(std::string_view text, std::size_t decided, const Pending& pending);

  const Engine& engine_;
  TextKind kind_;
  Scope scope_;
  Explorer explorer_;
  Replacer replacer_;
  std::string together_;     // what was held and what came, while it is looked at
  std::string held_;         // lines that are out already but say something about what follows, then lines that are not
  std::size_t out_ = 0;      // how much of held_ is out
  std::size_t look_at_ = 0;  // held_ is looked at again when it is this long: a multiple of what it was the last time
  bool over_the_border_ = false;  // a find went on behind the last window
};

}  // namespace sgw::redaction
