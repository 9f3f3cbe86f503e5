#pragma once

#include <sgw_diag/artifact.hpp>
#include <sgw_diag/redacted.hpp>

#include <memory>
#include <vector>

namespace sgw {

// One artifact on the safe side. Belongs to one thread. For Format::text, jsonl and env every chunk ends at a line end,
// except the last of the artifact and pieces of a line over k_max_line_bytes. For Format::json there is one document,
// in as many chunks as it takes.
class RedactedEntry {
 public:
  virtual ~RedactedEntry() = default;
  virtual void write(const RedactedBytes& chunk) = 0;
  // `notes`: what was masked in this artifact, one for each class and rule.
  virtual void finish(const Outcome& outcome, const std::vector<RedactionNote>& notes) = 0;
};

// Where the gate writes. All functions may be called from any thread.
class RedactedSink {
 public:
  virtual ~RedactedSink() = default;
  virtual void add_instance(const Instance& instance) = 0;
  virtual std::unique_ptr<RedactedEntry> open(const ArtifactHeader& header) = 0;
  virtual void remark(const Remark& remark) = 0;
  virtual void call(const Call& call) = 0;
};

}  // namespace sgw
