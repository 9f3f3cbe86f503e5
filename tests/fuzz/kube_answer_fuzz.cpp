#include "collector/kube_failure.hpp"
#include "collector/kube_groups.hpp"
#include "collector/kube_headers.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

// What an API server, or whatever is in its place, answers: the first line is the value of Retry-After and of Date, the
// rest the body. What is told of it is bounded, and a Secret never passes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sgw::collector;
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  HttpResponse response;
  response.status = size > 0 ? 200 + data[0] * 2 : 200;
  response.headers = {{"retry-after", input.substr(0, line)}, {"date", input.substr(0, line)}};
  response.body = line == std::string::npos ? std::string() : input.substr(line + 1);

  const KubeFailure failure = failure_of(response, "/api/v1/pods");
  if (failure.message.size() > 2000 || failure.error.what.view().empty()) std::abort();
  const auto wait = retry_after(response);
  if (wait && (wait->count() < 0 || *wait > std::chrono::hours(24))) std::abort();
  const auto secrets = document_of(response, "/api/v1/secrets");
  if (secrets && !(*secrets)["kind"].text_or("").starts_with("PartialObjectMetadata")) std::abort();
  if (const auto document = document_of(response, "/apis")) {
    if (!document->is_object()) std::abort();
    KubeGroups groups;
    groups.read_groups(*document);
    groups.read_core(*document);
    const std::string path = groups.path("apps", {"v1"});
    if (!path.empty() && path != "/apis/apps/v1") std::abort();
  }
  if (recorded_path(input).size() > input.size() + 3 * (input.size() / 9 + 1)) std::abort();
  (void)is_of_secrets(input);
  for (const char letter : sgw::collector::kube_segment(input)) {
    if (letter == '/' || letter == '?' || letter == '#') std::abort();
  }
  return 0;
}
