#pragma once

#include "redaction/ansi_stripper.hpp"
#include "redaction/decoder.hpp"
#include "redaction/line_assembler.hpp"
#include "redaction/text_masker.hpp"

namespace sgw::redaction {

// Lines: is it text at all → terminal codes removed → whole lines → masked → batches of a block or so.
class TextDecoder : public Decoder, private LineConsumer {
 public:
  TextDecoder(const Engine& engine, Tally& tally, LineKind kind, MaskedOutput output);
  ~TextDecoder() override;

  void add(std::string_view chunk) override;
  void finish() override;
  bool withheld() const override { return binary_; }

 private:
  void lines(std::string_view block) override;
  std::size_t window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                     std::string_view line_end) override;
  void decide();
  void feed(std::string_view chunk);
  void flush();

  Tally& tally_;
  MaskedOutput output_;
  TextMasker masker_;
  LineAssembler assembler_;
  AnsiStripper stripper_;
  std::string stripped_;
  std::string head_;  // the first bytes, until it is decided whether they are text
  std::string out_;
  std::size_t binary_bytes_ = 0;
  bool decided_ = false;
  bool binary_ = false;
};

}  // namespace sgw::redaction
