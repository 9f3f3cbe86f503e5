#pragma once

#include "redaction/line_masker.hpp"
#include "redaction/pem_block.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace sgw::redaction {

class JsonRedactor;

enum class LineKind { text, env, jsonl };

// Masks lines in order: what one line needs to know of the lines before it is kept here. Each line becomes exactly one
// line. The result does not depend on how lines are grouped into calls. Belongs to one thread.
class TextMasker {
 public:
  TextMasker(const Engine& engine, Tally& tally, LineKind kind,
             LineMasker::Scope scope = LineMasker::Scope::everything);
  ~TextMasker();
  TextMasker(const TextMasker&) = delete;
  TextMasker& operator=(const TextMasker&) = delete;

  // Whole lines; only the last one of all may lack its end.
  void lines(std::string_view block, std::string& out);
  // What is held back comes out; the next line is as if it were the first.
  void finish(std::string& out);

  // A part of a line that is too long to be held; see LineMasker::mask_window. Returns where it stopped.
  std::size_t window(std::string_view window, std::size_t begin, std::size_t end, bool more, std::string& out);

 private:
  // False when the line stays as it is and nothing was appended.
  bool one_line(std::string_view line, std::string_view line_end, std::string& out);
  bool ordinary_line(std::string_view line, std::string& out);
  void begin_key(std::string_view line, std::size_t at, std::string_view line_end, std::string& out);
  void key_line(std::string_view line, std::string_view line_end, std::string& out);
  void end_key(std::string_view tail, std::string& out);
  void give_up_key(std::string& out);

  const Engine& engine_;
  Tally& tally_;
  LineKind kind_;
  LineMasker masker_;
  PemBlock key_;
  bool may_begin_key_ = false;  // in the block at hand
  bool after_endless_key_ = false;
  bool secret_named_ = false;  // the line before named a secret whose value is to come
  LineMasker::Scope scope_;
  std::unique_ptr<JsonRedactor> json_;  // made at the first line of JSON
};

}  // namespace sgw::redaction
