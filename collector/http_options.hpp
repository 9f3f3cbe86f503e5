#pragma once

#include "collector/http_client.hpp"

#include <curl/curl.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

struct CurlListFree {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using CurlList = std::unique_ptr<curl_slist, CurlListFree>;

// How libcurl is told where a server is and how to get there.
struct HttpRoute {
  std::string base;        // of the URL; its host is the name that the server's certificate is for
  std::string host;        // the Host header; empty: as the URL has it
  std::string connect_to;  // libcurl's "host:port:to:port"; empty: as the URL has it
  std::string proxy;       // empty: none
};

// bad_usage when the server's address or its proxy is not one.
RawResult<HttpRoute> http_route(const HttpServer& server);

// Everything that holds for each request. The server and the route outlive the handle's use.
void set_server_options(CURL* handle, const HttpServer& server, const HttpRoute& route, curl_slist* connect_to);

// "name: value" each. bad_usage when a line could become two.
RawResult<CurlList> header_list(const std::vector<std::pair<std::string, std::string>>& headers);

void append(CurlList& list, const std::string& line);

}  // namespace sgw::collector
