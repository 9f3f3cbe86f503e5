#include "collector/engine_collection.hpp"

#include "collector/container_events.hpp"
#include "collector/container_logs.hpp"
#include "collector/container_report.hpp"
#include "collector/discovery.hpp"
#include "collector/engine_address.hpp"
#include "collector/log_reading.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::chrono::seconds k_list_limit{15};
constexpr std::chrono::seconds k_inspect_limit{10};
constexpr std::chrono::seconds k_stats_limit{5};
constexpr std::size_t k_max_containers = 2000;  // looked at
constexpr std::size_t k_max_gateways = 100;     // taken

bool is_id(std::string_view text) {
  return text.size() >= 12 && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char letter) {
           return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
         });
}

bool has_name(const JsonReader& container, const std::string& name) {
  const auto names = container["Names"].items();
  return std::any_of(names.begin(), names.end(), [&name](const JsonReader& item) {
    const std::string text = item.text_or("");
    return text == name || text == "/" + name;
  });
}

// Ids of the containers of that name; else of those whose id begins with it.
std::vector<std::string> ids_of(const JsonReader& list, const std::string& name) {
  std::vector<std::string> ids;
  for (const JsonReader& container : list.items()) {
    if (has_name(container, name)) ids.push_back(container["Id"].text_or(""));
  }
  if (!ids.empty() || name.size() < 4) return ids;
  for (const JsonReader& container : list.items()) {
    if (std::string id = container["Id"].text_or(""); id.starts_with(name)) ids.push_back(std::move(id));
  }
  return ids;
}

std::string words(const RawError& error) { return std::string(error.what.view()); }

// An image id as the engine gave it becomes part of a path; anything else does not.
bool is_image_id(std::string_view text) {
  if (text.starts_with("sha256:")) text.remove_prefix(7);
  return is_id(text);
}

}  // namespace

EngineCollection::EngineCollection(EngineApi& api, const Selection& selection, Targets& targets,
                                   std::set<std::string>& seen, Remark::Kind missed_name)
    : api_(api), selection_(selection), targets_(targets), seen_(seen), missed_name_(missed_name) {}

void EngineCollection::run(const CollectContext& context, RawSink& sink) {
  auto list = api_.json("/containers/json?all=1", k_list_limit, context);
  if (!list) {
    remark(sink, Remark::Kind::gap, "the engine's containers cannot be listed", "", words(list.error()));
    return;
  }
  const EngineSelf engine = report_engine(api_, context, sink);
  for (const std::string& id : wanted_ids(*list, sink)) {
    if (context.over()) {
      remark(sink, Remark::Kind::gap, "containers not looked at", "", "the time is over");
      break;
    }
    look_at(id, engine, context, sink);
  }
  for (std::size_t i = 0; i < gateways_.size(); ++i) {
    const Deadline deadline = context.deadline.capped(log_share(context.deadline.left(), gateways_.size() - i));
    collect_logs(api_, gateways_[i].inspect, gateways_[i].instance, selection_, deadline, context, sink);
  }
}

std::vector<std::string> EngineCollection::wanted_ids(const JsonReader& list, RawSink& sink) const {
  std::vector<std::string> ids;
  const auto add = [&ids](std::string id) {
    if (is_id(id) && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  };
  if (selection_.containers.empty()) {
    for (const JsonReader& container : list.items()) {
      if (ids.size() >= k_max_containers) {
        remark(sink, Remark::Kind::warning, "more containers than are looked at", "", "name yours with --container");
        break;
      }
      add(container["Id"].text_or(""));
    }
    return ids;
  }
  for (const std::string& name : selection_.containers) {
    auto found = ids_of(list, name);
    if (found.empty()) remark(sink, missed_name_, "no such container", name, "the engine has none of that name or id");
    for (std::string& id : found) add(std::move(id));
  }
  return ids;
}

void EngineCollection::look_at(const std::string& id, const EngineSelf& engine, const CollectContext& context,
                               RawSink& sink) {
  if (seen_.contains(id)) return;
  auto inspect = api_.json("/containers/" + id + "/json", k_inspect_limit, context);
  if (!inspect) {
    remark(sink, Remark::Kind::gap, "a container cannot be looked at", id.substr(0, 12), words(inspect.error()));
    return;
  }
  DiscoveryScore score = score_container(*inspect);
  const std::string name = container_name(*inspect);
  const bool named = !selection_.containers.empty();
  if (named) score.reasons.insert(score.reasons.begin(), "named with --container");
  if (!named && !score.gateway()) {
    if (score.candidate()) learn_container_secrets(*inspect, sink);
    const std::string why = score.candidate() ? "may be a gateway (" + joined(score.reasons) + "): use --container"
                                              : std::string("does not look like a gateway");
    remark(sink, Remark::Kind::left, "container", name, why);
    return;
  }
  if (gateways_.size() >= k_max_gateways) {
    remark(sink, Remark::Kind::gap, "more gateways than are collected at once", name, "name some with --container");
    return;
  }
  seen_.insert(id);
  take(*inspect, std::move(score.reasons), engine, context, sink);
}

void EngineCollection::take(const JsonReader& inspect, std::vector<std::string> reasons, const EngineSelf& engine,
                            const CollectContext& context, RawSink& sink) {
  ContainerContext container;
  container.source = api_.source();
  container.engine_host = remote_host(api_.server());
  container.engine_is_local = !api_.server().unix_socket.empty();
  container.engine_proxy = engine.proxy;
  const std::string id = inspect["Id"].text_or("");
  if (const std::string image = inspect["Image"].text_or(""); is_image_id(image)) {
    if (auto document = api_.json("/images/" + image + "/json", k_inspect_limit, context)) container.image = *document;
  }
  if (inspect["State"]["Running"].boolean_or(false) && is_id(id)) {
    auto stats = api_.json("/containers/" + id + "/stats?stream=false&one-shot=1", k_stats_limit, context);
    if (stats) container.stats = *stats;
  }
  const std::string why = joined(reasons);
  container.reasons = std::move(reasons);
  const InstanceId instance = report_container(inspect, container, targets_, sink);
  remark(sink, Remark::Kind::taken, "container", container_name(inspect), why);  // after its secrets are known
  if (!is_id(id)) return;
  const UtcTime until = selection_.until ? std::min(*selection_.until, engine.time) : engine.time;
  collect_events(api_, id, instance, selection_.since, until, context, sink);
  gateways_.push_back({inspect, instance});
}

void EngineCollection::remark(RawSink& sink, Remark::Kind kind, Literal text, std::string subject,
                              std::string detail) const {
  RawRemark row;
  row.kind = kind;
  row.source = api_.source();
  row.text = text;
  row.subject = RawText(std::move(subject));
  row.detail = RawText(std::move(detail));
  sink.remark(std::move(row));
}

}  // namespace sgw::collector
