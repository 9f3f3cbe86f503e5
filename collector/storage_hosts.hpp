#pragma once

#include "collector/settings_environment.hpp"

#include <string>
#include <vector>

namespace sgw::collector {

// Hosts of Azure Storage that values name, as a host ("acct.blob.core.windows.net") or by a connection string's
// AccountName; in order, each once, at most 8. Of a connection string the kind is told by the setting's name: tables in
// "….table.connection", else blobs.
std::vector<std::string> storage_hosts(const Environment& env);

}  // namespace sgw::collector
