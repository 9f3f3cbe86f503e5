#pragma once

#include <sgw_diag/resource.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sgw::triage {

// Whether `text` fits `pattern`, in which '*' stands for any run of characters, dots included.
bool fits(std::string_view pattern, std::string_view text);

// What the rules take a stated fact for.
enum class StatedType { any, flag, text };

// The fact keys that a rule may ask for (templates/triage/facts.json): a misspelt key would never fire and never be
// noticed.
class FactVocabulary {
 public:
  static Result<FactVocabulary> read(const Resource& resource);

  bool knows(std::string_view key) const;         // observed, derived or stated
  bool knows_stated(std::string_view key) const;  // of the operator's facts file
  StatedType stated_type(std::string_view key) const;

 private:
  struct Alike {
    std::string prefix;
    std::string as;
  };

  std::vector<std::string> keys_;
  std::vector<Alike> alike_;  // "probe_entra.…" is known when "probe.…" is
  std::vector<std::string> stated_;
  std::vector<std::string> flags_;  // of stated_
  std::vector<std::string> texts_;  // of stated_
};

}  // namespace sgw::triage
