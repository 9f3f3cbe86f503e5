#pragma once

#include <sgw_diag/source.hpp>

#include <curl/curl.h>
#include <string_view>

namespace sgw::collector {

// What libcurl knows of a transfer that failed. Its text may quote addresses and is not shown; it is only looked at to
// tell cases apart.
struct HttpFailure {
  CURLcode code;
  CURL* easy;
  std::string_view text;
  bool tls;
  bool has_certificate;  // of the client
  bool by_proxy;
};

// Without a subject.
RawError http_error(const HttpFailure& failure);

// Whether the connection broke with nothing said about why, as one does that the server closes just then.
bool broke_off(CURLcode code);

}  // namespace sgw::collector
