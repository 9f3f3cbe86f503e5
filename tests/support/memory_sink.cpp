#include "tests/support/memory_sink.hpp"

#include "tests/support/raw_peek.hpp"

namespace sgw::test {

namespace {

std::string peek(const RawText& text) { return std::string(RawPeek::at(text)); }

class RawMemoryEntry : public RawEntry {
 public:
  explicit RawMemoryEntry(MemoryRawSink::Artifact& artifact) : artifact_(artifact) {}
  void write(RawBytes chunk) override {
    artifact_.bytes += RawPeek::at(chunk);
    ++artifact_.chunks;
  }
  void finish(RawOutcome outcome) override {
    artifact_.finished = true;
    artifact_.completeness = outcome.completeness;
    if (!outcome.error) return;
    artifact_.error_kind = outcome.error->kind;
    artifact_.error = std::string(outcome.error->what.view()) + ": " + peek(outcome.error->subject);
  }

 private:
  MemoryRawSink::Artifact& artifact_;
};

class RedactedMemoryEntry : public RedactedEntry {
 public:
  explicit RedactedMemoryEntry(MemoryRedactedSink::Artifact& artifact) : artifact_(artifact) {}
  void write(const RedactedBytes& chunk) override {
    artifact_.bytes += chunk.view();
    artifact_.chunks.emplace_back(chunk.view());
  }
  void finish(const Outcome& outcome, const std::vector<RedactionNote>& notes) override {
    artifact_.finished = true;
    artifact_.outcome = outcome;
    artifact_.notes = notes;
  }

 private:
  MemoryRedactedSink::Artifact& artifact_;
};

std::string attribute_text(const RawAttribute& attribute) {
  if (const auto* flag = std::get_if<bool>(&attribute.value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&attribute.value)) return std::to_string(*number);
  if (const auto* time = std::get_if<UtcTime>(&attribute.value)) return format_time(*time);
  return peek(std::get<RawText>(attribute.value));
}

}  // namespace

InstanceId MemoryRawSink::add_instance(const SafeName&, RawText name) {
  const std::lock_guard lock(mutex_);
  instances.push_back(peek(name));
  return InstanceId(static_cast<std::uint32_t>(instances.size() - 1));
}

std::unique_ptr<RawEntry> MemoryRawSink::open(RawHeader header) {
  const std::lock_guard lock(mutex_);
  Artifact& artifact = artifacts.emplace_back();
  artifact.source = header.source;
  artifact.role = header.role;
  artifact.format = header.format;
  artifact.folder = header.folder;
  artifact.instances = header.instances;
  for (const auto& part : header.parts) {
    if (!artifact.path.empty()) artifact.path += '/';
    if (const auto* literal = std::get_if<Literal>(&part)) {
      artifact.path += literal->view();
    } else {
      artifact.path += peek(std::get<RawText>(part));
    }
  }
  for (const auto& attribute : header.attributes) {
    artifact.attributes[std::string(attribute.key.view())] = attribute_text(attribute);
  }
  return std::make_unique<RawMemoryEntry>(artifact);
}

void MemoryRawSink::learn(RawText value, Literal what) {
  const std::lock_guard lock(mutex_);
  learnt.emplace_back(peek(value), std::string(what.view()));
}

void MemoryRawSink::remark(RawRemark remark) {
  const std::lock_guard lock(mutex_);
  remarks.push_back({remark.kind, std::string(remark.text.view()), peek(remark.subject), peek(remark.detail)});
}

void MemoryRawSink::call(RawCall call) {
  const std::lock_guard lock(mutex_);
  calls.push_back({std::string(call.verb.view()), peek(call.target), call.status});
}

const MemoryRawSink::Artifact* MemoryRawSink::find(std::string_view path) const {
  for (const auto& artifact : artifacts) {
    if (artifact.path == path) return &artifact;
  }
  return nullptr;
}

void MemoryRedactedSink::add_instance(const Instance& instance) {
  const std::lock_guard lock(mutex_);
  instances.push_back(instance);
}

std::unique_ptr<RedactedEntry> MemoryRedactedSink::open(const ArtifactHeader& header) {
  const std::lock_guard lock(mutex_);
  Artifact& artifact = artifacts.emplace_back();
  artifact.header = header;
  return std::make_unique<RedactedMemoryEntry>(artifact);
}

void MemoryRedactedSink::remark(const Remark& remark) {
  const std::lock_guard lock(mutex_);
  remarks.push_back(remark);
}

void MemoryRedactedSink::call(const Call& call) {
  const std::lock_guard lock(mutex_);
  calls.push_back(call);
}

const MemoryRedactedSink::Artifact* MemoryRedactedSink::find(std::string_view path) const {
  for (const auto& artifact : artifacts) {
    if (artifact.header.path.view() == path) return &artifact;
  }
  return nullptr;
}

}  // namespace sgw::test
