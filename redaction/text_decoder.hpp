#pragma once

#include "redaction/ansi_stripper.hpp"
#include "redaction/block_masker.hpp"
#include "redaction/decoder.hpp"
#include "redaction/line_assembler.hpp"
#include "redaction/utf16.hpp"

#include <deque>
#include <optional>

namespace sgw::redaction {

// Lines: is it text at all → UTF-16 to UTF-8 → terminal codes removed → whole lines → masked → batches of a block or
// so.
class TextDecoder : public Decoder, private LineConsumer {
 public:
  TextDecoder(const Engine& engine, Tally& tally, TextKind kind, MaskedOutput output);
  ~TextDecoder() override;

  void add(std::string_view chunk) override;
  void finish() override;
  bool withheld() const override { return !note_.empty(); }

 private:
  void lines(std::string_view block) override;
  std::size_t window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                     std::string_view line_end) override;
  void decide();
  void feed(std::string_view chunk);
  void zeros_to_line_ends(std::string& text);
  void flush();

  Tally& tally_;
  MaskedOutput output_;
  BlockMasker masker_;
  LineAssembler assembler_;
  AnsiStripper stripper_;
  std::optional<Utf16Decoder> wide_;
  std::string head_;  // the first bytes, until it is decided whether they are text
  std::string out_;
  std::string_view note_;  // in place of what is no text, or must not be shown
  std::size_t withheld_bytes_ = 0;
  bool decided_ = false;
  bool zero_separated_ = false;  // lines may end with a zero byte as well
  std::deque<char> line_ends_;   // of lines that are not out yet, when they do
};

}  // namespace sgw::redaction
