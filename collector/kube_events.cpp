#include "collector/kube_events.hpp"

#include "collector/json_fields.hpp"
#include "collector/raw_artifact.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_bytes = std::size_t{4} << 20;

void add_events(const KubeView& view, std::string_view kind, const JsonReader& object, std::vector<KubeEvent>& events) {
  if (!object.exists()) return;
  for (KubeEvent& event : view.context.around.events.of(kind, object)) events.push_back(std::move(event));
}

std::vector<KubeEvent> events_of(const KubeView& view) {
  std::vector<KubeEvent> events = view.events;
  for (KubeEvent& event : events) {
    const std::string_view container = event.container();
    event.beside = !container.empty() && container != view.gateway.name();
  }
  for (const KubeOwnerObject& owner : view.context.owners) add_events(view, owner.kind, owner.object, events);
  for (const JsonReader& volume : view.subject["spec"]["volumes"].items(k_max_items)) {
    const std::string claim = volume["persistentVolumeClaim"]["claimName"].text_or("");
    if (!claim.empty()) add_events(view, "PersistentVolumeClaim", view.context.around.claims.named(claim), events);
  }
  add_events(view, "HorizontalPodAutoscaler", autoscaler_of(view), events);
  return events;
}

}  // namespace

std::string kube_event_line(const KubeEvent& event) {
  JsonWriter json(JsonWriter::Layout::one_line);
  json.begin_object();
  if (event.last) json.member("time", format_time(*event.last));
  json.member("type", bounded(event.kind)).member("action", bounded(event.reason));
  if (!event.level.empty()) json.member("level", bounded(event.level));
  if (event.count > 1) {
    json.member("count", event.count);
    if (event.first) json.member("first", format_time(*event.first));
  }
  const std::string_view container = event.container();
  json.member("object", bounded(container.empty() ? event.name : event.name + "/" + std::string(container)));
  if (event.beside) json.member("beside", true);
  if (!event.message.empty()) json.member("detail", bounded(event.message));
  json.end_object();
  return json.take();
}

std::vector<std::string> kube_event_lines(std::vector<KubeEvent> events, std::size_t most, bool& cut) {
  std::stable_sort(events.begin(), events.end(),
                   [](const KubeEvent& left, const KubeEvent& right) { return left.last < right.last; });
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  cut = false;
  std::reverse(events.begin(), events.end());  // the newest first, until there is enough
  for (const KubeEvent& event : events) {
    std::string line = kube_event_line(event);
    bytes += line.size();
    if (bytes > most) {
      cut = true;
      break;
    }
    lines.push_back(std::move(line));
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

void write_kube_events(const KubeView& view, InstanceId instance, RawSink& sink) {
  bool cut = false;
  const auto lines = kube_event_lines(events_of(view), k_max_bytes, cut);
  if (lines.empty()) return;
  const auto entry =
      sink.open(raw_header(SafeName("kubernetes"), Role::events, Format::jsonl, instance, Literal("events.jsonl")));
  for (const std::string& line : lines) entry->write(RawBytes(line));
  if (cut) {
    entry->finish(RawOutcome::truncated({ErrorKind::too_large, "more events than are kept", {}}));
  } else {
    entry->finish(RawOutcome::complete());
  }
}

}  // namespace sgw::collector
