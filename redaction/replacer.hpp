#pragma once

#include "redaction/addresses.hpp"
#include "redaction/engine.hpp"
#include "redaction/tally.hpp"

#include <string>
#include <string_view>

namespace sgw::redaction {

// Writes what stands in place of finds. Belongs to one thread.
class Replacer {
 public:
  Replacer(const Engine& engine, Tally& tally) : engine_(engine), tally_(tally), addresses_(engine.key.bytes()) {}

  // Appends [from, to) of `text` with its finds replaced; of one that begins before `from` the rest. `finds` are
  // disjoint, in order, and end at or before `to` or begin behind it. A find over several lines becomes one placeholder
  // for each line; indentation and line ends stay.
  void apply(std::string_view text, std::size_t from, std::size_t to, const Finds& finds, std::string& out);

  // What stands for `text`, and counts it.
  std::string replacement(const Find& find, std::string_view text);

 private:
  void write(std::string_view text, const Find& find, std::string& out);
  // For the map, when there is one: what the pseudonym of an identifier stands for. Never of anything else.
  void keep(const RuleLabel& label, std::string_view pseudonym, std::string_view original) const;
  std::string gateway_replacement(std::string_view value) const;

  const Engine& engine_;
  Tally& tally_;
  Addresses addresses_;
};

}  // namespace sgw::redaction
