#include "collector/kube_api.hpp"

#include "collector/kube_failure.hpp"
#include "collector/kube_groups.hpp"
#include "collector/kube_list.hpp"
#include "collector/kube_session.hpp"

#include <utility>

namespace sgw::collector {

struct KubeApi::Impl {
  Impl(KubeAccess access, const KubeLimits& limits, RawSink& sink) : session(std::move(access), limits, sink) {}

  KubeSession session;
  JsonReader version;
  KubeGroups groups;

  KubeResult<JsonReader> document(KubeAsk ask, const CollectContext& context) {
    ask.max_body = k_max_json_bytes;
    SGW_TRY(const HttpResponse response, session.ask(ask, context));
    return document_of(response, ask.path);
  }
  KubeResult<JsonReader> get(const std::string& path, const CollectContext& context) {
    return document({.path = path, .deadline = context.deadline}, context);
  }

  // What stops the session from being of any use.
  KubeResult<void> greet(const CollectContext& context);
};

namespace {

// Whether the API server itself answered, if only to say no.
bool is_refusal(const KubeFailure& failure) { return failure.status == 403 && !failure.reason.empty(); }

}  // namespace

KubeResult<void> KubeApi::Impl::greet(const CollectContext& context) {
  auto answer = get("/version", context);
  const bool has_version = answer && (*answer)["gitVersion"].is_string();
  if (has_version) version = *answer;
  if (!answer && !is_refusal(answer.error()) && answer.error().status != 404) {
    return tl::make_unexpected(std::move(answer).error());
  }
  auto core = get("/api", context);
  if (core) groups.read_core(*core);
  const bool has_core = core && (*core)["kind"].text_or("") == "APIVersions";
  if (!has_version && !has_core && (core || !is_refusal(core.error()))) {
    if (!core && core.error().status != 404) return tl::make_unexpected(std::move(core).error());
    return tl::make_unexpected(failure_of(
        RawError{ErrorKind::protocol, "what answers there is no Kubernetes API", RawText(session.access().server)}));
  }
  if (const auto list = get("/apis", context)) groups.read_groups(*list);
  return {};
}

KubeResult<std::unique_ptr<KubeApi>> KubeApi::connect(KubeAccess access, const KubeLimits& limits,
                                                      const CollectContext& context, RawSink& sink) {
  auto impl = std::make_unique<Impl>(std::move(access), limits, sink);
  if (auto opened = impl->session.open(context); !opened) {
    return tl::make_unexpected(failure_of(std::move(opened).error()));
  }
  if (auto greeted = impl->greet(context); !greeted) return tl::make_unexpected(std::move(greeted).error());
  return std::unique_ptr<KubeApi>(new KubeApi(std::move(impl)));
}

KubeApi::KubeApi(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KubeApi::~KubeApi() = default;

const KubeAccess& KubeApi::access() const { return impl_->session.access(); }

const JsonReader& KubeApi::version() const { return impl_->version; }

std::string KubeApi::group_path(std::string_view group, std::initializer_list<std::string_view> versions) const {
  return impl_->groups.path(group, versions);
}

std::optional<std::chrono::seconds> KubeApi::clock_skew() const { return impl_->session.clock_skew(); }

KubeResult<JsonReader> KubeApi::get(const std::string& path, const CollectContext& context) {
  return impl_->get(path, context);
}

KubeResult<JsonReader> KubeApi::post(const std::string& path, const std::string& body, const CollectContext& context) {
  return impl_->document({.path = path, .body = body, .deadline = context.deadline}, context);
}

KubeResult<std::size_t> KubeApi::list(const std::string& path, const Take& take, const CollectContext& context) {
  return KubeList(impl_->session, path, take).read(context);
}

KubeResult<HttpResponse> KubeApi::stream(const std::string& path, const HttpClient::OnData& on_data, Deadline deadline,
                                         const CollectContext& context) {
  return impl_->session.ask({.path = path, .on_data = &on_data, .deadline = deadline}, context);
}

}  // namespace sgw::collector
