#pragma once

#include "collector/proxy_settings.hpp"

#include <sgw_diag/source.hpp>

#include <string_view>

namespace sgw::collector {

// Teaches the gate "user:password" as it stands in a URL, and the password alone.
void learn_userinfo(std::string_view userinfo, RawSink& sink);
// The same of a proxy's credentials, in every spelling that could turn up: as sent, too.
void learn_proxy(const ProxyAddress& proxy, RawSink& sink);

}  // namespace sgw::collector
