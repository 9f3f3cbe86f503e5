#pragma once

#include "tests/support/memory_sink.hpp"

#include <sgw_diag/redaction.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::test {

inline redaction::PseudonymKey key_of(char digit) { return *redaction::PseudonymKey::from_hex(std::string(64, digit)); }

inline redaction::Redactor make_redactor(redaction::Profile profile = redaction::Profile::support, char digit = 'a') {
  ResourceStore store;
  store.add(redaction::packs());
  auto redactor = redaction::Redactor::load(store, {.profile = profile, .key = key_of(digit)});
  if (!redactor) throw std::runtime_error(std::string(redactor.error().text().view()));
  return *std::move(redactor);
}

// One for all tests that teach it nothing.
inline const redaction::Redactor& shared_redactor() {
  static const redaction::Redactor instance = make_redactor();
  return instance;
}

inline std::string masked(const redaction::Redactor& redactor, std::string_view text, Format format = Format::text) {
  return std::string(redactor.document(RawBytes(text), format).view());
}
inline std::string masked(std::string_view text, Format format = Format::text) {
  return masked(shared_redactor(), text, format);
}

// Through the gate in the given pieces.
inline std::string through_gate(const redaction::Redactor& redactor, const std::vector<std::string_view>& pieces,
                                Format format = Format::text) {
  MemoryRedactedSink sink;
  const auto gate = redactor.gate(sink);
  RawHeader header;
  header.source = SafeName("test");
  header.format = format;
  header.parts.emplace_back(Literal("a.log"));
  const auto entry = gate->open(std::move(header));
  for (const auto piece : pieces) entry->write(RawBytes(piece));
  entry->finish(RawOutcome::complete());
  return sink.artifacts.front().bytes;
}

inline const std::string k_signature = std::string(21, 'A') + "b/c+" + std::string(61, 'Z') + "==";
inline const std::string k_token = "gw-west&202612232355&" + k_signature;

}  // namespace sgw::test
