#include "collector/container_events.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

TEST(EventLine, TellsDockersDeathWithItsExitCode) {
  EXPECT_EQ(
      event_line(
          R"({"status":"die","Type":"container","Action":"die","Actor":{"Attributes":{"exitCode":"139"}},"time":1795461045,"timeNano":1795461045703315398})"),
      "{\"time\":\"2026-11-23T19:10:45.703Z\",\"type\":\"container\",\"action\":\"die\",\"exit_code\":139}\n");
}

TEST(EventLine, TellsPodmansDeathWithItsExitCode) {
  EXPECT_EQ(
      event_line(
          R"({"Type":"container","Action":"died","Actor":{"Attributes":{"containerExitCode":"1"}},"time":1795461045})"),
      "{\"time\":\"2026-11-23T19:10:45Z\",\"type\":\"container\",\"action\":\"died\",\"exit_code\":1}\n");
}

TEST(EventLine, SplitsHealthAndTellsSignals) {
  EXPECT_EQ(event_line(R"({"Action":"health_status: unhealthy"})"),
            "{\"type\":\"container\",\"action\":\"health_status\",\"detail\":\"unhealthy\"}\n");
  EXPECT_EQ(event_line(R"({"Action":"kill","Actor":{"Attributes":{"signal":"9"}}})"),
            "{\"type\":\"container\",\"action\":\"kill\",\"detail\":\"signal 9\"}\n");
}

TEST(EventLine, LeavesOutCommandsRunInTheContainer) {
  for (const char* json : {R"({"Action":"exec_create: /bin/sh -c curl -H 'Authorization: x'"})",
                           R"({"Action":"exec_die"})", R"({"Action":"top"})"}) {
    EXPECT_FALSE(event_line(json)) << json;
  }
}

TEST(EventLine, SurvivesAnyBytes) {
  for (const char* json : {"", "{", "[]", "null", R"({"Action":7})", "\xff\xfe"})
    EXPECT_FALSE(event_line(json)) << json;
  EXPECT_TRUE(event_line(
      R"({"Action":"die","time":99999999999999,"timeNano":"x","Actor":{"Attributes":{"exitCode":"99999999999999"}}})"));
}

}  // namespace
}  // namespace sgw::collector
