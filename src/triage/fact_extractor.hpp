#pragma once

#include "src/triage/evidence.hpp"

#include <sgw_diag/redacted_sink.hpp>

#include <memory>

namespace sgw::triage {

class RuleBook;

// A RedactedSink that turns what passes into facts and events. Reads each redacted line once; keeps counts and a few
// quotes, never the text. All functions may be called from any thread.
class FactExtractor : public RedactedSink {
 public:
  explicit FactExtractor(const RuleBook& rules);
  ~FactExtractor() override;

  void add_instance(const Instance& instance) override;
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader& header) override;
  void remark(const Remark& remark) override;
  void call(const Call& call) override;

  // Once, after every entry is finished: one set for each instance, in order of InstanceId.
  std::vector<InstanceFacts> take();
  // After take(): documents that not all of was told of an instance, for there would be too many facts in all.
  std::uint64_t left_out() const;
  // Likewise: the clusters that were looked into, in no order.
  std::vector<ClusterRecord> take_clusters();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::triage
