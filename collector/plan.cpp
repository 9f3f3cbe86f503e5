#include "collector/announced.hpp"
#include "collector/docker_source.hpp"
#include "collector/endpoint_address.hpp"
#include "collector/engine_address.hpp"
#include "collector/facts_source.hpp"
#include "collector/file_source.hpp"
#include "collector/host_source.hpp"
#include "collector/kube_config.hpp"
#include "collector/kube_plan.hpp"
#include "collector/kube_selection.hpp"
#include "collector/kube_source.hpp"
#include "collector/probe_source.hpp"
#include "collector/proxy_settings.hpp"
#include "collector/registry_source.hpp"
#include "collector/sample.hpp"
#include "collector/sample_source.hpp"
#include "collector/source_plans.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/preview.hpp>

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::string_view k_sample_prefix = "sample:";

// The selection, resolved: which kinds of sources there are.
struct Kinds {
  bool docker = false;
  bool podman = false;
  bool kubernetes = false;
  bool files = false;
  std::vector<Sample> samples;

  bool live() const { return docker || podman || kubernetes; }
};

Result<void> add_kind(const ResourceStore& store, std::string_view from, Kinds& kinds) {
  if (from == "auto") {
    kinds.docker = kinds.podman = kinds.kubernetes = true;
  } else if (from == "docker") {
    kinds.docker = true;
  } else if (from == "podman") {
    kinds.podman = true;
  } else if (from == "kubernetes") {
    kinds.kubernetes = true;
  } else if (from == "files") {
    kinds.files = true;
  } else if (from.starts_with(k_sample_prefix)) {
    SGW_TRY(Sample sample, find_sample(store, from.substr(k_sample_prefix.size())));
    kinds.samples.push_back(std::move(sample));
  } else {
    return fail(ErrorKind::bad_usage, "--from takes auto, docker, podman, kubernetes, files or sample:NAME");
  }
  return {};
}

// No word about where to look.
bool is_unsaid(const Selection& selection) {
  return selection.from.empty() || selection.from == std::vector<std::string>{"auto"};
}

// Saved logs or the operator's facts, and no word about where else to look: those alone.
bool is_files_alone(const Selection& selection) {
  return is_unsaid(selection) && (!selection.logs.empty() || selection.facts);
}

// A flag that only Kubernetes knows says where to look.
Selection with_implied(Selection selection) {
  if (is_unsaid(selection) && names_kubernetes(selection)) selection.from = {"kubernetes"};
  return selection;
}

Result<Kinds> resolve(const ResourceStore& store, const Selection& selection) {
  Kinds kinds;
  if (is_files_alone(selection)) {
    kinds.files = true;
    return kinds;
  }
  for (const std::string& from : selection.from) SGW_CHECK(add_kind(store, from, kinds));
  if (selection.from.empty()) SGW_CHECK(add_kind(store, "auto", kinds));
  if (!selection.logs.empty()) kinds.files = true;
  if (kinds.files && selection.logs.empty() && !selection.facts) {
    return fail(ErrorKind::bad_usage, "--from files needs --logs");
  }
  if (names_kubernetes(selection) && !kinds.kubernetes) {
    return fail(ErrorKind::bad_usage,
                "--kubeconfig, --context, -n, -A, -l and --pod are for Kubernetes: add --from kubernetes, or leave "
                "--from away");
  }
  return kinds;
}

bool names_destination(const Selection& selection) { return selection.endpoint || !selection.probe.empty(); }

class CheckedPlan : public Plan {
 public:
  CheckedPlan(const ResourceStore& store, Selection selection, Kinds kinds)
      : store_(store), selection_(std::move(selection)), kinds_(std::move(kinds)) {}

  std::vector<std::unique_ptr<Source>> first_round() override {
    std::vector<std::unique_ptr<Source>> sources;
    const auto add = [&](std::unique_ptr<Source> source) { sources.push_back(noting(std::move(source), announced_)); };
    if (kinds_.docker) add(make_docker_source(selection_, targets_));
    if (kinds_.podman) add(make_podman_source(selection_, targets_));
    if (kinds_.kubernetes) add(make_kube_source(selection_, targets_));
    if (kinds_.files && !selection_.logs.empty()) add(make_file_source(selection_, targets_));
    for (const Sample& sample : kinds_.samples) add(make_sample_source(store_, sample, selection_));
    if (kinds_.live()) add(make_host_source());
    return sources;
  }

