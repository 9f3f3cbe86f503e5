#pragma once

#include "tests/bench/log_maker.hpp"

#include <sgw_diag/redaction.hpp>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

// The whole gate in this process, for benchmarks: chunks in, masked batches to nowhere.

namespace sgw::bench {

class NullEntry : public RedactedEntry {
 public:
  void write(const RedactedBytes& /*chunk*/) override {}
  void finish(const Outcome& /*outcome*/, const std::vector<RedactionNote>& /*notes*/) override {}
};

class NullSink : public RedactedSink {
 public:
  void add_instance(const Instance& /*instance*/) override {}
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader& /*header*/) override {
    return std::make_unique<NullEntry>();
  }
  void remark(const Remark& /*remark*/) override {}
  void call(const Call& /*call*/) override {}
};

inline redaction::Redactor make_redactor() {
  ResourceStore store;
  store.add(redaction::packs());
  auto redactor = redaction::Redactor::load(store, {});
  if (!redactor) std::abort();
  return *std::move(redactor);
}

inline void pass(RawSink& gate, std::string_view log, Format format) {
  RawHeader header;
  header.role = Role::log;
  header.format = format;
  header.parts.emplace_back(Literal("gateway.log"));
  const auto entry = gate.open(std::move(header));
  for (std::size_t at = 0; at < log.size(); at += k_chunk_bytes) {
    entry->write(RawBytes(log.substr(at, k_chunk_bytes)));
  }
  entry->finish(RawOutcome::complete());
}

// A redactor that has learnt so many values of 16 to 87 characters.
inline redaction::Redactor knowing(std::size_t values) {
  redaction::Redactor redactor = make_redactor();
  LogMaker maker;
  for (std::size_t i = 0; i < values; ++i) redactor.learn(RawText(maker.random(16 + i % 72)), "known");
  return redactor;
}

}  // namespace sgw::bench
