#pragma once

#include "src/app/session.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

namespace sgw::app {

struct RevealJob {
  std::optional<std::filesystem::path> input;  // none: standard input
  // False: nobody takes them any more, and the work ends.
  std::function<bool(const RevealedBytes&)> print;
};

// Turns the pseudonyms of the session's map back, in a reply or in whole files. A stream: memory stays flat. Errors:
// bad_usage (the input), io (the output), cancelled.
Result<RevealCount> reveal(const Session& session, const RevealJob& job, const std::stop_token& stop);

}  // namespace sgw::app
