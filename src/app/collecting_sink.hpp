#pragma once

#include "src/app/progress.hpp"
#include "src/package/spool.hpp"
#include "src/triage/evidence.hpp"
#include "src/triage/fact_extractor.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/redacted_sink.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace sgw::app {

enum class Keep { nothing, spools };

// One artifact as it was collected. The spool is null when the run keeps nothing, or when nothing of it was there.
struct Collected {
  triage::ArtifactRecord record;
  std::shared_ptr<package::Spool> spool;
  std::size_t known_generation = 0;    // of the redactor when it was opened
  std::optional<Outcome> before_cuts;  // its outcome before it was cut to fit the bundle
};

// Where the gate writes in a run: each artifact goes to the fact extractor and, if kept, to a spool of its own. All
// functions may be called from any thread; an entry belongs to one.
class CollectingSink : public RedactedSink {
 public:
  struct Options {
    Keep keep = Keep::spools;
    Limits limits;
    std::function<std::size_t()> known_generation;
    std::function<void(std::shared_ptr<const package::Spool>)> on_log = {};  // of each log that was kept whole
  };
  CollectingSink(triage::FactExtractor& facts, Progress& progress, Options options);
  ~CollectingSink() override;

  void add_instance(const Instance& instance) override;
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader& header) override;
  void remark(const Remark& remark) override;
  void call(const Call& call) override;

  // The number under which the calling thread's source reports progress.
  static void set_slot(std::size_t slot);

  // Once, after all sources ended. Artifacts by path, instances by id.
  std::vector<Collected> take_artifacts();
  std::vector<Instance> take_instances();
  std::vector<Remark> take_remarks();
  std::vector<Call> take_calls();

 private:
  friend class CollectingEntry;
  void done(Collected collected);

  triage::FactExtractor& facts_;
  Progress& progress_;
  Options options_;
  std::mutex mutex_;
  std::vector<Collected> artifacts_;
  std::vector<Instance> instances_;
  std::vector<Remark> remarks_;
  std::vector<Call> calls_;
};

}  // namespace sgw::app
