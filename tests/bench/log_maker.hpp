#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace sgw::bench {

enum class Lines { mixed, json };

// Lines as a gateway writes them, the same in every run.
class LogMaker {
 public:
  // `addresses`: how many different callers there are, at most 2^24.
  explicit LogMaker(std::uint32_t addresses = 16384) : addresses_(addresses) {}

  std::string random(std::size_t size,
                     std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[engine_() % alphabet.size()];
    return text;
  }
  std::string hex(std::size_t size) { return random(size, "0123456789abcdef"); }
  std::string guid() { return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12); }
  std::string address() {
    const auto number = static_cast<std::uint32_t>(engine_() % addresses_);
    return "10." + std::to_string(number >> 16 & 255U) + "." + std::to_string(number >> 8 & 255U) + "." +
           std::to_string(number & 255U);
  }

  std::string secret_line() {
    switch (engine_() % 5) {
      case 0:
        return "[Error]2026-03-04T09:14:12.369 [Auth], exception: 401 GatewayKey gw1&202612232355&" + random(86) +
               "==\n";
      case 1:
        return "[Info] 2026-03-04T09:39:54.666 [GatewayLogs], url: https://api.example/e?subscription-key=" + hex(32) +
               "&x=1\n";
      case 2:
        return "[Info] 2026-03-04T09:39:54.666 [Event], header: Authorization: Bearer eyJ" + random(20) + ".eyJ" +
               random(80) + "." + random(43) + "\n";
      case 3:
        return "[Warn] 2026-03-04T09:39:54.666 [Db], connection: Server=db;User Id=sa;Password=" + random(16) +
               ";Encrypt=yes\n";
      default:
        return "[Info] 2026-03-04T09:39:54.666 [Blob], url: https://x.blob.core.windows.net/c?se=2026-12-23&sig=" +
               random(43) + "%3D\n";
    }
  }

  std::string event_line() {
    return "2026-03-04T09:39:54.666071123Z stdout [Info] 2026-03-04T09:39:54.666 [ConfigurationSync], message: secret "
           "rotation check passed, "
           "cookie header removed, region: southeastasia, duration: " +
           std::to_string(engine_() % 1000) + ", correlationId: " + guid() + ", source: Poller\n";
  }
  std::string access_line() {
    return R"({"level":"Informational","timestamp":"2026-03-04T14:14:12.3622319Z","eventType":"GatewayLogs","correlationId":")" +
           guid() + R"(","method":"GET","url":"https://api.contoso.example/orders/)" + std::to_string(engine_()) +
           R"(?page=2","callerIpAddress":")" + address() + R"(","responseCode":200,"totalTime":)" +
           std::to_string(engine_() % 900) +
           R"(,"backendUrl":"https://backend.contoso.example/v2/orders","apiId":"orders","operationId":"get-order","clientProtocol":"HTTP/1.1"})"
           "\n";
  }
  std::string exception_lines() {
    std::string text =
        "[Error]2026-03-04T09:14:12.369 [Unhandled], exception: System.Net.Http.HttpRequestException: Connection "
        "refused (" +
        address() + ":443)\n";
    for (int i = 0; i < 12; ++i) {
      text +=
          "   at System.Net.Http.HttpConnectionPool.ConnectAsync(HttpRequestMessage request, CancellationToken "
          "cancellationToken) in D:\\a\\1\\s\\src\\Pool.cs:line " +
          std::to_string(i) + "\n";
    }
    return text + "System.Net.Http, Version=4.2.2.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a\n";
  }

  // What is logged at one time: a line, seldom the lines of an exception.
  std::string harmless(Lines lines) {
    if (lines == Lines::json) return access_line();
    const auto kind = engine_() % 1000;
    if (kind < 15) return exception_lines();
    return kind < 430 ? access_line() : event_line();
  }

  // One line in `every` holds a secret; 0: none.
  std::string log(std::size_t bytes, std::size_t every, Lines lines) {
    std::string text;
    std::size_t line = 0;
    while (text.size() < bytes) {
      if (every != 0 && ++line % every == 0) text += secret_line();
      text += harmless(lines);
    }
    return text;
  }

 private:
  std::uint32_t addresses_;
  std::mt19937 engine_{7};
};

}  // namespace sgw::bench
