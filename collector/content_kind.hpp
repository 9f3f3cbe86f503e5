#pragma once

#include <sgw_diag/json_reader.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What a saved file is taken for.
enum class ContentKind {
  log,       // a gateway's log
  text,      // other text: kept for people
  json,      // a JSON document
  env,       // NAME=VALUE lines
  inspect,   // a record of `docker inspect`
  binary,    // never collected
  snapshot,  // the gateway's configuration backup: never collected, it is the whole configuration
};

// By name and by the beginning of the text (`whole`: there is no more). `json` and `env` are guesses then: the whole
// text decides.
ContentKind guess_kind(std::string_view name, std::string_view head, bool whole);

// What the whole text is, of which guess_kind() thought it was JSON. `document` receives it when it is.
ContentKind decide_json(std::string_view name, std::string_view text, JsonReader& document);

// The containers of a `docker inspect` document: of its array, or itself. Empty when it is none.
std::vector<JsonReader> containers_of(const JsonReader& document);

}  // namespace sgw::collector
