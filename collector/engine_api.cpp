#include "collector/engine_api.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::chrono::seconds k_ping_limit{5};
constexpr std::size_t k_max_message = 2000;

// "1.41" and the like; anything else is not sent back as part of a path.
bool is_version(std::string_view text) {
  return !text.empty() && text.size() <= 8 && text.find('.') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(),
                     [](char letter) { return letter == '.' || (letter >= '0' && letter <= '9'); });
}

Literal reason_for(int status, std::string_view message) {
  const bool driver = message.find("does not support reading") != std::string_view::npos ||
                      message.find("cannot read logs") != std::string_view::npos;
  if (driver) return "the log driver keeps nothing that can be read";
  if (message.find("HTTP request to an HTTPS server") != std::string_view::npos) {
    return "the engine speaks TLS: set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH";
  }
  if (status == 404) return "the engine does not know it (any more)";
  if (status == 401 || status == 403) return "the engine refuses access";
  if (status == 400) return "the engine refuses the request";
  if (status >= 500) return "the engine reports an error of its own";
  return "the engine's answer was not expected";
}

}  // namespace

RawError engine_error(int status, std::string_view body) {
  std::string message;
  if (const auto document = JsonReader::parse(body)) message = (*document)["message"].text_or("");
  if (message.empty()) message = body;
  const ErrorKind kind = status == 404                    ? ErrorKind::not_found
                         : status == 401 || status == 403 ? ErrorKind::denied
                                                          : ErrorKind::protocol;
  const Literal reason = reason_for(status, message);
  // Half a message could end in half a secret, which nothing recognizes any more.
  return {kind, reason, message.size() > k_max_message ? RawText() : RawText(message)};
}

RawResult<EngineApi> EngineApi::connect(HttpServer server, const CollectContext& context, RawSink& sink) {
  EngineApi api(std::move(server), sink);
  HttpRequest request{.target = "/_ping"};
  request.limit = k_ping_limit;
  request.max_body = std::size_t{64} << 10;
  SGW_TRY(const HttpResponse response, api.client_.get(request, context.deadline, context.stop));
  const std::string name = response.header("server").value_or("");
  api.podman_ = name.starts_with("Libpod/") || response.header("libpod-api-version").has_value();
  api.record("/_ping", response.status, response.took);
  if (!response.ok()) return tl::make_unexpected(engine_error(response.status, response.body));
  const auto version = response.header("api-version");
  if (!version && response.body != "OK")
    return raw_fail(ErrorKind::protocol, "what answers there is no container engine");
  if (version && is_version(*version)) api.version_ = *version;
  return api;
}

std::string EngineApi::target(const std::string& path) const {
  return version_.empty() ? path : "/v" + version_ + path;
}

void EngineApi::record(const std::string& target, int status, std::chrono::milliseconds took) {
  RawCall call;
  call.source = source();
  call.verb = "GET";
  call.target = RawText(target);
  call.status = status;
  call.took = took;
  sink_->call(std::move(call));
}

RawResult<JsonReader> EngineApi::json(const std::string& path, std::chrono::milliseconds limit,
                                      const CollectContext& context) {
  HttpRequest request{.target = target(path)};
  request.limit = limit;
  request.max_body = k_max_json_bytes;
  auto response = client_.get(request, context.deadline, context.stop);
  record(request.target, response ? response->status : 0, response ? response->took : std::chrono::milliseconds{0});
  if (!response) return tl::make_unexpected(std::move(response).error());
  if (!response->ok()) return tl::make_unexpected(engine_error(response->status, response->body));
  auto document = JsonReader::parse(response->body);
  if (!document) return raw_fail(ErrorKind::protocol, "the engine's answer is not JSON", RawText(request.target));
  return *std::move(document);
}

RawResult<HttpResponse> EngineApi::stream(const std::string& path, const HttpClient::OnData& on_data, Deadline deadline,
                                          const CollectContext& context) {
  HttpRequest request{.target = target(path)};
  auto response = client_.stream(request, on_data, deadline, context.stop);
  record(request.target, response ? response->status : 0, response ? response->took : std::chrono::milliseconds{0});
  if (response && !response->ok()) return tl::make_unexpected(engine_error(response->status, response->body));
  return response;
}

}  // namespace sgw::collector
