#include "collector/kube_event.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sgw::collector {

namespace {

// The first that is a text which is not empty.
std::string first_text(std::initializer_list<JsonReader> values) {
  for (const JsonReader& value : values) {
    if (auto text = value.text(); text && !text->empty()) return *std::move(text);
  }
  return {};
}

std::string object_key(std::string_view kind, std::string_view ns, std::string_view name) {
  return std::string(kind) + '/' + std::string(ns) + '/' + std::string(name);
}

}  // namespace

std::string_view KubeEvent::container() const {
  const std::size_t open = field.find('{');
  if (open == std::string::npos || !field.ends_with('}')) return {};
  return std::string_view(field).substr(open + 1, field.size() - open - 2);
}

KubeEvent read_event(const JsonReader& event) {
  KubeEvent read;
  const JsonReader about = event["regarding"].is_object() ? event["regarding"] : event["involvedObject"];
  read.kind = about["kind"].text_or("");
  read.ns = about["namespace"].text_or("");
  read.name = about["name"].text_or("");
  read.uid = about["uid"].text_or("");
  read.field = about["fieldPath"].text_or("");
  read.level = event["type"].text_or("");
  read.reason = event["reason"].text_or("");
  read.message = bounded(first_text({event["note"], event["message"]}));
  const JsonReader series = event["series"];
  for (const JsonReader& count : {series["count"], event["count"], event["deprecatedCount"]}) {
    if (const auto number = count.integer(); number && *number > 0) {
      read.count = *number;
      break;
    }
  }
  const JsonReader created = event["metadata"]["creationTimestamp"];
  read.first = kube_time({event["firstTimestamp"], event["deprecatedFirstTimestamp"], event["eventTime"], created});
  read.last = kube_time({series["lastObservedTime"], event["lastTimestamp"], event["deprecatedLastTimestamp"],
                         event["eventTime"], created});
  if (read.first && read.last && *read.last < *read.first) read.last = read.first;
  return read;
}

void KubeEventIndex::add(KubeEvent event) {
  auto& events = by_object_[object_key(event.kind, event.ns, event.name)];
  events.push_back(std::move(event));
}

std::vector<KubeEvent> KubeEventIndex::of(std::string_view kind, const JsonReader& object) const {
  std::vector<KubeEvent> events;
  const auto found = by_object_.find(object_key(kind, kube_namespace(object), kube_name(object)));
  if (found == by_object_.end()) return events;
  const std::string uid = object["metadata"]["uid"].text_or("");
  std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(events),
               [&uid](const KubeEvent& event) { return uid.empty() || event.uid.empty() || event.uid == uid; });
  return events;
}

}  // namespace sgw::collector
