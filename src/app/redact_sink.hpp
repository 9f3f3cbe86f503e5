#pragma once

#include "src/app/redact_run.hpp"

#include <sgw_diag/redacted_sink.hpp>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace sgw::app {

// How much of a file's input is left out without having passed the gate: an attribute of its header.
inline constexpr Literal k_unread_bytes = "unread-bytes";

// Behind the gate: what is cleaned is printed at once, or spooled and then written as a file of the tree. Adds each to
// the report.
class RedactSink : public RedactedSink {
 public:
  RedactSink(const RedactJob& job, RedactReport& report) : job_(job), report_(report) {}

  void add_instance(const Instance&) override {}
  void remark(const Remark&) override {}
  void call(const Call&) override {}
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader& header) override;

  // The output that failed; there is no sense in going on.
  const std::optional<Error>& failure() const { return failure_; }

 private:
  class Entry;
  BundlePath place(const BundlePath& path);

  const RedactJob& job_;
  RedactReport& report_;
  std::optional<Error> failure_;
  // A foreign archive can hold a file and a folder of one name, and so can two cleaned names.
  std::set<std::string> files_;
  std::set<std::string> folders_;
};

}  // namespace sgw::app
