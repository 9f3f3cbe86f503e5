#pragma once

#include "collector/kube_config.hpp"
#include "collector/kube_credential.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

// Who asks: the credential's headers, and those of impersonation.
std::vector<std::pair<std::string, std::string>> identity_headers(const KubeUser& user,
                                                                  const KubeCredential& credential);

// What an answer may look like. Of Secrets only ever the metadata, whoever asks for them.
std::string accepted_types(std::string_view path);

// Whether the path is of Secret objects.
bool is_of_secrets(std::string_view path);

// The path as it is recorded: without the text of a `continue`, which is long and tells nothing.
std::string recorded_path(std::string_view path);

}  // namespace sgw::collector
