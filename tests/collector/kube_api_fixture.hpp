#pragma once

#include "collector/kube_api.hpp"
#include "tests/support/kube_replay.hpp"
#include "tests/support/memory_sink.hpp"

#include <gtest/gtest.h>
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

namespace sgw::collector {

using namespace std::chrono_literals;
using test::KubeFault;
using test::KubeIdentity;
using test::KubeReplay;

// A client of a replayed API server.
class KubeFixture : public testing::Test {
 protected:
  explicit KubeFixture(const test::KubeReplayOptions& options = {}) : server(options) {
    limits.per_second = 0;
    limits.answer = 10s;
  }

  CollectContext context(std::chrono::milliseconds time = 30s) const {
    return {Deadline::after(time), stop.get_token(), {}, UtcTime{}};
  }
  KubeResult<std::unique_ptr<KubeApi>> try_connect(KubeAccess access) {
    return KubeApi::connect(std::move(access), limits, context(), sink);
  }
  KubeApi& connect(KubeAccess access) {
    auto connected = try_connect(std::move(access));
    if (!connected) throw std::runtime_error(std::string(connected.error().error.what.view()));
    api_ = *std::move(connected);
    return *api_;
  }
  KubeApi& connect(KubeIdentity who = KubeIdentity::admin) { return connect(server.access(who)); }

  std::size_t count_calls(std::string_view part) const {
    std::size_t count = 0;
    for (const auto& call : sink.calls)
      count += (call.verb + " " + call.target).find(part) != std::string::npos ? 1 : 0;
    return count;
  }

  KubeReplay server;
  KubeLimits limits;
  test::MemoryRawSink sink;
  std::stop_source stop;

 private:
  std::unique_ptr<KubeApi> api_;
};

}  // namespace sgw::collector
