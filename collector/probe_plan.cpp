#include "collector/endpoint_address.hpp"
#include "collector/registry_address.hpp"
#include "collector/source_plans.hpp"
#include "collector/status_report.hpp"

namespace sgw::collector {

namespace {

struct Row {
  Literal verb = "";
  const char* target;
  const char* without;
};

constexpr std::uint64_t k_kib = 1024;
constexpr const char* k_no_right = "none: a connection from this host";

// <host> is the endpoint's or its proxy's.
constexpr Row k_ladder[] = {
    {"resolve", "<host>", "whether its name is known here is unknown"},
    {"resolve", "<host>.<search domain>", "whether a name in a search domain answers in its place is unknown"},
    {"connect", "<address>", "whether it is reached is unknown"},
    {"CONNECT", "<host>", "whether the proxy lets through is unknown"},
    {"handshake", "<host>", "whether its certificate is trusted is unknown"},
    {"GET", "<scheme>://<host>/", "whether it answers is unknown"},
};

constexpr const char* k_right_to_enter =
    "root (CAP_SYS_ADMIN, CAP_SYS_PTRACE) on the engine's machine: a connection from the container's network";

// What is read in the container, for the probe alone: none of it reaches the bundle.
constexpr const char* k_read_inside[] = {"/proc/<process>/ns/net", "/proc/<process>/root/etc/resolv.conf",
                                         "/proc/<process>/root/etc/hosts", "/proc/<process>/root/…"};

void add_rungs(const char* source, const char* right, const std::string& of, std::size_t count,
               std::vector<PlannedCall>& rows) {
  const std::string times = count == 1 ? of : of + ", " + std::to_string(count) + " times";
  for (const Row& rung : k_ladder) {
    const std::uint64_t bytes = rung.verb.view() == "handshake" ? 32 * k_kib : k_kib;
    rows.push_back({source, std::string(rung.verb.view()), rung.target, right, rung.without, times, bytes});
  }
}

}  // namespace

std::vector<PlannedCall> probe_calls(const Selection& selection, bool has_live_source) {
  const bool typed = selection.endpoint || !selection.probe.empty();
  std::vector<PlannedCall> rows;
  if (has_live_source) {
    add_rungs("probe", k_no_right,
              typed ? "each destination that a gateway's settings, its image, --endpoint or --probe name"
                    : "each destination that a gateway's settings or its image name",
              selection.probe_count, rows);
  } else if (typed) {
    add_rungs("probe", k_no_right, "each destination of --endpoint and --probe", selection.probe_count, rows);
  }
  if (has_live_source) {
    rows.push_back({"probe", "GET", "<scheme>://<host>/v2/", k_no_right,
                    "whether the image's registry answers is unknown",
                    "the registry of each gateway's image, in place of the line above", k_kib});
  }
  if (selection.probe_auth && has_live_source) {
    rows.push_back({"probe", "GET", "https://<host>/gateways/<gateway>/events", "the gateway's own token: it is sent",
                    "whether the endpoint takes it is unknown", "each configuration endpoint, once", k_kib});
  }
  return rows;
}

std::optional<Literal> probe_verb(std::string_view word) {
  for (const Row& rung : k_ladder) {
    if (rung.verb.view() == word) return rung.verb;
  }
  return std::nullopt;
}

std::vector<PlannedCall> container_probe_calls(const Selection& selection) {
  std::vector<PlannedCall> rows;
  for (const char* target : k_read_inside) {
    rows.push_back({"container-probe", rows.empty() ? "enter" : "read", target, k_right_to_enter,
                    "whether the container sees another network than this host is unknown",
                    "each gateway in a container that runs on this machine", rows.empty() ? 0 : k_kib});
  }
  add_rungs("container-probe", k_right_to_enter, "each destination of such a gateway", selection.probe_count, rows);
  return rows;
}

std::vector<PlannedCall> status_calls() {
  std::vector<PlannedCall> rows;
  for (const std::string& path : {std::string(k_status_path), std::string("/<no such path>")}) {
    rows.push_back({"status", "GET", "http://<address>" + path, k_no_right,
                    "whether the gateway's own web server answers is unknown", "each gateway whose port is published",
                    k_kib});
  }
  return rows;
}

std::vector<PlannedCall> registry_calls(const Selection& selection) {
  const auto registry = parse_registry(selection.registry.value_or(""));
  if (!selection.registry || !registry) return {};
  const char* without = "newer releases than the built-in table's are unknown";
  return {{"registry", "GET", registry->base() + "/v2/" + registry->repository + "/tags/list…", k_no_right, without,
           "each page", 20 * k_kib},
          {"registry", "GET", "<scheme>://<host>/…", k_no_right, without,
           "once, where the registry wants an anonymous token", 4 * k_kib}};
}

}  // namespace sgw::collector
