#pragma once

#include "tests/redaction/corpus/kind.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::corpus {

// A value with the name that it has in its file.
struct Slot {
  const Kind* kind = nullptr;
  std::string name;
  Secret secret;

  const std::string& text() const { return secret.text; }
};

// A file in the making: its random stream, and the harmless text that must still be there in the end.
class Page {
 public:
  Page(Rng rng, bool count_noise) : rng_(rng), count_noise_(count_noise) {}

  Rng& rng() { return rng_; }
  // Notes one such text in four, so that the truth does not outgrow the corpus; gives the text back.
  std::string keep(std::string_view what, std::string text);

  struct Kept {
    std::string what;
    std::string text;
  };
  const std::vector<Kept>& kept() const { return kept_; }

 private:
  Rng rng_;
  bool count_noise_;
  std::vector<Kept> kept_;
};

// Noise of several sorts: what surrounds secrets in real files.
std::string gateway_line(Page& page);  // [Info] 2026-… [Event], key: value
std::string gateway_json(Page& page);  // {"timestamp":…}
std::string stack_frame(Page& page);
std::string env_line(Page& page);  // name=value
std::string ini_line(Page& page);
std::string comment_line(Page& page);                     // # prose
std::pair<std::string, std::string> setting(Page& page);  // a harmless name and value, no quoting needed anywhere

// Each slot through `write`, `between` it.
std::string each(Page& page, std::span<const Slot> slots, std::string_view between,
                 const std::function<std::string(Page&, const Slot&)>& write);

}  // namespace sgw::corpus
