#include "collector/settings_check.hpp"
#include "collector/settings_endpoint.hpp"
#include "collector/token_parser.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

// A token that is well-formed has all its parts; what is told of one never holds the signature.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sgw::collector;
  const std::string value(reinterpret_cast<const char*>(data), size);
  for (const TokenPrefix prefix : {TokenPrefix::required, TokenPrefix::optional}) {
    const TokenFacts facts = parse_token(value, prefix);
    if (facts.well_formed != facts.faults.empty()) std::abort();
    if (facts.well_formed && (facts.gateway_id.empty() || !facts.expires)) std::abort();
    if (facts.gateway_id.size() > 80) std::abort();
    const std::string signature = token_signature(value);
    if (facts.well_formed && facts.gateway_id.find(signature) != std::string::npos) std::abort();
  }
  (void)looks_like_token(value);
  (void)auth_mode(&value);
  (void)parse_endpoint(value);
  for (const SettingSpec& spec : SettingsCatalogue::shipped().all()) (void)check_value(spec, value);
  return 0;
}
