#pragma once

#include "collector/docker_source.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/memory_sink.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

using namespace std::chrono_literals;
using test::FakeHttpServer;
using test::HttpAnswer;

inline const std::string k_id_a = std::string(63, 'a') + "1";
inline const std::string k_id_b = std::string(63, 'b') + "2";

inline std::string frame(char stream, std::string_view payload) {
  std::string bytes{stream, '\0', '\0', '\0', '\0', '\0', '\0', static_cast<char>(payload.size())};
  return bytes.append(payload);
}

inline std::string inspect(const std::string& id, const std::string& name, const std::string& more_config = {}) {
  return R"({"Id":")" + id + R"(","Name":"/)" + name +
         R"(","State":{"Status":"exited","Running":false,"ExitCode":139},"Config":{"Image":"mcr.microsoft.com/azure-api-management/gateway:2.12.3")" +
         more_config + "}}";
}

// An engine with one gateway, "one", whose answers a test changes.
class EngineFixture : public testing::Test {
 protected:
  EngineFixture() {
    ping("Docker/27.0");
    server.on("/v1.41/version", HttpAnswer::json(R"({"Version":"27.0","ApiVersion":"1.41"})"));
    server.on("/v1.41/info", HttpAnswer::json(R"({"SystemTime":"2026-11-23T19:00:00Z","NCPU":2})"));
    server.on("/v1.41/events", HttpAnswer::text(""));
    list({{k_id_a, "one"}});
    container(k_id_a, inspect(k_id_a, "one"));
    logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z out\n") +
                                  frame(2, "2026-11-23T19:00:00.000000002Z err\n")));
    selection.docker_host = server.address();
    selection.from = {"docker"};
  }

  void ping(const std::string& name, const std::string& version = "1.41") {
    server.on("/_ping", HttpAnswer::text("OK").header("Api-Version", version).header("Server", name + " (linux)"));
  }
  void list(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string json;
    for (const auto& [id, name] : rows) {
      if (!json.empty()) json += ",";
      json += R"({"Id":")";
      json += id;
      json += R"(","Names":["/)";
      json += name;
      json += R"("]})";
    }
    server.on("/v1.41/containers/json", HttpAnswer::json("[" + json + "]"));
  }
  void container(const std::string& id, const std::string& json) {
    server.on("/v1.41/containers/" + id + "/json", HttpAnswer::json(json));
  }
  void logs(const std::string& id, HttpAnswer answer) {
    server.on("/v1.41/containers/" + id + "/logs", std::move(answer));
  }
  void newest_logs(const std::string& id, HttpAnswer answer) {
    server.on("/v1.41/containers/" + id + "/logs?stdout=1&stderr=1&timestamps=1&tail=10000", std::move(answer));
  }

  void collect(std::chrono::milliseconds time = 20s) { collect_with(make_docker_source(selection, targets), time); }
  void collect_with(const std::unique_ptr<Source>& source, std::chrono::milliseconds time = 20s) {
    source->collect({Deadline::after(time), stop.get_token(), {}, UtcTime{}}, sink);
  }

  bool remarked(Remark::Kind kind, std::string_view part) const {
    return std::any_of(sink.remarks.begin(), sink.remarks.end(), [&](const auto& row) {
      return row.kind == kind && (row.text + "|" + row.subject + "|" + row.detail).find(part) != std::string::npos;
    });
  }
  const test::MemoryRawSink::Artifact& artifact(std::string_view path) const {
    const auto* found = sink.find(path);
    static const test::MemoryRawSink::Artifact nothing;
    EXPECT_NE(found, nullptr) << path;
    return found == nullptr ? nothing : *found;
  }

  FakeHttpServer server;
  Selection selection;
  std::shared_ptr<Targets> targets = std::make_shared<Targets>();
  test::MemoryRawSink sink;
  std::stop_source stop;
};

}  // namespace sgw::collector
