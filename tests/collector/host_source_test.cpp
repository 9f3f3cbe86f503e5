#include "collector/host_source.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>
#include <cstdlib>
#include <filesystem>

namespace sgw::collector {
namespace {

CollectContext context() {
  return {.deadline = Deadline::after(std::chrono::minutes(1)),
          .stop = {},
          .limits = {},
          .now = *parse_time("2026-11-23T16:44:57Z")};
}

JsonReader collected(test::MemoryRawSink& sink, const std::filesystem::path& root) {
  make_host_source(root)->collect(context(), sink);
  const auto* artifact = sink.find("environment/host.json");
  return artifact == nullptr ? JsonReader() : JsonReader::parse(artifact->bytes).value_or(JsonReader());
}

TEST(HostSource, SaysWhatTheFilesOfTheSystemSay) {
  const test::TempDir root;
  root.write("etc/os-release", "NAME=x\nPRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\n");
  root.write(
      "etc/resolv.conf",
      "# made\nnameserver 192.0.2.53\nnameserver 192.0.2.54\nsearch a.example b.example\noptions ndots:5 edns0\n");
  root.write("proc/meminfo", "MemTotal:        8126464 kB\nMemFree: 1 kB\nMemAvailable:    4063232 kB\n");
  root.write("proc/uptime", "1814400.52 99.0\n");
  std::filesystem::create_symlink("/usr/share/zoneinfo/Europe/Berlin", root / "etc/localtime");
  test::MemoryRawSink sink;
  const JsonReader host = collected(sink, root.path());
  EXPECT_EQ(host["os"].text(), "Ubuntu 24.04.1 LTS");
  EXPECT_EQ(host["memory_bytes"].integer(), 8126464LL * 1024);
  EXPECT_EQ(host["memory_available_bytes"].integer(), 4063232LL * 1024);
  EXPECT_EQ(host["uptime_seconds"].integer(), 1814400);
  EXPECT_EQ(host["time"].text(), "2026-11-23T16:44:57Z");
  if (std::getenv("TZ") == nullptr) {
    EXPECT_EQ(host["time_zone"].text(), "Europe/Berlin");
  }
  EXPECT_EQ(host["dns"]["servers"].items().size(), 2U);
  EXPECT_EQ(host["dns"]["search"].at(1).text(), "b.example");
  EXPECT_EQ(host["dns"]["options"].at(0).text(), "ndots:5");
  EXPECT_GE(host["cpus"].integer_or(0), 1);
  EXPECT_GE(host["disk"].items().size(), 1U);
  EXPECT_EQ(sink.artifacts.front().role, Role::host);
  EXPECT_TRUE(sink.instances.empty());
}

TEST(HostSource, DoesWithoutThoseFiles) {
  const test::TempDir root;
  test::MemoryRawSink sink;
  const JsonReader host = collected(sink, root.path());
  EXPECT_FALSE(host["os"].exists());
  EXPECT_TRUE(host["kernel"].exists());
  EXPECT_EQ(host["dns"]["servers"].items().size(), 0U);
}

TEST(HostSource, LearnsTheCredentialsOfAProxyAndWritesNone) {
  const char* before = std::getenv("https_proxy");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("https_proxy", "http://svc:Tr0ub4dor-9x@proxy.contoso.example:3128", 1);
  test::MemoryRawSink sink;
  const test::TempDir root;
  const JsonReader host = collected(sink, root.path());
  before == nullptr ? ::unsetenv("https_proxy") : ::setenv("https_proxy", kept.c_str(), 1);
  EXPECT_EQ(host["proxy"]["https"].boolean(), true);
  EXPECT_EQ(host["proxy"]["host"].text(), "proxy.contoso.example");
  EXPECT_EQ(host["proxy"]["has_credentials"].boolean(), true);
  EXPECT_EQ(sink.find("environment/host.json")->bytes.find("Tr0ub4dor"), std::string::npos);
  bool learnt = false;
  for (const auto& [value, what] : sink.learnt) learnt = learnt || value.find("Tr0ub4dor-9x") != std::string::npos;
  EXPECT_TRUE(learnt);
}

}  // namespace
}  // namespace sgw::collector
