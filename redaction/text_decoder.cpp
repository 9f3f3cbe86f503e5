#include "redaction/text_decoder.hpp"

#include "redaction/binary_guard.hpp"
#include "redaction/token.hpp"

#include <sgw_diag/raw.hpp>

#include <utility>

namespace sgw::redaction {

TextDecoder::TextDecoder(const Engine& engine, Tally& tally, TextKind kind, MaskedOutput output)
    : tally_(tally), output_(std::move(output)), masker_(engine, tally, kind), assembler_(*this) {}

TextDecoder::~TextDecoder() { wipe(head_); }

void TextDecoder::add(std::string_view chunk) {
  if (!decided_) {
    const std::size_t part = std::min(chunk.size(), k_guard_bytes - head_.size());
    head_.append(chunk.substr(0, part));
    chunk.remove_prefix(part);
    if (head_.size() < k_guard_bytes) return;
    decide();
  }
  feed(chunk);
}

void TextDecoder::decide() {
  decided_ = true;
  wide_ = Utf16Decoder::for_text(head_);
  const Content content = wide_ ? Content::text : content_of(head_);
  if (content == Content::binary) note_ = k_withheld_binary;
  if (is_home_map(wide_ ? Utf16Decoder(*wide_).decode(head_) : head_)) note_ = k_withheld_map;
  zero_separated_ = content == Content::zero_separated;
  feed(head_);
  wipe(head_);
}

void TextDecoder::feed(std::string_view chunk) {
  if (!note_.empty()) {
    withheld_bytes_ += chunk.size();
    return;
  }
  std::string narrow;
  if (wide_) {
    narrow = wide_->decode(chunk);
    chunk = narrow;
  }
  stripper_.strip(chunk, [this](std::string_view piece) {
    if (!zero_separated_) return assembler_.add(piece);
    std::string lines(piece);
    zeros_to_line_ends(lines);
    assembler_.add(lines);
    wipe(lines);
  });
  wipe(narrow);
}

void TextDecoder::finish() {
  if (!decided_) decide();
  if (!note_.empty()) {
    tally_.withheld(withheld_bytes_);
    output_(std::string(note_) + "\n");
    return;
  }
  assembler_.finish();
  masker_.finish(out_);
  flush();
}

void TextDecoder::lines(std::string_view block) {
  // Before it would have to grow: that copies.
  if (out_.size() + block.size() >= LineAssembler::k_block_bytes) flush();
  out_.reserve(out_.size() + block.size() + block.size() / 8);
  masker_.lines(block, out_);
}

std::size_t TextDecoder::window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                                std::string_view line_end) {
  const std::size_t stopped = masker_.window(window, begin, end, more, out_);
  out_.append(line_end);
  if (out_.size() >= LineAssembler::k_block_bytes) flush();
  return stopped;
}

// Every line comes out as one line, so the n-th line end of the output is the n-th of the input.
void TextDecoder::zeros_to_line_ends(std::string& text) {
  for (char& c : text) {
    if (c != '\0' && c != '\n') continue;
    line_ends_.push_back(c);
    c = '\n';
  }
}

void TextDecoder::flush() {
  if (out_.empty()) return;
  for (std::size_t at = 0; !line_ends_.empty() && (at = out_.find('\n', at)) != std::string::npos; ++at) {
    out_[at] = line_ends_.front();
    line_ends_.pop_front();
  }
  output_(std::exchange(out_, {}));
}

}  // namespace sgw::redaction
