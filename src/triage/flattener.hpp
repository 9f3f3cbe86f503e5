#pragma once

#include "src/triage/fact.hpp"

#include <sgw_diag/json_reader.hpp>

namespace sgw::triage {

// Turns the values of a structured artifact into facts: "<prefix>.<path>". Elements of an array of scalars share one
// key; elements of an array of objects have their index in the key. Null is absent.
class Flattener {
 public:
  static constexpr std::size_t k_max_facts = 20'000;  // of one document

  Flattener(FactSet& facts, BundlePath file, FactOrigin origin, std::size_t most = k_max_facts)
      : facts_(facts), file_(std::move(file)), origin_(origin), most_(most) {}

  // An empty prefix gives keys without one.
  void add(const SafeJson& value, const std::string& prefix);
  std::size_t added() const { return added_; }

 private:
  void add_scalar(const SafeJson& json, const std::string& key);

  FactSet& facts_;
  BundlePath file_;
  FactOrigin origin_;
  std::size_t most_;
  std::size_t added_ = 0;
};

}  // namespace sgw::triage
