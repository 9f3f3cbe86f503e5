#include "tests/support/kube_replay.hpp"

#include <openssl/evp.h>

#include <ctime>
#include <optional>
#include <utility>

namespace sgw::test {

namespace {

std::string base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

TlsFiles server_certificate(TlsMaterial& material, const std::string& name) {
  return name == "127.0.0.1" ? material.leaf_for_address(name) : material.leaf(name);
}

std::string http_date(std::time_t time) {
  std::tm parts{};
  char text[64];
  gmtime_r(&time, &parts);
  (void)std::strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text;
}

HttpAnswer http_answer(const KubeAnswer& answer, std::chrono::seconds ahead = {}) {
  HttpAnswer result = HttpAnswer::text(answer.body).with_status(answer.status);
  if (!answer.type.empty()) result.headers.emplace_back("Content-Type", answer.type);
  result.headers.emplace_back("Date", http_date(std::time(nullptr) + ahead.count()));
  return result;
}

HttpAnswer with_retry(HttpAnswer answer, const std::string& retry_after) {
  if (!retry_after.empty()) answer.headers.emplace_back("Retry-After", retry_after);
  return answer;
}

std::optional<HttpAnswer> spoilt(const KubeFault& fault, HttpAnswer& answer) {
  using Kind = KubeFault::Kind;
  switch (fault.kind) {
    case Kind::slow:
      answer.delay += fault.delay;
      return std::nullopt;
    case Kind::cut:
      return std::move(answer).cut_after(fault.bytes);
    case Kind::stall:
      return std::move(answer).stall_after(fault.bytes);
    case Kind::silent:
      return HttpAnswer::silence();
    case Kind::closed:
      return HttpAnswer::raw_bytes("");
    case Kind::busy:
      return with_retry(http_answer(kube_status(429, "TooManyRequests", "too many requests, please try again later")),
                        fault.retry_after);
    case Kind::unavailable:
      return with_retry(
          http_answer(kube_status(503, "ServiceUnavailable", "the server is currently unable to handle the request")),
          fault.retry_after);
    case Kind::expired:
      return http_answer(kube_status(410, "Expired", "The provided continue parameter is too old"));
    case Kind::bad_chunks:
      return HttpAnswer::raw_bytes(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: "
          "chunked\r\n\r\n5\r\n{\"kin\r\nzz\r\n");
    case Kind::endless:
      return std::move(answer).endless();
    case Kind::web_page:
      return HttpAnswer::text("<!DOCTYPE html><html><head><title>Sign in to the network</title></head></html>")
          .header("Content-Type", "text/html; charset=utf-8");
    case Kind::redirect:
      return HttpAnswer::text("").with_status(302).header("Location", "/elsewhere");
    case Kind::unauthorized:
      return http_answer(kube_status(401, "Unauthorized", "Unauthorized"));
    case Kind::failing:
      return http_answer(kube_status(500, "InternalError", "an error on the server has prevented the request"));
  }
  return std::nullopt;
}

std::string pod(const std::string& ns, std::size_t number) {
  const std::string name = "pod-" + std::to_string(number);
  return R"({"metadata":{"name":")" + name + R"(","namespace":")" + ns + R"(","uid":")" + ns + "-" +
         std::to_string(number) +
         R"(","resourceVersion":"1","creationTimestamp":"2026-11-23T16:45:59Z","labels":{"app.kubernetes.io/component":"self-hosted-gateway","app.kubernetes.io/instance":"contoso"},"managedFields":[{"manager":"kube-controller-manager","operation":"Update","fieldsV1":{"f:metadata":{"f:labels":{".":{}}}}}]},"spec":{"nodeName":"node)" +
         std::to_string(number % 50) +
         R"(","containers":[{"name":"azure-api-management-gateway","image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3"}]},"status":{"phase":"Running","containerStatuses":[{"name":"azure-api-management-gateway","ready":true,"restartCount":0,"image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3","state":{"running":{"startedAt":"2026-11-23T16:46:00Z"}}}]}})";
}

}  // namespace

