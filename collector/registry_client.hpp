#pragma once

#include "collector/http_client.hpp"
#include "collector/registry_address.hpp"

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

// Reads the tags of a repository by the registries' HTTP interface: `tags/list`, page by page. Asks as anybody: a
// registry that wants a token gets an anonymous one of its own, and no credential of the operator is read or sent.
// Goes to the one server only; a redirect, a next page or a token service elsewhere ends it with an error.
class RegistryClient {
 public:
  // `sink` learns the token and is told of each call.
  RegistryClient(RegistryAddress address, SafeName source, const CollectContext& context, RawSink& sink,
                 const RegistryLimits& limits = {});

  // What could be read, and why not all of it. To be called once.
  TagList tags();

 private:
  RawResult<HttpResponse> get(const std::string& target);
  RawResult<HttpResponse> get_once(const std::string& target);
  RawResult<void> obtain_token(const HttpResponse& refused);
  RawResult<void> take_page(const HttpResponse& page, TagList& list);
  RawResult<void> read_pages(TagList& list);

  RegistryAddress address_;
  SafeName source_;
  RawSink& sink_;
  RegistryLimits limits_;
  HttpClient http_;
  Deadline end_;
  std::stop_token stop_;
  std::string token_;
  int redirects_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace sgw::collector
