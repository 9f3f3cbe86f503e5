#include "src/app/collecting_sink.hpp"

#include <algorithm>

namespace sgw::app {

namespace {

thread_local std::size_t current_slot = 0;

package::SpoolKind spool_kind(Role role) {
  return role == Role::log ? package::SpoolKind::lines : package::SpoolKind::whole;
}

// What is not a log is bounded by what its source reads; this only guards the memory and the disk.
std::uint64_t spool_limit(Role role, const Limits& limits) {
  return role == Role::log ? limits.max_log_size : std::max<std::uint64_t>(limits.max_log_size, k_max_json_bytes * 2);
}

}  // namespace

class CollectingEntry : public RedactedEntry {
 public:
  CollectingEntry(CollectingSink& sink, const ArtifactHeader& header)
      : sink_(sink), facts_(sink.facts_.open(header)), slot_(current_slot) {
    collected_.record.header = header;
    collected_.known_generation = sink.options_.known_generation();
    if (sink.options_.keep == Keep::spools) {
      collected_.spool =
          std::make_shared<package::Spool>(spool_kind(header.role), spool_limit(header.role, sink.options_.limits));
    }
  }

  void write(const RedactedBytes& chunk) override {
    facts_->write(chunk);
    bytes_ += chunk.size();
    sink_.progress_.advance(slot_, bytes_, collected_.record.header.path.text());
    if (!collected_.spool || spool_error_) return;
    if (auto added = collected_.spool->add(chunk); !added) spool_error_ = std::move(added).error();
  }

  void finish(const Outcome& outcome, const std::vector<RedactionNote>& notes) override {
    collected_.record.outcome = outcome;
    collected_.record.notes = notes;
    if (collected_.spool) {
      if (auto finished = collected_.spool->finish(); !finished && !spool_error_) {
        spool_error_ = std::move(finished).error();
      }
    }
    settle_outcome();
    announce_log();
    facts_->finish(collected_.record.outcome, notes);
    sink_.done(std::move(collected_));
  }

 private:
  // What the spool says about the artifact: not kept whole, or cut to its limit.
  void settle_outcome() {
    Outcome& outcome = collected_.record.outcome;
    if (spool_error_) {
      outcome.completeness = Completeness::partial;
      outcome.error = spool_error_;
      return;
    }
    if (collected_.spool && collected_.spool->cut_bytes() > 0 && outcome.completeness == Completeness::complete) {
      outcome.completeness = Completeness::truncated;
      outcome.error =
          Error{ErrorKind::too_large, "cut to --max-log-size", SafeText::bytes(collected_.spool->cut_bytes())};
    }
    const bool nothing = outcome.completeness == Completeness::missing && bytes_ == 0;
    if (nothing) collected_.spool.reset();
  }

  void announce_log() const {
    const bool log = collected_.record.header.role == Role::log && collected_.spool && !spool_error_;
    if (log && sink_.options_.on_log) sink_.options_.on_log(collected_.spool);
  }

  CollectingSink& sink_;
  std::unique_ptr<RedactedEntry> facts_;
  std::size_t slot_;
  Collected collected_;
  std::uint64_t bytes_ = 0;
  std::optional<Error> spool_error_;
};

CollectingSink::CollectingSink(triage::FactExtractor& facts, Progress& progress, Options options)
    : facts_(facts), progress_(progress), options_(std::move(options)) {}
CollectingSink::~CollectingSink() = default;

void CollectingSink::set_slot(std::size_t slot) { current_slot = slot; }

void CollectingSink::add_instance(const Instance& instance) {
  facts_.add_instance(instance);
  const std::lock_guard lock(mutex_);
  instances_.push_back(instance);
}

std::unique_ptr<RedactedEntry> CollectingSink::open(const ArtifactHeader& header) {
  return std::make_unique<CollectingEntry>(*this, header);
}

void CollectingSink::remark(const Remark& remark) {
  facts_.remark(remark);
  const std::lock_guard lock(mutex_);
  remarks_.push_back(remark);
}

void CollectingSink::call(const Call& call) {
  facts_.call(call);
  const std::lock_guard lock(mutex_);
  calls_.push_back(call);
}

void CollectingSink::done(Collected collected) {
  const std::lock_guard lock(mutex_);
  artifacts_.push_back(std::move(collected));
}

std::vector<Collected> CollectingSink::take_artifacts() {
  std::sort(artifacts_.begin(), artifacts_.end(), [](const Collected& left, const Collected& right) {
    return left.record.header.path < right.record.header.path;
  });
  return std::move(artifacts_);
}

std::vector<Instance> CollectingSink::take_instances() {
  std::sort(instances_.begin(), instances_.end(),
            [](const Instance& left, const Instance& right) { return left.id < right.id; });
  return std::move(instances_);
}

std::vector<Remark> CollectingSink::take_remarks() {
  // Sources run side by side: their order must not depend on who was faster. Within a source the order stays.
  std::stable_sort(remarks_.begin(), remarks_.end(),
                   [](const Remark& left, const Remark& right) { return left.source < right.source; });
  return std::move(remarks_);
}

std::vector<Call> CollectingSink::take_calls() {
  std::stable_sort(calls_.begin(), calls_.end(),
                   [](const Call& left, const Call& right) { return left.source < right.source; });
  return std::move(calls_);
}

}  // namespace sgw::app