  std::vector<std::unique_ptr<Source>> follow_up() override {
    std::vector<std::unique_ptr<Source>> sources;
    if (selection_.facts) sources.push_back(noting(make_facts_source(*selection_.facts, announced_), announced_));
    if (selection_.probes && probes_make_sense()) {
      for (auto& source : make_probe_sources(selection_, targets_)) sources.push_back(std::move(source));
    }
    if (const auto registry = parse_registry(selection_.registry.value_or("")); selection_.registry && registry) {
      sources.push_back(make_registry_source(*registry, {.proxy = proxy_settings_of_environment()}));
    }
    return sources;
  }

  std::optional<UtcTime> recorded_at() const override {
    std::optional<UtcTime> latest;
    for (const Sample& sample : kinds_.samples) {
      if (!latest || sample.info.recorded_at > *latest) latest = sample.info.recorded_at;
    }
    return latest;
  }

 private:
  // What a sample or saved logs name lies elsewhere: only a flag makes it a place to probe from here.
  bool probes_make_sense() const { return kinds_.live() || (kinds_.files && names_destination(selection_)); }

  const ResourceStore& store_;
  Selection selection_;
  Kinds kinds_;
  std::shared_ptr<Targets> targets_ = std::make_shared<Targets>();
  std::shared_ptr<Announced> announced_ = std::make_shared<Announced>();
};

// What can be seen without looking anywhere.
Result<void> check(const Selection& selection) {
  if (selection.facts) SGW_CHECK(check_facts(*selection.facts));
  if (selection.endpoint && !is_endpoint(*selection.endpoint)) {
    return fail(
        ErrorKind::bad_usage,
        "--endpoint takes a host name or an address, with https:// before it and :PORT (1 to 65535) after it if "
        "need be");
  }
  const auto is_wrong = [](const std::string& typed) { return !is_probe(typed); };
  if (std::any_of(selection.probe.begin(), selection.probe.end(), is_wrong)) {
    return fail(ErrorKind::bad_usage,
                "--probe takes a host name or an address, with :PORT (1 to 65535, 443 unless said) after it and "
                "http:// before it for one without TLS");
  }
  if (selection.registry && !parse_registry(*selection.registry)) {
    return fail(ErrorKind::bad_usage,
                "--check-registry takes nothing, or HOST[:PORT][/REPOSITORY], with http:// before it for one without "
                "TLS");
  }
  if (selection.since && selection.until && *selection.since > *selection.until) {
    return fail(ErrorKind::bad_usage, "--since is later than --until");
  }
  return check_kube_selection(selection);
}

}  // namespace

RawResult<void> check_contexts(const Selection& selection) {
  if (selection.contexts.empty()) return {};
  auto contexts = kube_contexts({selection.kubeconfig, selection.contexts}, process_environment);
  const bool unknown = !contexts && contexts.error().kind == ErrorKind::bad_usage;
  if (unknown) return tl::make_unexpected(std::move(contexts).error());
  return {};
}

Result<std::unique_ptr<Plan>> make_plan(const ResourceStore& store, Selection selection) {
  SGW_CHECK(check(selection));
  selection = with_implied(std::move(selection));
  SGW_TRY(Kinds kinds, resolve(store, selection));
  return std::make_unique<CheckedPlan>(store, std::move(selection), std::move(kinds));
}

Result<Preview> preview(const ResourceStore& store, Selection selection, std::uint64_t limit_of_log) {
  SGW_CHECK(check(selection));
  selection = with_implied(std::move(selection));
  SGW_TRY(const Kinds kinds, resolve(store, selection));
  Preview all;
  const auto add = [&all](const std::vector<PlannedCall>& calls) {
    all.calls.insert(all.calls.end(), calls.begin(), calls.end());
  };
  if (kinds.docker) add(engine_calls("docker", selection, limit_of_log));
  if (kinds.podman) add(engine_calls("podman", selection, limit_of_log));
  if (kinds.kubernetes) plan_kubernetes(selection, limit_of_log, all);
  if (kinds.files) plan_files(selection, limit_of_log, all);
  if (kinds.live()) add(host_calls());
  if (selection.probes) {
    // What a cluster's gateways name is probed from within it alone.
    const bool inside = std::any_of(all.clusters.begin(), all.clusters.end(),
                                    [](const PlannedCluster& cluster) { return cluster.from_inside; });
    const bool own = kinds.docker || kinds.podman || inside;
    if (kinds.live() || (kinds.files && names_destination(selection))) add(probe_calls(selection, own));
    if (kinds.docker || kinds.podman) {
      add(container_probe_calls(selection));
      add(status_calls());
    }
  }
  add(registry_calls(selection));
  return all;
}

}  // namespace sgw::collector
