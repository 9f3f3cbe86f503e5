#pragma once

#include "collector/http_client.hpp"
#include "collector/kube_api.hpp"

#include <sgw_diag/json_reader.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// What an answer that is not 2xx says: a Status object, plain text, or a web page of something in between. `path` is
// the subject of the error; a message over 2000 bytes is left out: half of it could end in half a secret.
KubeFailure failure_of(const HttpResponse& response, const std::string& path);

// When there was no answer.
KubeFailure failure_of(RawError error);

// The JSON object that an API server answers with. Failures: protocol when it is a web page, no JSON, no object, or
// more of a Secret than its metadata.
KubeResult<JsonReader> document_of(const HttpResponse& response, const std::string& path);

// How long the server asks to be left alone: Retry-After in seconds or as a date (judged by the answer's Date), else
// details.retryAfterSeconds of its Status, never negative. Nothing when it does not ask.
std::optional<std::chrono::milliseconds> retry_after(const HttpResponse& response);

}  // namespace sgw::collector
