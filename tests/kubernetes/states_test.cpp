#include "tests/kubernetes/live_cluster.hpp"

#include <array>
#include <functional>
#include <string_view>

// What became of the objects. The tests of the program begin when these have passed: a CTest fixture as well.

namespace sgw::test {
namespace {

using Pods = std::vector<JsonReader>;

JsonReader container_of(const JsonReader& pod) { return pod["status"]["containerStatuses"].at(0); }

bool all_ready(const Pods& pods) {
  for (const JsonReader& pod : pods) {
    const auto containers = pod["status"]["containerStatuses"].items();
    if (containers.empty()) return false;
    for (const JsonReader& container : containers) {
      if (!container["ready"].boolean_or(false)) return false;
    }
  }
  return !pods.empty();
}

std::function<bool(const Pods&)> waits_for(std::string_view reason) {
  return [reason](const Pods& pods) {
    return pods.size() == 1 && container_of(pods.front())["state"]["waiting"]["reason"].text_or("") == reason;
  };
}

std::function<bool(const Pods&)> ended_twice_by(std::string_view reason, int exit_code) {
  return [=](const Pods& pods) {
    if (pods.size() != 1) return false;
    const JsonReader container = container_of(pods.front());
    const JsonReader ended = container["lastState"]["terminated"];
    return container["restartCount"].integer_or(0) >= 2 && ended["reason"].text_or("") == reason &&
           ended["exitCode"].integer_or(0) == exit_code;
  };
}

std::function<bool(const Pods&)> not_scheduled_for(std::string_view cause) {
  return [cause](const Pods& pods) {
    if (pods.size() != 1) return false;
    for (const JsonReader& condition : pods.front()["status"]["conditions"].items()) {
      if (condition["reason"].text_or("") == "Unschedulable" &&
          condition["message"].text_or("").find(cause) != std::string::npos)
        return true;
    }
    return false;
  };
}

// A Deployment that has no pods, and says why.
bool replica_failure(const std::string& ns, std::string_view cause) {
  for (const JsonReader& deployment : api_list("/apis/apps/v1/namespaces/" + ns + "/deployments")) {
    for (const JsonReader& condition : deployment["status"]["conditions"].items()) {
      if (condition["type"].text_or("") == "ReplicaFailure" &&
          condition["message"].text_or("").find(cause) != std::string::npos)
        return api_list("/api/v1/namespaces/" + ns + "/pods").empty();
    }
  }
  return false;
}

struct Expected {
  std::string ns;
  std::function<bool(const Pods&)> holds;
};

class ClusterStates : public LiveCluster {};

TEST_F(ClusterStates, AreReachedInEachNamespace) {
  const auto crash_ended = ended_twice_by("Error", 139);
  const auto oom_ended = ended_twice_by("OOMKilled", 137);
  const std::vector<Expected> table = {
      {"healthy", [](const Pods& pods) { return pods.size() == 3 && all_ready(pods); }},
      {"portal", all_ready},
      {"mesh", all_ready},
      {"planted", all_ready},
      {"egress", all_ready},
      {"chatty", all_ready},
      {"unrelated", all_ready},
      {"crash", crash_ended},
      {"oom", oom_ended},
      {"pull", waits_for("ImagePullBackOff")},
      {"pull-never", waits_for("ErrImageNeverPull")},
      {"missing-secret", waits_for("CreateContainerConfigError")},
      {"missing-key", waits_for("CreateContainerConfigError")},
      {"unschedulable", not_scheduled_for("Insufficient cpu")},
      {"unbound-claim", not_scheduled_for("PersistentVolumeClaim")},
      {"failing-init",
       [](const Pods& pods) {
         return pods.size() == 1 &&
                pods.front()["status"]["initContainerStatuses"].at(0)["restartCount"].integer_or(0) >= 2;
       }},
      {"failing-probes",
       [](const Pods& pods) {
         return pods.size() == 1 && container_of(pods.front())["restartCount"].integer_or(0) >= 1 && !all_ready(pods);
       }},
      {"mesh-not-ready",
       [](const Pods& pods) {
         if (pods.size() != 1 || all_ready(pods)) return false;
         return container_of(pods.front())["ready"].boolean_or(false);  // the gateway is; by name it comes first
       }},
      {"quota", [](const Pods&) { return replica_failure("quota", "exceeded quota"); }},
      {"no-service-account", [](const Pods&) { return replica_failure("no-service-account", "service account"); }},
      {"crowd", [](const Pods& pods) { return pods.size() == 621; }},
  };
  for (const Expected& row : table) {
    const std::string path = "/api/v1/namespaces/" + row.ns + "/pods";
    EXPECT_TRUE(wait_until([&] { return row.holds(api_list(path)); }, std::chrono::seconds(90)))
        << row.ns << ": " << api_get(path).dump();
  }
}

}  // namespace
}  // namespace sgw::test
