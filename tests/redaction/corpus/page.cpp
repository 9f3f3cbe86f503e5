#include "tests/redaction/corpus/page.hpp"

namespace sgw::corpus {

std::string Page::keep(std::string_view what, std::string text) {
  if (count_noise_ && rng_.one_in(4)) kept_.push_back({std::string(what), text});
  return text;
}

std::string gateway_line(Page& page) {
  Rng& rng = page.rng();
  const std::string start = std::string(rng.one_in(5) ? "[Warn] " : "[Info] ") + timestamp(rng);
  switch (rng.below(8)) {
    case 0:
      return page.keep("gateway-line", start + " [ConfigSnapshotApplied], version: " + rng.chars(k_digits, 6) +
                                           ", correlationId: " + guid(rng));
    case 1:
      return page.keep("gateway-line",
                       start + " [GatewayLogs], isRequestSuccess: True, totalTime: " + rng.chars(k_digits, 3) +
                           ", operationName: GET-" + word(rng) + ", responseCode: 200, requestId: " + guid(rng));
    case 2:
      return page.keep("gateway-line", start + " [TokenExpiryCheck], message: Access token of " + word(rng) +
                                           " is valid for 12 more days");
    case 3:
      return page.keep("gateway-line", start + " [PeerHeartbeat], instance: " + word(rng) +
                                           "-5d8f, sequence: " + rng.chars(k_digits, 5));
    case 4:
      return page.keep("stack-frame", stack_frame(page));
    case 5:
      return page.keep("gateway-line",
                       start +
                           " [ImageInfo], image: mcr.microsoft.com/azure-api-management/gateway:2.12.3, "
                           "digest: sha256:" +
                           rng.chars(k_hex, 64));
    case 6:
      return page.keep("gateway-line", start + " [RateLimit], counterKey: " + word(rng) +
                                           ", callsLeft: " + rng.chars(k_digits, 2) +
                                           ", renewalPeriod: 60, traceId: " + rng.chars(k_hex, 32));
    default:
      return page.keep("gateway-line", start +
                                           " [KeyVaultRefresh], message: Password and key rotation is not due for " +
                                           word(rng) + ", next check in 0" + rng.chars(k_digits, 1) + ":00:00");
  }
}

std::string gateway_json(Page& page) {
  Rng& rng = page.rng();
  const std::string line = R"({"timestamp":")" + timestamp(rng) +
                           R"(Z","level":"Info","eventName":"GatewayLogs","correlationId":")" + guid(rng) +
                           R"(","responseCode":200,"apiId":")" + word(rng) + R"(","traceId":")" + rng.chars(k_hex, 32) +
                           R"(","cache":"none"})";
  return page.keep("gateway-json", line);
}

std::string stack_frame(Page& page) {
  Rng& rng = page.rng();
  return "   at Microsoft.Gateway.Http." + word(rng) +
         "Pipeline.InvokeAsync(HttpContext context, CancellationToken token) in "
         "/_/src/Proxy/" +
         word(rng) + ".cs:line " + rng.chars("123456789", 3);
}

std::string env_line(Page& page) {
  const auto [name, value] = setting(page);
  return page.keep("env-line", name + '=' + value);
}

std::string ini_line(Page& page) {
  const auto [name, value] = setting(page);
  return page.keep("ini-line", name + " = " + value);
}

std::string comment_line(Page& page) {
  return page.keep("comment", "# The token and the password of " + word(page.rng()) + " lie in the vault, not here.");
}

std::pair<std::string, std::string> setting(Page& page) {
  Rng& rng = page.rng();
  switch (rng.below(7)) {
    case 0:
      return {"telemetry." + word(rng), "true"};
    case 1:
      return {"imageDigest", "sha256:" + rng.chars(k_hex, 64)};
    case 2:
      return {"correlation." + word(rng), guid(rng)};
    case 3:
      return {"net.client.timeout", "00:01:" + rng.chars("12345", 1) + rng.chars(k_digits, 1)};
    case 4:
      return {"telemetry.logs.std", word(rng) + "-json"};
    case 5:
      return {"commit", rng.chars(k_hex, 40)};
    default:
      return {"instance." + word(rng), "2.12.3" + rng.chars(k_digits, 3) + ".0-" + word(rng)};
  }
}

std::string each(Page& page, std::span<const Slot> slots, std::string_view between,
                 const std::function<std::string(Page&, const Slot&)>& write) {
  std::string out;
  for (const Slot& slot : slots) {
    if (!out.empty()) out += between;
    out += write(page, slot);
  }
  return out;
}

}  // namespace sgw::corpus
