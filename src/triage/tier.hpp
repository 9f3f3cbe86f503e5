#pragma once

#include <optional>
#include <string_view>

namespace sgw::triage {

// Whether the API Management tier of that name has the self-hosted gateway (clause TIER-1); letter case, blanks, dashes
// and underscores do not count. Nothing for a name that is no tier: a misspelt word decides nothing.
std::optional<bool> tier_has_gateway(std::string_view tier);

}  // namespace sgw::triage
