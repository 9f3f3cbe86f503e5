#include "collector/kube_problems.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_messages.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

namespace {

template <std::size_t count>
bool one_of(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void write_unschedulable(JsonWriter& json, const KubeView& view) {
  const JsonReader scheduled = kube_condition(view.context.pod, "PodScheduled");
  if (scheduled["status"].text_or("") != "False") return;
  const std::string message = scheduled["message"].text_or("");
  json.member("unschedulable", bounded(message.empty() ? scheduled["reason"].text_or("unknown") : message));
}

// "Back-off pulling image" hides the runtime's words, which are in an event of the container then.
std::string pull_message(const KubeView& view, const JsonReader& waiting) {
  std::string message = waiting["message"].text_or("");
  if (image_pull_problem({}, message) != "unknown") return message;
  std::optional<UtcTime> newest;
  for (const KubeEvent& event : view.events) {
    const bool about = event.container().empty() || event.container() == view.gateway.name();
    const bool failure =
        event.reason == "Failed" || event.reason == "InspectFailed" || event.reason == "ErrImageNeverPull";
    if (!about || !failure || event.message.find("pull") == std::string::npos) continue;  // not "Error: ErrImagePull"
    if (newest && event.last && *event.last < *newest) continue;
    newest = event.last ? event.last : newest;
    message = event.message;
  }
  return message;
}

void write_image_pull(JsonWriter& json, const KubeView& view) {
  constexpr std::array<std::string_view, 8> k_reasons{
      "ErrImagePull",     "ImagePullBackOff",  "ErrImageNeverPull",         "RegistryUnavailable",
      "InvalidImageName", "ImageInspectError", "SignatureValidationFailed", "ErrImageNotAvailable"};
  const JsonReader waiting = view.gateway.status["state"]["waiting"];
  const std::string reason = waiting["reason"].text_or("");
  if (!one_of(k_reasons, reason)) return;
  const std::string message = pull_message(view, waiting);
  json.key("image_pull").begin_object().member("problem", image_pull_problem(reason, message));
  if (!message.empty()) json.member("message", bounded(message));
  json.end_object();
}

void write_config_error(JsonWriter& json, const KubeView& view) {
  const JsonReader waiting = view.gateway.status["state"]["waiting"];
  if (waiting["reason"].text_or("") != "CreateContainerConfigError") return;
  const std::string message = waiting["message"].text_or("");
  const ConfigProblem problem = config_problem(message);
  json.key("config_error").begin_object();
  if (!problem.kind.empty()) json.member("kind", problem.kind);
  if (!problem.name.empty()) json.member("name", bounded(problem.name));
  if (!problem.key.empty()) json.member("key", bounded(problem.key));
  json.member("problem", problem.problem);
  if (!message.empty()) json.member("message", bounded(message));
  json.end_object();
}

struct VolumeProblem {
  std::string reason;
  std::string message;
  std::string kind;
  std::optional<UtcTime> time;
};

// Volumes come before all containers: with one that runs, or that waits for its image or settings, events of before are
// no problem any more.
bool volumes_are_there(const KubeView& view) {
  return std::any_of(view.containers.begin(), view.containers.end(),
                     [](const KubeContainer& container) { return container.begun(); });
}

// When mounts were last seen to work: an image was pulled, or a run ended. While an image is pulled a container still
// says "ContainerCreating", as it does again when its node has come back.
std::optional<UtcTime> last_mounted(const KubeView& view) {
  constexpr std::array<std::string_view, 4> k_reasons{"Pulling", "Pulled", "Created", "Started"};
  std::optional<UtcTime> last;
  for (const KubeEvent& event : view.events) {
    if (one_of(k_reasons, event.reason)) last = std::max(last, event.last);
  }
  for (const KubeContainer& container : view.containers) {
    last = std::max(last, kube_time({container.ended()["finishedAt"]}));
  }
  return last;
}

std::optional<VolumeProblem> volume_problem_of(const KubeView& view) {
  constexpr std::array<std::string_view, 4> k_reasons{"FailedMount", "FailedAttachVolume", "FailedMapVolume",
                                                      "FailedBinding"};
  const std::optional<UtcTime> mounted = last_mounted(view);
  std::optional<VolumeProblem> found;
  for (const KubeEvent& event : view.events) {
    if (!one_of(k_reasons, event.reason) || (event.last && event.last < mounted)) continue;
    VolumeProblem problem{event.reason, event.message, volume_problem(event.reason, event.message), event.last};
    // What is understood says more than what is newer: "timed out waiting for the condition".
    const bool better = !found || (found->kind == "unknown" && problem.kind != "unknown") ||
                        ((found->kind == "unknown" || problem.kind != "unknown") && problem.time >= found->time);
    if (better) found = std::move(problem);
  }
  if (found) return found;
  const JsonReader scheduled = kube_condition(view.context.pod, "PodScheduled");
  const std::string message = scheduled["message"].text_or("");
  const bool about_claims = message.find("ersistentVolumeClaim") != std::string::npos ||
                            message.find("persistentvolumeclaim") != std::string::npos ||
                            message.find("volume") != std::string::npos;
  if (scheduled["status"].text_or("") != "False" || !about_claims) return std::nullopt;
  const std::string reason = scheduled["reason"].text_or("");
  const std::string kind = volume_problem(reason, message);
  return kind == "unknown" ? std::nullopt : std::optional(VolumeProblem{reason, message, kind, std::nullopt});
}

void write_volume_problem(JsonWriter& json, const KubeView& view) {
  if (volumes_are_there(view)) return;
  const auto problem = volume_problem_of(view);
  if (!problem) return;
  json.key("volume_problem").begin_object();
  if (!problem->reason.empty()) json.member("reason", bounded(problem->reason));
  if (!problem->message.empty()) json.member("message", bounded(problem->message));
  json.member("kind", problem->kind).end_object();
}

}  // namespace

void write_start_problems(JsonWriter& json, const KubeView& view) {
  write_unschedulable(json, view);
  write_image_pull(json, view);
  write_config_error(json, view);
  write_volume_problem(json, view);
}

}  // namespace sgw::collector
