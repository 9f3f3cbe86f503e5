#pragma once

#include "src/app/progress.hpp"
#include "src/app/session.hpp"

#include <sgw_diag/upload.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace sgw::app {

inline constexpr const char* k_attach_url_variable = "SGW_DIAG_ATTACH_URL";
inline constexpr std::chrono::minutes k_attach_timeout{10};

// Where the URL to hand over to is: at most one of the first two, else the environment variable.
struct UrlGiven {
  std::optional<std::string> url;                 // typed, for all to see
  std::optional<std::filesystem::path> url_file;  // "-" is standard input
};

// Reads the URL; what is secret in it is masked wherever it turns up from then on. Errors: bad_usage when it cannot be
// read or is none that is used, denied when the URL itself says that nothing can be sent by it now.
Result<collector::UploadPlace> upload_place(const Session& session, const UrlGiven& given, const std::stop_token& stop);

// What came of it, for a document.
struct Handed {
  SafeText to;
  std::optional<Error> error;
};

// A bundle and its way, as it is told before anything is sent and afterwards.
struct Handing {
  collector::UploadPlace place;
  collector::UploadFile file;
  SafeText to;        // without the query
  bool to_is_masked;  // what is shown of the place is not all as it is
};

// Opens and digests the bundle. Errors: bad_usage, cancelled.
Result<Handing> prepare_handing(const Session& session, collector::UploadPlace place,
                                const std::filesystem::path& bundle, const std::stop_token& stop);

// Sends it. Errors as upload() has them.
Result<void> hand_over(const Session& session, const Handing& handing, Deadline deadline, const std::stop_token& stop,
                       Progress& progress);

}  // namespace sgw::app
