#pragma once

#include "redaction/decoder.hpp"

namespace sgw::redaction {

// One JSON document, held whole up to k_max_json_bytes; over that it is withheld. What is no JSON is masked as text.
class JsonDecoder : public Decoder {
 public:
  JsonDecoder(const Engine& engine, Tally& tally, MaskedOutput output);
  ~JsonDecoder() override;

  void add(std::string_view chunk) override;
  void finish() override;
  bool withheld() const override { return withheld_; }

 private:
  const Engine& engine_;
  Tally& tally_;
  MaskedOutput output_;
  std::string document_;
  std::size_t bytes_ = 0;
  bool withheld_ = false;
};

}  // namespace sgw::redaction
