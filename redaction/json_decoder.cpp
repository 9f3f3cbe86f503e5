#include "redaction/json_decoder.hpp"

#include "redaction/binary_guard.hpp"
#include "redaction/json_names.hpp"
#include "redaction/text_decoder.hpp"
#include "redaction/token.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/raw.hpp>

namespace sgw::redaction {

JsonDecoder::JsonDecoder(const Engine& engine, Tally& tally, MaskedOutput output)
    : engine_(engine), tally_(tally), output_(std::move(output)) {}

JsonDecoder::~JsonDecoder() { wipe(document_); }

void JsonDecoder::add(std::string_view chunk) {
  bytes_ += chunk.size();
  if (bytes_ > k_max_json_bytes) {
    wipe(document_);
    document_.shrink_to_fit();
    withheld_ = true;
    return;
  }
  document_.append(chunk);
}

void JsonDecoder::finish() {
  if (withheld_) {
    tally_.withheld(bytes_);
    output_(std::string("\"").append(k_withheld_size).append("\"\n"));
    return;
  }
  if (document_.empty()) return;
  if (is_home_map(document_)) {
    withheld_ = true;
    tally_.withheld(bytes_);
    output_(std::string("\"").append(k_withheld_map).append("\"\n"));
    return;
  }
  if (is_json(document_)) {
    std::string masked;
    BlockMasker masker(engine_, tally_, TextKind::document);
    masker.lines(document_, masked);
    masker.finish(masked);
    output_(std::move(masked));
    return;
  }
  // Broken JSON is never copied: line by line it still is text, and text has rules for names and values too.
  TextDecoder text(engine_, tally_, TextKind::lines, output_);
  text.add(document_);
  text.finish();
  withheld_ = text.withheld();
}

}  // namespace sgw::redaction
