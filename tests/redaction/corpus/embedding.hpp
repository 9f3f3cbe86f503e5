#pragma once

#include "tests/redaction/corpus/page.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::corpus {

// Which forms of value an embedding can hold.
enum class Holds { words, lines, anything };

enum class Syntax {
  text,
  json,
  json_lines,
  yaml,
  framed
};  // framed: lines may be joined, so their count is not compared

// A way in which values lie in files. Either `line` (one value on a line or a few, files are made of them and of noise,
// those of the folder "logs" mixed with one another) or `file` (a whole file of several values).
struct Embedding {
  std::string_view id;
  bool hard = false;
  Holds holds = Holds::anything;
  bool own_shape_only = false;  // the name is not beside the value
  bool benign_too = true;       // benign strings can be told apart here from the secrets in the same file
  bool identifiers_too = true;  // personal data and hosts can be told from what stands around them
  bool in_name = false;         // the value is a part of a file's or a member's name: no slash, not too long
  std::string_view folder = "config";
  std::string_view extension = "txt";
  Syntax syntax = Syntax::text;
  std::size_t batch = 8;                  // values in a file, at most
  std::size_t limit = 0;                  // values in the whole corpus, at most; 0: no limit (for what makes big files)
  std::string (*noise)(Page&) = nullptr;  // a line to stand between `line`s
  std::string (*line)(Page&, const Slot&) = nullptr;
  std::string (*file)(Page&, std::span<const Slot>) = nullptr;

  bool accepts(const Kind& kind) const;
  std::string make(Page& page, std::span<const Slot> slots) const;
};

const std::vector<Embedding>& all_embeddings();

}  // namespace sgw::corpus
