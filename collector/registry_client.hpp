#pragma once

#include "collector/http_client.hpp"
#include "collector/registry_address.hpp"
#include "collector/registry_headers.hpp"

#include <sgw_diag/source.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

// What a registry said of one repository.
struct TagList {
  std::vector<std::string> tags;  // in order of name, each once
  std::size_t refused = 0;        // names that are none: nothing of them is kept
  int pages = 0;
  bool whole = false;               // the last page was read
  std::optional<UtcTime> answered;  // the registry's own clock
  std::optional<RawError> error;    // why not
};

// Bounds of one look at a registry, so that a hostile one costs little.
struct RegistryLimits {
  int pages = 40;
  int redirects = 3;  // in all
  std::size_t page_bytes = std::size_t{1} << 20;
  std::size_t bytes = std::size_t{4} << 20;  // of all pages
  std::size_t tags = 1000;
  std::chrono::milliseconds time = std::chrono::seconds{20};
};

// How to get to a registry.
struct RegistryWay {
  ProxySettings proxy{};  // read as the probes read it; a proxy gets its own credentials and nobody else
  std::string ca_file{};  // PEM, trusted besides the system's; empty: those alone
};

// Reads the tags of a repository by the registries' HTTP interface: `tags/list`, page by page. Asks as anybody: a
// registry that wants a token gets an anonymous one, and no credential of the operator is read or sent to it. Goes to
// the one server, and for the token once to where it says, by https only; a redirect or a next page elsewhere ends it
// with an error.
class RegistryClient {
 public:
  // `sink` learns the token and is told of each call.
  RegistryClient(RegistryAddress address, SafeName source, const CollectContext& context, RawSink& sink,
                 RegistryWay way = {}, const RegistryLimits& limits = {});

  // What could be read, and why not all of it. To be called once.
  TagList tags();

 private:
  RawResult<HttpResponse> get(const std::string& target);
  // The token that we have goes to the registry alone.
  RawResult<HttpResponse> ask(HttpClient& http, const std::string& target, const std::string& token);
  RawResult<HttpClient> connect(std::string base, std::string_view host, bool plain);
  RawResult<HttpResponse> ask_for_token(const BearerChallenge& challenge);
  RawResult<void> obtain_token(const HttpResponse& refused);
  RawResult<void> take_page(const HttpResponse& page, TagList& list);
  RawResult<void> read_pages(TagList& list);

  RegistryAddress address_;
  SafeName source_;
  RawSink& sink_;
  RegistryLimits limits_;
  RegistryWay way_;
  std::optional<HttpClient> http_;  // to the registry
  Deadline end_;
  std::stop_token stop_;
  std::string token_;
  int redirects_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace sgw::collector
