#pragma once

#include <sgw_diag/redaction.hpp>

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sgw::redaction {

// What the pseudonyms of identifiers stand for, to be kept at home (--map): by pseudonym, the original. Nothing of a
// secret is ever recorded. May be called from any thread. Wiped at the end.
class PseudonymMap {
 public:
  // What is written must be read again, and each entry is an array of two texts.
  static constexpr std::size_t k_max_entries = 340'000;
  static constexpr std::size_t k_max_original = 512;  // bytes

  explicit PseudonymMap(std::size_t max_entries = k_max_entries) : max_entries_(max_entries) {}
  ~PseudonymMap();
  PseudonymMap(const PseudonymMap&) = delete;
  PseudonymMap& operator=(const PseudonymMap&) = delete;

  // An original that is long, or could steer a terminal, is not recorded. Two spellings of one address
  // or name: the smaller one is kept, whatever came first. Two values with one tag: neither is kept, and the pseudonym
  // stays what it is.
  void record(std::string_view pseudonym, std::string_view original);
  void merge(const PseudonymMap& other);
  // An entry of a map file, as entries() gave it.
  void load(std::string_view pseudonym, std::string_view original);

  // Nothing when it is not here, or stands for two values.
  std::optional<std::string> original_of(std::string_view pseudonym) const;
  // Sorted by pseudonym. An empty original: the pseudonym stands for two values.
  std::vector<std::pair<std::string, std::string>> entries() const;
  std::size_t size() const;
  bool full() const;  // something was not recorded for want of room

 private:
  // Not noexcept: then the table keeps the hashes instead of computing them again.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  void add(std::string_view pseudonym, std::string_view original);

  const std::size_t max_entries_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> originals_;
  bool full_ = false;
};

// Is it something that stands in a bundle for an identifier: "<redacted:CLASS:TAG>", an address or a host's name?
bool is_pseudonym(std::string_view text);

// The map file: one JSON document with the key and the entries. `is_secret` is asked for each original; one that was
// found out to be a secret is left out.
std::string map_text(const PseudonymKey& key, const PseudonymMap& map,
                     const std::function<bool(std::string_view)>& is_secret);
// Errors of kind bad_usage; the subject is the place in the document.
Result<HomeMap> read_map_text(std::string_view text);

}  // namespace sgw::redaction
