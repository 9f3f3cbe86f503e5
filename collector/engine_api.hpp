#pragma once

#include "collector/http_client.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace sgw::collector {

// An engine that answered: Docker's HTTP interface, which Podman speaks too. Every request is recorded with
// RawSink::call. One thread.
class EngineApi {
 public:
  // Asks /_ping and takes the API version that the engine offers as its newest: an engine refuses what it finds too old
  // or too new, and its own is neither. Errors as HttpClient, and protocol when what answers is no engine.
  static RawResult<EngineApi> connect(HttpServer server, const CollectContext& context, RawSink& sink);

  bool is_podman() const { return podman_; }
  SafeName source() const { return podman_ ? SafeName("podman") : SafeName("docker"); }
  const std::string& version() const { return version_; }  // "1.41"; empty when the engine does not tell
  const HttpServer& server() const { return client_.server(); }

  // GET of a JSON document; `path` without the version: "/containers/json?all=1". not_found for 404, denied for 401 and
  // 403, else protocol with the engine's own message as subject.
  RawResult<JsonReader> json(const std::string& path, std::chrono::milliseconds limit, const CollectContext& context);

  // GET of a long body; see HttpClient::stream. A status other than 2xx is an error as above.
  RawResult<HttpResponse> stream(const std::string& path, const HttpClient::OnData& on_data, Deadline deadline,
                                 const CollectContext& context);

 private:
  EngineApi(HttpServer server, RawSink& sink) : client_(std::move(server)), sink_(&sink) {}
  std::string target(const std::string& path) const;
  void record(const std::string& target, int status, std::chrono::milliseconds took);

  HttpClient client_;
  RawSink* sink_;
  std::string version_;
  bool podman_ = false;
};

// The engine's reason in an error answer, {"message": …}, as an error; `body` may be anything.
RawError engine_error(int status, std::string_view body);

}  // namespace sgw::collector
