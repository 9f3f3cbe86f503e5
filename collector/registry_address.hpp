#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// A repository of a container registry.
struct RegistryAddress {
  std::string host;
  std::uint16_t port = 443;
  bool plain = false;  // http://: only when it is asked for in so many words
  std::string repository;

  std::string base() const;   // "https://host:port", no path
  std::string shown() const;  // "host[:port]/repository"
};

// "[https://|http://]HOST[:PORT][/REPOSITORY]"; what is left out is the public registry and its repository of the
// gateway, so an empty text is those. Nothing for anything else: a tag, a digest, credentials, a query.
std::optional<RegistryAddress> parse_registry(std::string_view text);

// The registry in an image's reference, "HOST[:PORT]/REPOSITORY[:TAG][@DIGEST]"; of docker.io the host that answers for
// it. Nothing for a reference without one: whether an engine then asks anybody, and whom, is a matter of its settings.
std::optional<RegistryAddress> registry_of_image(std::string_view reference);

}  // namespace sgw::collector
