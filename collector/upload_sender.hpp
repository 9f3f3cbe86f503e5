#pragma once

#include "collector/http_client.hpp"

#include <sgw_diag/upload.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// Puts something to one place, and tries again where that makes sense, within the deadline.
class UploadSender {
 public:
  // Errors: bad_usage when the environment's proxy is none that can be used.
  static RawResult<UploadSender> connect(const UploadPlace& place, std::string file_name, const UploadContext& context,
                                         const UploadLimits& limits);

  // `more` goes into the query. A 2xx is success, of a blob 201 alone; anything else is an error as upload() has it.
  RawResult<void> put(std::string_view more, const HttpHeaders& headers, const HttpUpload& body);

 private:
  UploadSender(const UploadPlace& place, std::string file_name, const UploadContext& context,
               const UploadLimits& limits, HttpClient http);

  // Nothing: it is done. `again` tells whether the error may pass.
  struct Failure {
    RawError error;
    bool again = false;
    std::optional<std::chrono::seconds> wait{};
  };
  std::optional<Failure> try_once(std::string_view more, const HttpHeaders& headers, const HttpUpload& body);
  RawError shown(RawError error) const;

  const UploadPlace& place_;
  std::string file_name_;
  const UploadContext& context_;
  UploadLimits limits_;
  HttpClient http_;
  bool may_have_arrived_ = false;  // an attempt broke off, and its answer was not seen
};

}  // namespace sgw::collector
