#pragma once

#include "collector/kube_config.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/kube_recording.hpp"
#include "tests/support/kube_rights.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/tls_material.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::test {

// What goes wrong with requests whose path begins with a prefix.
struct KubeFault {
  enum class Kind {
    slow,          // `delay` before the answer
    cut,           // the connection ends after `bytes` of the body
    stall,         // nothing more after `bytes` of the body
    silent,        // no answer at all
    closed,        // the connection ends without an answer
    busy,          // 429 with Retry-After: `retry_after`
    unavailable,   // 503, with Retry-After when `retry_after` is set
    expired,       // 410 to a request with `continue`; others pass
    bad_chunks,    // a chunked body that is none
    endless,       // the body again and again
    web_page,      // 200 and a page of HTML
    redirect,      // 302
    unauthorized,  // 401
    failing,       // 500 with a Status
  };
  Kind kind = Kind::silent;
  int after = 0;   // so many requests pass before it begins
  int times = -1;  // so many are hit; -1: all
  std::chrono::milliseconds delay{0};
  std::size_t bytes = 0;
  std::string retry_after{};
};

struct KubeReplayOptions {
  bool tls = false;
  bool client_certificates = false;    // with tls: "admin" and "limited" by certificate besides tokens
  std::string tls_name = "127.0.0.1";  // what the certificate is for
  std::chrono::seconds ahead{0};       // its clock, of this host's
};

// An API server that replays what tests/data/kubernetes recorded, on a free port of loopback. It knows four identities,
// by bearer token or client certificate, checks their rights, and has faults put on it. Everything it is asked to do by
// a test may be done while requests come in.
//   KubeReplay server;
//   collect(server.kubeconfig(), "sgw-crash");
class KubeReplay {
 public:
  explicit KubeReplay(const KubeReplayOptions& options = {});

  // A file of its own for each call, with one context named "replay" in `ns`. Credentials are inline.
  std::filesystem::path kubeconfig(KubeIdentity who = KubeIdentity::admin, const std::string& ns = "sgw-healthy") const;
  // The same, read already.
  collector::KubeAccess access(KubeIdentity who = KubeIdentity::admin, const std::string& ns = "sgw-healthy") const;
  std::string url() const { return server_->url(); }
  std::string ca_pem() const;
  static std::string token(KubeIdentity who);

  // Tokens besides the usual ones, for credentials that expire; good for so many requests.
  void accept(const std::string& token, KubeIdentity who,
              std::size_t requests = std::numeric_limits<std::size_t>::max());
  void revoke(const std::string& token);

  void fault(std::string prefix, KubeFault fault);
  void no_faults();
  void deny(std::string resource, std::string ns = {});
  void put(std::string_view target, KubeAnswer answer);
  void put_json(std::string_view target, std::string json) { put(target, {.body = std::move(json)}); }
  void put_metadata(std::string_view target, std::string json);  // when metadata alone is asked for
  void put_text(std::string_view target, std::string text) {
    put(target, {.type = "text/plain", .body = std::move(text)});
  }
  void remove(std::string_view target);
  // Puts so many gateway pods "pod-0", … into a namespace, instead of those that are there; `in_page` of them at most
  // come at a time.
  void many_pods(const std::string& ns, std::size_t count, std::size_t in_page = SIZE_MAX);
  // The logs of these pods are pieces of one text, log_of(), which outlives the server; `per_second` bytes of each at
  // most (0: as fast as they go).
  void log_text(std::string_view text, std::size_t bytes, std::size_t per_second);
  // What "pod-<number>" logs: whole lines, at most `bytes`, another piece for each.
  static std::string_view log_of(std::string_view text, std::size_t bytes, std::size_t number);

  std::vector<FakeRequest> seen() const { return server_->seen(); }
  // "GET /api/v1/pods?limit=500" of all requests so far, in order of arrival.
  std::vector<std::string> calls() const;
  std::size_t most_at_once() const { return server_->most_at_once(); }
  std::size_t connections() const { return server_->connections(); }

 private:
  struct Fault {
    std::string prefix;
    KubeFault what;
    int met = 0;
  };

  struct LogText {
    std::string_view text;
    std::size_t bytes = 0;
    std::size_t per_second = 0;
  };

  struct Token {
    KubeIdentity who = KubeIdentity::anonymous;
    std::size_t left = 0;  // requests
  };

  HttpAnswer answer(const FakeRequest& request);
  void lend_log(const FakeRequest& request, HttpAnswer& answer) const;
  KubeIdentity identity(const FakeRequest& request);
  KubeAnswer find(const FakeRequest& request);
  std::vector<KubeFault> faults_for(const FakeRequest& request);

  KubeReplayOptions options_;
  TempDir folder_;
  std::unique_ptr<TlsMaterial> material_;
  TlsFiles admin_, limited_;
  mutable std::mutex mutex_;
  mutable int files_ = 0;
  KubeRecording recording_ = KubeRecording::shipped();
  KubeRights rights_;
  std::map<std::string, Token> tokens_;
  std::vector<Fault> faults_;
  LogText log_text_;
  std::unique_ptr<FakeHttpServer> server_;  // last: its threads use the others
};

}  // namespace sgw::test
