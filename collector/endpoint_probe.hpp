#pragma once

#include "collector/destination.hpp"
#include "collector/probe_ladder.hpp"

#include <sgw_diag/source.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace sgw::collector {

// How the destination is reached: its proxy, if its settings (or, for one that only the operator named, this host's
// environment) have one and do not exempt it. Without a proxy for its scheme, or with a transport that no proxy of
// HTTP carries, the way is direct.
ProbeTask probe_task(const Destination& destination);

// "contoso.example.json", with the port unless it is the usual one. Raw.
std::string probe_file_name(const ProbeTask& task);

struct ProbeOrders {
  std::size_t count = 3;                    // climbs
  std::vector<std::string> typed_userinfo;  // what was typed before an '@', to be masked; it is not sent anywhere
  ProbeOptions options;
};

// A source that climbs the ladder of one destination and writes probes/<destination>.json.
std::unique_ptr<Source> make_endpoint_probe(Destination destination, ProbeOrders orders = {});

}  // namespace sgw::collector