KubeReplay::KubeReplay(const KubeReplayOptions& options) : options_(options) {
  for (const KubeIdentity who : {KubeIdentity::admin, KubeIdentity::limited}) accept(token(who), who);
  if (options.tls) {
    material_ = std::make_unique<TlsMaterial>();
    FakeTls tls{.certificate = server_certificate(*material_, options.tls_name)};
    if (options.client_certificates) {
      admin_ = material_->leaf("admin");
      limited_ = material_->leaf("limited");
      tls.client_ca = material_->root();
    }
    server_ = std::make_unique<FakeHttpServer>(tls);
  } else {
    server_ = std::make_unique<FakeHttpServer>();
  }
  server_->on_request([this](const FakeRequest& request) { return answer(request); });
}

std::string KubeReplay::token(KubeIdentity who) {
  switch (who) {
    case KubeIdentity::admin:
      return "replayed-admin-token";
    case KubeIdentity::limited:
      return "replayed-limited-token";
    case KubeIdentity::bad_token:
      return "replayed-unknown-token";
    case KubeIdentity::anonymous:
      break;
  }
  return {};
}

std::string KubeReplay::ca_pem() const { return material_ ? read_file(material_->root()) : std::string(); }

collector::KubeAccess KubeReplay::access(KubeIdentity who, const std::string& ns) const {
  collector::KubeAccess access;
  access.context = "replay";
  access.ns = ns;
  access.server = server_->url();
  access.ca_pem = ca_pem();
  if (options_.tls_name != "127.0.0.1") access.tls_server_name = options_.tls_name;
  access.user.name = "user";
  if (options_.client_certificates && (who == KubeIdentity::admin || who == KubeIdentity::limited)) {
    const TlsFiles& files = who == KubeIdentity::admin ? admin_ : limited_;
    access.user.cert_pem = read_file(files.chain);
    access.user.key_pem = read_file(files.key);
  } else {
    access.user.token = token(who);
  }
  return access;
}

std::filesystem::path KubeReplay::kubeconfig(KubeIdentity who, const std::string& ns) const {
  const collector::KubeAccess to = access(who, ns);
  const auto line = [](const std::string& key, const std::string& value) {
    return value.empty() ? std::string() : "    " + key + ": \"" + value + "\"\n";
  };
  const auto data = [&](const std::string& key, const std::string& pem) {
    return line(key, pem.empty() ? std::string() : base64(pem));
  };
  std::string user = line("token", to.user.token) + data("client-certificate-data", to.user.cert_pem) +
                     data("client-key-data", to.user.key_pem);
  if (user.empty()) user = "    {}\n";
  const std::lock_guard lock(mutex_);
  return folder_.write("config-" + std::to_string(++files_),
                       "apiVersion: v1\nkind: Config\nclusters:\n- name: cluster\n  cluster:\n" +
                           line("server", to.server) + line("tls-server-name", to.tls_server_name) +
                           data("certificate-authority-data", to.ca_pem) + "users:\n- name: user\n  user:\n" + user +
                           "contexts:\n- name: replay\n  context:\n" + line("cluster", "cluster") +
                           line("user", "user") + line("namespace", ns) + "current-context: replay\n");
}

void KubeReplay::accept(const std::string& token, KubeIdentity who, std::size_t requests) {
  const std::lock_guard lock(mutex_);
  tokens_[token] = {who, requests};
}

void KubeReplay::revoke(const std::string& token) {
  const std::lock_guard lock(mutex_);
  tokens_.erase(token);
}

void KubeReplay::fault(std::string prefix, KubeFault fault) {
  const std::lock_guard lock(mutex_);
  faults_.push_back({std::move(prefix), std::move(fault)});
}

void KubeReplay::no_faults() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
}

void KubeReplay::deny(std::string resource, std::string ns) {
  const std::lock_guard lock(mutex_);
  rights_.deny(std::move(resource), std::move(ns));
}

void KubeReplay::put(std::string_view target, KubeAnswer answer) {
  const std::lock_guard lock(mutex_);
  recording_.put(target, std::move(answer));
}

void KubeReplay::put_metadata(std::string_view target, std::string json) {
  const std::lock_guard lock(mutex_);
  recording_.put_metadata(target, {.body = std::move(json)});
}

void KubeReplay::remove(std::string_view target) {
  const std::lock_guard lock(mutex_);
  recording_.remove(target);
}

void KubeReplay::many_pods(const std::string& ns, std::size_t count, std::size_t in_page) {
  std::vector<std::string> pods;
  for (std::size_t i = 0; i < count; ++i) pods.push_back(pod(ns, i));
  const std::lock_guard lock(mutex_);
  recording_.put_list("/api/v1/namespaces/" + ns + "/pods", "PodList", "v1", std::move(pods));
  recording_.at_most_in_page(in_page);
}

