#pragma once

#include <sgw_diag/redaction.hpp>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::fuzz {

// The redactor with the built-in packs and a fixed key: made once, and the same in every process.
inline const redaction::Redactor& redactor() {
  static const redaction::Redactor instance = [] {
    ResourceStore store;
    store.add(redaction::packs());
    auto key = redaction::PseudonymKey::from_hex(std::string(64, '5'));
    if (!key) std::abort();
    auto loaded = redaction::Redactor::load(store, {.profile = redaction::Profile::support, .key = *key});
    if (!loaded) std::abort();
    return *std::move(loaded);
  }();
  return instance;
}

class CollectingEntry : public RedactedEntry {
 public:
  explicit CollectingEntry(std::string& out) : out_(out) {}
  void write(const RedactedBytes& chunk) override { out_ += chunk.view(); }
  void finish(const Outcome&, const std::vector<RedactionNote>&) override {}

 private:
  std::string& out_;
};

class CollectingSink : public RedactedSink {
 public:
  void add_instance(const Instance&) override {}
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader&) override { return std::make_unique<CollectingEntry>(out); }
  void remark(const Remark&) override {}
  void call(const Call&) override {}
  std::string out;
};

// `pieces` through the gate as one artifact.
inline std::string through_gate(Format format, const std::vector<std::string_view>& pieces) {
  CollectingSink sink;
  const auto gate = redactor().gate(sink);
  RawHeader header;
  header.format = format;
  const auto entry = gate->open(std::move(header));
  for (const auto piece : pieces) entry->write(RawBytes(piece));
  entry->finish(RawOutcome::complete());
  return sink.out;
}

}  // namespace sgw::fuzz
