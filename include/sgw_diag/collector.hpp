#pragma once

#include <sgw_diag/resource.hpp>
#include <sgw_diag/result.hpp>
#include <sgw_diag/source.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sgw::collector {

// What the operator asked for. Plain strings as typed; they reach output only through the gate.
struct Selection {
  std::vector<std::string> from = {"auto"};  // auto, docker, podman, kubernetes, files, sample:NAME
  std::optional<std::string> docker_host;    // --docker-host, else DOCKER_HOST
  std::vector<std::string> containers;       // --container: names or id prefixes; taken whatever they look like
  std::optional<std::string> kubeconfig;     // --kubeconfig, else KUBECONFIG, else ~/.kube/config, else in-cluster
  std::vector<std::string> contexts;         // --context: one cluster each; empty: the current one
  std::vector<std::string> namespaces;       // -n; empty: the context's
  bool all_namespaces = false;               // -A
  std::string label_selector;                // -l: of pods, in Kubernetes' syntax
  std::vector<std::string> pods;             // --pod: taken whatever they look like
  bool read_secret_metadata = false;         // --read-secret-metadata: names and ages, never data
  std::vector<std::filesystem::path> logs;   // --logs
  std::optional<std::string> facts;          // --facts: the file's bytes, a JSON object
  std::optional<std::string> endpoint;       // --endpoint: probed even if no setting names it
  std::vector<std::string> probe;            // --probe: HOST[:PORT], probed besides
  std::size_t probe_count = 3;               // --probe-count: how often each destination is probed, 1 to 100
  bool probe_auth = false;                   // --probe-auth: the gateway's own token goes to its own endpoint
  bool probes = true;                        // --no-probes
  std::optional<std::string> registry;       // --check-registry: asked for its tags; empty: the public one
  std::optional<UtcTime> since;
  std::optional<UtcTime> until;
  std::optional<std::uint64_t> tail;  // lines of each log
};

// What one sample is, for --help and messages.
struct SampleInfo {
  SafeName name;
  SafeText says;        // one line
  UtcTime recorded_at;  // the time it is judged at
};
std::vector<SampleInfo> samples(const ResourceStore& store);

// Sources in the order of the plan. The follow-up ones (probes, status) use what the first round found.
class Plan {
 public:
  virtual ~Plan() = default;
  virtual std::vector<std::unique_ptr<Source>> first_round() = 0;
  virtual std::vector<std::unique_ptr<Source>> follow_up() = 0;
  // The time that the sample in the plan was recorded; nothing without a sample.
  virtual std::optional<UtcTime> recorded_at() const = 0;
};

// What collector/ has compiled in: samples and the settings' catalogue. For the resource store.
std::vector<std::span<const EmbeddedFile>> embedded_data();

// Whether the kubeconfig has the contexts that are asked for, looked at before anything is collected: bad_usage, with
// those that it has in the subject. What else is wrong with it costs the clusters concerned, and is their gap.
RawResult<void> check_contexts(const Selection& selection);

// Checks the selection (unknown --from, a sample that does not exist, facts that are no JSON object, an endpoint that
// is none) before anything runs. A log path that is not there is said by its source: the others may be.
Result<std::unique_ptr<Plan>> make_plan(const ResourceStore& store, Selection selection);

}  // namespace sgw::collector
