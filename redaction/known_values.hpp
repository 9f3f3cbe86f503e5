#pragma once

#include "redaction/find.hpp"
#include "redaction/known_table.hpp"

#include <atomic>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace sgw::redaction {

// The values that sources have seen where secrets belong; they are masked wherever else they turn up. All functions may
// be called from any thread. Values live in memory until the end and are wiped then.
class KnownValues {
 public:
  static constexpr std::size_t k_min_bytes = 8;

  KnownValues() = default;
  KnownValues(const KnownValues&) = delete;
  KnownValues& operator=(const KnownValues&) = delete;
  ~KnownValues();

  // Also learns what a composite value is made of: each line of several, a gateway token without its scheme, its
  // signature. Short values and plain words ("production") are refused: they would shred the text. `what` is a class
  // name. False when the value itself is shorter than k_min_bytes, though not empty: it can stand elsewhere unmasked.
  bool learn(std::string_view value, std::string_view what);

  // Counts learnt values; never shrinks.
  std::size_t generation() const noexcept { return generation_.load(std::memory_order_acquire); }

  // A table of all values learnt up to now; built when asked for and new values have come.
  std::shared_ptr<const KnownTable> table() const;
  // Copies, in the order of learning.
  std::vector<std::string> values() const;

 private:
  struct Entry {
    std::string value;
    const RuleLabel* label = nullptr;
  };
  void add(std::string_view value, const RuleLabel& label);
  const RuleLabel& label_for(std::string_view what);

  mutable std::mutex mutex_;
  std::list<RuleLabel> labels_;  // addresses stay
  std::deque<Entry> entries_;    // their values keep their places
  std::unordered_set<std::string_view> index_;
  std::atomic<std::size_t> generation_{0};
  mutable std::shared_ptr<const KnownTable> table_;
  mutable std::size_t table_generation_ = 0;
};

}  // namespace sgw::redaction
