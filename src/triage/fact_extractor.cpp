#include "src/triage/fact_extractor.hpp"

#include "src/triage/artifact_facts.hpp"
#include "src/triage/flattener.hpp"
#include "src/triage/kubernetes_events.hpp"
#include "src/triage/rule_book.hpp"
#include "src/triage/run_end.hpp"

#include <sgw_diag/limits.hpp>

#include <algorithm>
#include <mutex>
#include <utility>

namespace sgw::triage {

struct FactExtractor::State {
  explicit State(const LogPatterns& log_patterns) : patterns(log_patterns) {}

  void deliver(ArtifactFacts artifact) {
    const auto cluster = artifact.role == Role::cluster ? cluster_record(artifact) : std::nullopt;
    const std::lock_guard lock(mutex);
    if (cluster) clusters.push_back(*cluster);
    artifacts.push_back(std::move(artifact));
  }

  const LogPatterns& patterns;
  std::mutex mutex;
  std::vector<Instance> instances;
  std::vector<ArtifactFacts> artifacts;
  std::vector<ClusterRecord> clusters;
  std::uint64_t left_out = 0;
};

namespace {

using Deliver = std::function<void(ArtifactFacts)>;

// An artifact that is read line by line.
class LineEntry : public RedactedEntry {
 public:
  LineEntry(const ArtifactHeader& header, const LogPatterns& patterns, Deliver deliver)
      : artifact_(header),
        reader_(patterns, header.path, header.role == Role::events ? k_beside : std::string_view()),
        run_end_(header.path),
        deliver_(std::move(deliver)) {}
  LineEntry(const LineEntry&) = delete;
  LineEntry& operator=(const LineEntry&) = delete;
  // An artifact whose source gave up without a word: what was seen still counts.
  ~LineEntry() override { end(); }

  void write(const RedactedBytes& chunk) override {
    if (artifact_.role == Role::events)
      artifact_.text +=
          SafeText(chunk.part(0, k_max_json_bytes - std::min(k_max_json_bytes, artifact_.text.view().size())));
    reader_.add(chunk);
    if (artifact_.role == Role::log) run_end_.add(chunk, reader_.banner_lines(), reader_.lines_ended());
  }
  void finish(const Outcome& outcome, const std::vector<RedactionNote>&) override {
    artifact_.completeness = outcome.completeness;
    end();
  }

 private:
  void end() {
    if (ended_) return;
    ended_ = true;
    artifact_.log = reader_.take();
    artifact_.run_end = run_end_.take();
    deliver_(std::move(artifact_));
  }

  ArtifactFacts artifact_;
  LogReader reader_;
  RunEnd run_end_;
  Deliver deliver_;
  bool ended_ = false;
};

// A structured artifact: one document.
class DocumentEntry : public RedactedEntry {
 public:
  DocumentEntry(const ArtifactHeader& header, Deliver deliver) : artifact_(header), deliver_(std::move(deliver)) {}
  DocumentEntry(const DocumentEntry&) = delete;
  DocumentEntry& operator=(const DocumentEntry&) = delete;
  ~DocumentEntry() override = default;

  void write(const RedactedBytes& chunk) override {
    too_large_ = too_large_ || artifact_.text.view().size() + chunk.size() > k_max_json_bytes;
    if (!too_large_) artifact_.text += SafeText(chunk);
  }
  void finish(const Outcome& outcome, const std::vector<RedactionNote>&) override {
    artifact_.completeness = outcome.completeness;
    if (!too_large_) deliver_(std::move(artifact_));
  }

 private:
  ArtifactFacts artifact_;
  Deliver deliver_;
  bool too_large_ = false;
};

class UnreadEntry : public RedactedEntry {
 public:
  void write(const RedactedBytes&) override {}
  void finish(const Outcome&, const std::vector<RedactionNote>&) override {}
};

}  // namespace

FactExtractor::FactExtractor(const RuleBook& rules) : state_(std::make_unique<State>(rules.log_patterns())) {}
FactExtractor::~FactExtractor() = default;

void FactExtractor::add_instance(const Instance& instance) {
  const std::lock_guard lock(state_->mutex);
  state_->instances.push_back(instance);
}

std::unique_ptr<RedactedEntry> FactExtractor::open(const ArtifactHeader& header) {
  const Deliver deliver = [state = state_.get()](ArtifactFacts artifact) { state->deliver(std::move(artifact)); };
  switch (header.role) {
    case Role::log:
    case Role::events:
      return std::make_unique<LineEntry>(header, state_->patterns, deliver);
    case Role::other:
      return std::make_unique<UnreadEntry>();
    default:
      return std::make_unique<DocumentEntry>(header, deliver);
  }
}

void FactExtractor::remark(const Remark&) {}
void FactExtractor::call(const Call&) {}

std::vector<InstanceFacts> FactExtractor::take() {
  const std::lock_guard lock(state_->mutex);
  std::sort(state_->instances.begin(), state_->instances.end(),
            [](const Instance& left, const Instance& right) { return left.id < right.id; });
  MergedFacts result = merge_artifacts(state_->instances, std::move(state_->artifacts));
  state_->instances.clear();
  state_->artifacts.clear();
  state_->left_out = result.left_out;
  return std::move(result.instances);
}

std::uint64_t FactExtractor::left_out() const {
  const std::lock_guard lock(state_->mutex);
  return state_->left_out;
}

std::vector<ClusterRecord> FactExtractor::take_clusters() {
  const std::lock_guard lock(state_->mutex);
  return std::exchange(state_->clusters, {});
}

}  // namespace sgw::triage
