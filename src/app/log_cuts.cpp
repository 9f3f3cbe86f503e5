#include "src/app/log_cuts.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace sgw::app {

namespace {

constexpr std::uint64_t k_least_log_bytes = 4096;

bool is_log(const Collected& collected) { return collected.spool && collected.record.header.role == Role::log; }

// The size that no log may have more than, so that all of them have `bytes` together: small ones keep what they have.
std::uint64_t level_for(std::vector<std::uint64_t> sizes, std::uint64_t bytes) {
  std::sort(sizes.begin(), sizes.end());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::uint64_t share = bytes / (sizes.size() - i);
    if (sizes[i] > share) return share;
    bytes -= sizes[i];
  }
  return std::numeric_limits<std::uint64_t>::max();
}

// What was wrong with a log before it was cut stays said.
Outcome cut_outcome(const Outcome& collected, Literal why, std::uint64_t cut_bytes) {
  Outcome outcome = collected;
  const SafeText size = SafeText::bytes(cut_bytes);
  if (collected.error && collected.completeness == Completeness::partial) {
    SafeText& subject = outcome.error->subject;
    subject += (subject.empty() ? SafeText() : SafeText("; ")) + why + ": " + size;
    return outcome;
  }
  outcome.completeness = Completeness::truncated;
  outcome.error = Error{ErrorKind::too_large, why, size};
  return outcome;
}

}  // namespace

std::uint64_t LogCuts::log_bytes() const {
  std::uint64_t bytes = 0;
  for (const Collected& collected : artifacts_) bytes += is_log(collected) ? collected.spool->size() : 0;
  return bytes;
}

std::uint64_t LogCuts::other_bytes() const {
  std::uint64_t bytes = 0;
  for (const Collected& collected : artifacts_) {
    if (collected.spool && !is_log(collected)) bytes += collected.spool->size();
  }
  return bytes;
}

void LogCuts::cut_to(std::uint64_t bytes, Literal why) {
  std::vector<std::uint64_t> sizes;
  for (const Collected& collected : artifacts_) {
    if (is_log(collected)) sizes.push_back(collected.spool->size());
  }
  cut_each_to(level_for(std::move(sizes), bytes), why);
}

bool LogCuts::halve(Literal why) {
  std::uint64_t largest = 0;
  for (const Collected& collected : artifacts_) {
    if (is_log(collected)) largest = std::max(largest, collected.spool->size());
  }
  if (largest <= k_least_log_bytes) return false;
  cut_each_to(largest / 2, why);
  return true;
}

void LogCuts::leave_out(Collected& collected, Completeness completeness, Error why) {
  collected.spool.reset();
  collected.record.outcome.completeness = completeness;
  collected.record.outcome.error = std::move(why);
  settle(collected);
}

void LogCuts::cut(Collected& collected, std::uint64_t bytes, Literal why) {
  bytes = std::max(bytes, k_least_log_bytes);
  if (!is_log(collected) || collected.spool->size() <= bytes) return;
  if (!collected.before_cuts) collected.before_cuts = collected.record.outcome;
  if (auto cut = collected.spool->shrink(bytes); !cut) {
    return leave_out(collected, Completeness::missing, std::move(cut).error());
  }
  collected.record.outcome = cut_outcome(*collected.before_cuts, why, collected.spool->cut_bytes());
  settle(collected);
}

void LogCuts::cut_each_to(std::uint64_t limit, Literal why) {
  for (Collected& collected : artifacts_) cut(collected, limit, why);
}

void LogCuts::settle(const Collected& collected) {
  for (triage::ArtifactRecord& record : evidence_.artifacts) {
    if (record.header.path == collected.record.header.path) record.outcome = collected.record.outcome;
  }
}

}  // namespace sgw::app
