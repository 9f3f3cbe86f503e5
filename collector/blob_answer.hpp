#pragma once

#include "collector/http_client.hpp"

#include <sgw_diag/upload.hpp>

namespace sgw::collector {

// What a server said to a PUT that is no yes, in our words. `shown` is the place, for the subject; a foreign code that
// we have no words for is not quoted, its status is.
RawError upload_refusal(UploadPlace::Kind kind, const HttpResponse& answer, const std::string& shown);

// Whether the same request may go through later: 408, 429 and what servers say of their own failures.
bool may_try_again(const HttpResponse& answer);

// How long the server asks to wait by Retry-After, in seconds; nothing when it does not say, or says a date.
std::optional<std::chrono::seconds> asked_wait(const HttpResponse& answer);

}  // namespace sgw::collector
