#include "collector/kube_session.hpp"

#include "collector/http_head.hpp"
#include "collector/kube_failure.hpp"
#include "collector/kube_headers.hpp"
#include "collector/probe_time.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

constexpr int k_most_waits = 3;
constexpr int k_most_renewals = 2;  // in one request: the second when another thread's new one was already old
constexpr std::chrono::seconds k_usual_wait{1};
constexpr int k_page_time = 4;  // times the time of another answer: a page may be megabytes on a slow line

// The path below the host, without a slash at the end: "" or "/k8s/clusters/c-1".
std::string path_of(const std::string& server) {
  const std::size_t mark = server.find("://");
  const std::size_t slash = server.find('/', mark == std::string::npos ? 0 : mark + 3);
  std::string path = slash == std::string::npos ? std::string() : server.substr(slash);
  while (path.ends_with('/')) path.pop_back();
  return path;
}

std::string origin_of(const std::string& server) {
  const std::size_t mark = server.find("://");
  return server.substr(0, server.find('/', mark == std::string::npos ? 0 : mark + 3));
}

// What a pod answers through the API server says nothing about our credential. A namespace may be called "proxy" or
// "pods", too.
bool is_proxied(std::string_view path) {
  path = path.substr(0, path.find('?'));
  const std::size_t pod = path.rfind("/pods/");
  if (pod == std::string_view::npos) return false;
  path.remove_prefix(pod + std::string_view("/pods/").size());
  path.remove_prefix(std::min(path.size(), path.find('/')));
  return path == "/proxy" || path.starts_with("/proxy/");
}

}  // namespace

KubeSession::KubeSession(KubeAccess access, const KubeLimits& limits, RawSink& sink)
    : access_(std::move(access)),
      prefix_(path_of(access_.server)),
      limits_(limits),
      sink_(&sink),
      login_(access_, sink),
      connections_(limits.parallel),
      pace_(limits.per_second) {}

std::optional<std::chrono::seconds> KubeSession::clock_skew() const {
  const std::lock_guard lock(mutex_);
  return skew_;
}

KubeResult<HttpResponse> KubeSession::ask(const KubeAsk& ask, const CollectContext& context) {
  Tries tries;
  while (true) {
    Once once = ask_once(ask, context);
    if (!once.response) {
      if (once.broke && tries.broken++ == 0 && !context.over() && !ask.deadline.passed()) continue;
      return tl::make_unexpected(failure_of(std::move(once.response).error()));
    }
    const int status = once.response->status;
    if (status == 401) {
      RawError error;
      if (!is_proxied(ask.path) && tries.refused++ < k_most_renewals) {
        if (login_.renew(once.generation, context, error)) continue;
        KubeFailure failure = failure_of(*once.response, ask.path);
        if (!error.what.view().empty()) failure.error = std::move(error);
        return tl::make_unexpected(std::move(failure));
      }
    } else {
      login_.accepted(once.generation);
    }
    if (should_wait(*once.response, ask, context, tries)) continue;
    if (tries.stopped) return tl::make_unexpected(failure_of(RawError{ErrorKind::cancelled, "stopped on request", {}}));
    if (!once.response->ok()) return tl::make_unexpected(failure_of(*once.response, ask.path));
    return *std::move(once.response);
  }
}

KubeSession::Once KubeSession::ask_once(const KubeAsk& ask, const CollectContext& context) {
  const KubeLogin::Current login = login_.current();
  Once once{.response = raw_fail(ErrorKind::cancelled, "stopped on request"), .generation = login.generation};
  auto lease = connections_.take(server(*login.credential), ask.deadline, context.stop);
  if (!lease) {
    once.response = tl::make_unexpected(std::move(lease).error());
    return once;
  }
  const auto span = ask.deadline.passed() ? std::nullopt : pace_.reserve(KubePace::Clock::now(), ask.deadline.left());
  if (!span || (*span > KubePace::Clock::duration::zero() && !pause_for(*span, ask.deadline, context.stop))) {
    if (!context.stop.stop_requested()) once.response = raw_fail(ErrorKind::timeout, "its turn did not come in time");
    return once;
  }
  const Stopwatch watch;
  once.response = exchange(**lease, ask, *login.credential, context);
  once.broke = !once.response && (*lease)->broke_before_answer();
  record(ask, once.response ? once.response->status : 0, watch.elapsed());
  if (once.response) note_date(*once.response);
  return once;
}

RawResult<HttpResponse> KubeSession::exchange(HttpClient& client, const KubeAsk& ask, const KubeCredential& credential,
                                              const CollectContext& context) {
  HttpRequest request{.target = prefix_ + ask.path};
  request.headers = identity_headers(access_.user, credential);
  request.headers.emplace_back("Accept", accepted_types(ask.path));
  if (ask.body) request.headers.emplace_back("Content-Type", "application/json");
  request.body = ask.body;
  request.limit = ask.is_page ? k_page_time * limits_.answer : limits_.answer;
  request.stall = ask.on_data != nullptr ? limits_.stall : limits_.answer;
  request.max_body = ask.max_body;
  if (ask.on_data != nullptr) return client.stream(request, *ask.on_data, ask.deadline, context.stop);
  return client.get(request, ask.deadline, context.stop);
}

// Waits; true when it is time to ask again.
bool KubeSession::should_wait(const HttpResponse& response, const KubeAsk& ask, const CollectContext& context,
                              Tries& tries) const {
  if (response.status != 429 && response.status < 500) return false;
  auto span = retry_after(response);
  if (!span && response.status == 429) span = k_usual_wait;
  if (!span || tries.busy++ >= k_most_waits) return false;
  const auto wait = std::min(*span, limits_.longest_wait);
  if (wait >= ask.deadline.left()) return false;  // what is known now is worth more than a time-out later
  const bool over = pause_for(wait, ask.deadline, context.stop);
  tries.stopped = !over && context.stop.stop_requested();
  return over;
}

HttpServer KubeSession::server(const KubeCredential& credential) const {
  HttpServer server;
  server.base = origin_of(access_.server);
  server.ca_pem = access_.ca_pem;
  server.cert_pem = credential.cert_pem;
  server.key_pem = credential.key_pem;
  server.proxy = access_.proxy_url;
  server.tls_server_name = access_.tls_server_name;
  server.insecure = access_.insecure;
  return server;
}

void KubeSession::record(const KubeAsk& ask, int status, std::chrono::milliseconds took) {
  RawCall call;
  call.source = SafeName("kubernetes");
  call.verb = ask.body ? Literal("POST") : Literal("GET");
  call.target = RawText(recorded_path(ask.path));
  call.status = status;
  call.took = took;
  sink_->call(std::move(call));
}

void KubeSession::note_date(const HttpResponse& response) {
  const auto date = parse_http_date(response.header("date").value_or(""));
  if (!date) return;
  const auto skew = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now() - *date);
  const std::lock_guard lock(mutex_);
  if (!skew_) skew_ = skew;
}

}  // namespace sgw::collector
