#pragma once

#include "redaction/addresses.hpp"
#include "redaction/engine.hpp"
#include "redaction/escapes.hpp"
#include "redaction/tally.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Masks one line (or one string of a JSON document): every rule over the text as it is and with its escapes resolved,
// the finds made disjoint, each replaced. Belongs to one thread.
class LineMasker {
 public:
  enum class Scope { everything, known_values };

  LineMasker(const Engine& engine, Tally& tally, Scope scope = Scope::everything);

  // Appends the masked line to `out` when there is something to mask; else returns false and appends nothing. `extra`
  // is what the caller knows from the context.
  bool mask(std::string_view line, std::string& out, const Finds& extra = {});

  // For a window into a longer line: appends [begin, end) masked, but stops before a find that reaches over `end` so
  // that the next window sees it whole. `more` says that the line goes on behind the window. Returns where it stopped.
  std::size_t mask_window(std::string_view window, std::size_t begin, std::size_t end, bool more, std::string& out);

  // The value `text` as the find's placeholder or pseudonym.
  std::string replacement(const Find& find, std::string_view text);

 private:
  void find_all(std::string_view line, Finds& finds);
  void search(std::string_view text, Finds& finds);
  void search_decoded(std::string_view line, Finds& finds);
  std::string gateway_replacement(std::string_view value) const;

  const Engine& engine_;
  Tally& tally_;
  Scope scope_;
  std::shared_ptr<const KnownTable> known_;
  std::size_t known_generation_ = 0;
  std::vector<int> scratch_;
  Finds finds_;
  Addresses addresses_;
  bool over_the_border_ = false;  // a find went on behind the last window
};

}  // namespace sgw::redaction
