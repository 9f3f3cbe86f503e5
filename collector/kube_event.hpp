#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/utc_time.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What an event says, in either of the API's forms: v1 (involvedObject, message, count, firstTimestamp, lastTimestamp)
// and events.k8s.io/v1 (regarding, note, eventTime, series; the older names with "deprecated" before them).
struct KubeEvent {
  std::string kind;  // of the object that it is about
  std::string ns;
  std::string name;
  std::string uid;
  std::string field;  // "spec.containers{gateway}"; often empty
  std::string level;  // "Normal", "Warning"
  std::string reason;
  std::string message;
  std::int64_t count = 1;  // how often it happened
  bool beside = false;     // of a container beside the gateway's: set by who knows which that is
  std::optional<UtcTime> first;
  std::optional<UtcTime> last;

  // The container of `field`, init containers too; empty: it is about the object as a whole.
  std::string_view container() const;
};
KubeEvent read_event(const JsonReader& event);

// Events by the object that they are about, so that each pod's can be had without looking at all of them. Holds what
// they say, in the order in which they were added, and not the documents.
class KubeEventIndex {
 public:
  void add(KubeEvent event);
  // Of this very object: one of the same name that was there before it has another uid. `kind` as the API spells it;
  // objects of a list do not have theirs.
  std::vector<KubeEvent> of(std::string_view kind, const JsonReader& object) const;

 private:
  std::map<std::string, std::vector<KubeEvent>, std::less<>> by_object_;
};

}  // namespace sgw::collector
