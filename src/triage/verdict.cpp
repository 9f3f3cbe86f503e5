#include "src/triage/verdict.hpp"

#include <array>

namespace sgw::triage {

namespace {

template <class Value>
struct Word {
  Value value;
  Literal word;
};

constexpr std::array k_owners{
    Word<Owner>{Owner::microsoft, "microsoft"}, Word<Owner>{Owner::shared, "shared"},
    Word<Owner>{Owner::customer, "customer"},   Word<Owner>{Owner::unsupported_version, "unsupported-version"},
    Word<Owner>{Owner::none, "none"},           Word<Owner>{Owner::undetermined, "undetermined"},
};

constexpr std::array k_confidences{
    Word<Confidence>{Confidence::low, "low"},
    Word<Confidence>{Confidence::medium, "medium"},
    Word<Confidence>{Confidence::high, "high"},
};

template <class Table, class Value>
Literal word_of(const Table& table, Value value) {
  for (const auto& [candidate, word] : table) {
    if (candidate == value) return word;
  }
  return "";
}

template <class Value, class Table>
std::optional<Value> value_of(const Table& table, std::string_view text) {
  for (const auto& [candidate, word] : table) {
    if (word.view() == text) return candidate;
  }
  return std::nullopt;
}

}  // namespace

Literal to_literal(Owner owner) { return word_of(k_owners, owner); }
std::optional<Owner> parse_owner(std::string_view text) { return value_of<Owner>(k_owners, text); }

Literal to_literal(Confidence confidence) { return word_of(k_confidences, confidence); }
std::optional<Confidence> parse_confidence(std::string_view text) { return value_of<Confidence>(k_confidences, text); }

}  // namespace sgw::triage
