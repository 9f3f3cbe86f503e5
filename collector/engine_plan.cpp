#include "collector/container_logs.hpp"
#include "collector/source_plans.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::uint64_t k_kib = 1024;
constexpr std::uint64_t k_log_bytes = 2048 * k_kib;
constexpr std::uint64_t k_line_bytes = 200;

struct Row {
  const char* path;
  const char* without;
  const char* times;
  std::uint64_t bytes;
};

constexpr Row k_rows[] = {
    {"/version", "the engine's version is unknown", "once", k_kib},
    {"/info", "the engine's system, memory and drivers are unknown", "once", 4 * k_kib},
    {"/containers/json?all=1", "gateways in containers are not found", "once", 20 * k_kib},
    {"/containers/<container>/json", "state, settings and version are unknown", "each container that may be a gateway",
     10 * k_kib},
    {"/images/<image>/json", "the image's digest and architecture are unknown", "each gateway", 8 * k_kib},
    {"/containers/<container>/stats?stream=false&one-shot=1", "memory in use is unknown", "each gateway that runs",
     4 * k_kib},
    {"/events?since=<time>&until=<time>&filters=<filter>", "restarts, health checks and kills have no times",
     "each gateway", 50 * k_kib},
};

// A log that takes too long is asked for its newest lines as well.
std::string log_pattern() {
  std::string path = log_path("<container>", {});
  const std::size_t tail = path.find("&tail=");
  return path.substr(0, tail) + "[&since=<time>][&until=<time>]&tail=<lines>";
}

}  // namespace

std::vector<PlannedCall> engine_calls(const std::string& engine, const Selection& selection,
                                      std::uint64_t limit_of_log) {
  const std::string right = engine == "docker" ? "root or group docker" : "the owner of the engine's socket, or root";
  std::vector<PlannedCall> rows;
  rows.push_back({engine, "GET", "/_ping", right, "the engine is not read", "each socket that may be there", 2});
  for (const Row& row : k_rows) {
    rows.push_back({engine, "GET", "[/v<version>]" + std::string(row.path), right, row.without, row.times, row.bytes});
  }
  PlannedCall log{engine,
                  "GET",
                  "[/v<version>]" + log_pattern(),
                  right,
                  "there are no logs: crashes, authentication and network errors stay unexplained",
                  "each gateway"};
  log.bytes = std::min(limit_of_log, selection.tail ? *selection.tail * k_line_bytes : k_log_bytes);
  log.at_most = limit_of_log;
  rows.push_back(std::move(log));
  return rows;
}

}  // namespace sgw::collector