void KubeReplay::log_text(std::string_view text, std::size_t bytes, std::size_t per_second) {
  const std::lock_guard lock(mutex_);
  log_text_ = {text, bytes, per_second};
}

std::string_view KubeReplay::log_of(std::string_view text, std::size_t bytes, std::size_t number) {
  constexpr std::size_t k_step = 999'983;  // a prime: the pieces begin all over the text
  const std::size_t room = text.size() - std::min(bytes, text.size());
  std::size_t from = room == 0 ? 0 : number * k_step % room;
  if (from > 0) from = text.find('\n', from) + 1;
  const std::string_view piece = text.substr(from, bytes);
  return piece.substr(0, piece.rfind('\n') + 1);
}

void KubeReplay::lend_log(const FakeRequest& request, HttpAnswer& answer) const {
  const KubePath path = parse_kube_path(request.target);
  constexpr std::string_view prefix = "pod-";
  if (log_text_.text.empty() || path.resource != "pods" || path.subresource != "log" ||
      !path.name.starts_with(prefix)) {
    return;
  }
  answer = http_answer({.type = "text/plain", .body = {}});
  answer.lent = log_of(log_text_.text, log_text_.bytes, std::stoul(path.name.substr(prefix.size())));
  answer.per_second = log_text_.per_second;
}

std::vector<std::string> KubeReplay::calls() const {
  std::vector<std::string> calls;
  for (const FakeRequest& request : seen()) calls.push_back(request.method + " " + request.target);
  return calls;
}

KubeIdentity KubeReplay::identity(const FakeRequest& request) {
  const std::string header = request.header("Authorization");
  constexpr std::string_view scheme = "Bearer ";
  if (header.starts_with(scheme)) {
    const auto found = tokens_.find(header.substr(scheme.size()));
    if (found == tokens_.end() || found->second.left == 0) return KubeIdentity::bad_token;
    --found->second.left;
    return found->second.who;
  }
  if (!header.empty()) return KubeIdentity::bad_token;
  if (request.peer == "admin") return KubeIdentity::admin;
  return request.peer == "limited" ? KubeIdentity::limited : KubeIdentity::anonymous;
}

KubeAnswer KubeReplay::find(const FakeRequest& request) {
  const KubeIdentity who = identity(request);
  if (who == KubeIdentity::bad_token) return kube_status(401, "Unauthorized", "Unauthorized");
  const KubePath path = parse_kube_path(request.target);
  if (request.method == "POST") {
    if (path.group == "authorization.k8s.io" && who != KubeIdentity::anonymous) {
      return rights_.review(who, path, request.body);
    }
    return kube_status(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }
  if (!rights_.may(who, path)) return KubeRights::refusal(who, path);
  const bool metadata_only = request.header("Accept").find("as=PartialObjectMetadata") != std::string::npos;
  const bool as_list = request.header("Accept").find("as=PartialObjectMetadataList") != std::string::npos;
  if (metadata_only && as_list && !path.name.empty()) {
    return kube_status(
        406, "NotAcceptable",
        "you requested PartialObjectMetadataList, but the requested object is not a list (*core.Secret)");
  }
  return recording_.find(path, metadata_only);
}

std::vector<KubeFault> KubeReplay::faults_for(const FakeRequest& request) {
  std::vector<KubeFault> hitting;
  for (Fault& fault : faults_) {
    if (!request.target.starts_with(fault.prefix)) continue;
    const bool has_continue = request.target.find("continue=") != std::string::npos;
    if (fault.what.kind == KubeFault::Kind::expired && !has_continue) continue;
    const int met = fault.met++;
    if (met < fault.what.after) continue;
    if (fault.what.times < 0 || met < fault.what.after + fault.what.times) hitting.push_back(fault.what);
  }
  return hitting;
}

HttpAnswer KubeReplay::answer(const FakeRequest& request) {
  const std::lock_guard lock(mutex_);
  HttpAnswer answer = http_answer(find(request), options_.ahead);
  lend_log(request, answer);
  for (const KubeFault& fault : faults_for(request)) {
    if (auto other = spoilt(fault, answer)) {
      other->delay = answer.delay;
      answer = *std::move(other);
    }
  }
  return answer;
}

}  // namespace sgw::test
