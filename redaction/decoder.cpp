#include "redaction/decoder.hpp"

#include "redaction/json_decoder.hpp"
#include "redaction/text_decoder.hpp"
#include "redaction/token.hpp"

namespace sgw::redaction {

namespace {

// Keeps nothing but the number of bytes.
class WithheldDecoder : public Decoder {
 public:
  WithheldDecoder(Tally& tally, MaskedOutput output) : tally_(tally), output_(std::move(output)) {}
  void add(std::string_view chunk) override { bytes_ += chunk.size(); }
  void finish() override {
    tally_.withheld(bytes_);
    output_(std::string(k_withheld_binary) + "\n");
  }
  bool withheld() const override { return true; }

 private:
  Tally& tally_;
  MaskedOutput output_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<Decoder> make_decoder(Format format, const Engine& engine, Tally& tally, MaskedOutput output) {
  switch (format) {
    case Format::text:
    case Format::jsonl:
      return std::make_unique<TextDecoder>(engine, tally, TextKind::lines, std::move(output));
    case Format::env:
      return std::make_unique<TextDecoder>(engine, tally, TextKind::env, std::move(output));
    case Format::json:
      return std::make_unique<JsonDecoder>(engine, tally, std::move(output));
    case Format::binary:
      break;
  }
  return std::make_unique<WithheldDecoder>(tally, std::move(output));
}

}  // namespace sgw::redaction
