#include "collector/probe_series.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/memory_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;
using Turn = ScriptedServer::Turn;

const Turn k_answers{"HTTP/1.1 204 No Content\r\n\r\n", ScriptedServer::End::close};
const Turn k_breaks{"", ScriptedServer::End::reset};
const Turn k_hangs{"", ScriptedServer::End::hold};

ProbeTask plain_task(std::uint16_t port) {
  return {.host = "127.0.0.1", .port = port, .transport = Transport::http, .proxy = {}};
}

ProbeSeries probe(std::vector<Turn> turns, std::size_t count, const ProbeOptions& options = {}) {
  const ScriptedServer server(std::move(turns));
  test::MemoryRawSink sink;
  return climb_repeatedly(plain_task(server.port()), count, options, probe_context(), calls_to(sink));
}

TEST(ProbeSeries, CountsAndTimesEachRungOfEveryClimb) {
  const ProbeSeries series = probe({k_answers}, 5);
  EXPECT_EQ(series.climbs, 5U);
  EXPECT_EQ(series.whole, 5U);
  EXPECT_THAT(series.flapping(), IsEmpty());
  for (const Rung rung : {Rung::tcp, Rung::http}) {
    EXPECT_EQ(series.of(rung).tried, 5U);
    EXPECT_EQ(series.of(rung).failed, 0U);
    EXPECT_LE(series.of(rung).least, series.of(rung).median);
    EXPECT_LE(series.of(rung).median, series.of(rung).p95);
  }
  for (const Rung rung : {Rung::dns, Rung::proxy, Rung::tls}) EXPECT_EQ(series.of(rung).tried, 0U);
}

TEST(ProbeSeries, NamesTheRungThatBreaksAtTimesAndShowsAClimbThatGotThrough) {
  const ProbeSeries series = probe({k_breaks, k_answers}, 4);
  EXPECT_EQ(series.climbs, 4U);
  EXPECT_EQ(series.whole, 2U);
  EXPECT_THAT(series.flapping(), ElementsAre(Rung::http));
  EXPECT_EQ(series.of(Rung::http).failed, 2U);
  EXPECT_TRUE(series.shown.whole());
}

TEST(ProbeSeries, ShowsWhereMostClimbsBreak) {
  const ProbeSeries series = probe({k_breaks}, 3);
  EXPECT_EQ(series.whole, 0U);
  EXPECT_THAT(series.flapping(), IsEmpty());
  EXPECT_EQ(series.shown.broken, Rung::http);
}

TEST(ProbeSeries, WhatNeverAnswersIsNoFlapping) {
  test::MemoryRawSink sink;
  const ProbeSeries series = climb_repeatedly(plain_task(test::free_port()), 3, {}, probe_context(), calls_to(sink));
  EXPECT_EQ(series.of(Rung::tcp).failed, 3U);
  EXPECT_EQ(series.of(Rung::tcp).p95, milliseconds(0));
  EXPECT_THAT(series.flapping(), IsEmpty());
  EXPECT_EQ(series.shown.broken, Rung::tcp);
}

TEST(ProbeSeries, ClimbsLessOftenWhenAClimbTakesLong) {
  ProbeOptions options;
  options.limits.http = milliseconds(150);
  options.limits.ladder = milliseconds(400);
  const ProbeSeries series = probe({k_hangs}, 50, options);
  EXPECT_GE(series.climbs, 1U);
  EXPECT_LE(series.climbs, 3U);
  EXPECT_EQ(series.planned, 50U);
  EXPECT_EQ(series.shown.http.status, HttpStatus::timeout);
}

TEST(ProbeSeries, AClimbThatTheEndOfAllCutsDoesNotCount) {
  ProbeOptions options;
  options.limits.ladder = milliseconds(300);
  // The first is quick; the second would wait for its own limit of four seconds.
  const ProbeSeries series = probe({k_answers, k_hangs}, 10, options);
  EXPECT_EQ(series.climbs, 1U);
  EXPECT_EQ(series.whole, 1U);
  EXPECT_THAT(series.flapping(), IsEmpty());
}

TEST(ProbeSeries, EndsWithTheLastRungOfTheTransport) {
  const ScriptedServer server({k_answers});
  test::MemoryRawSink sink;
  for (const auto& [transport, last] : {std::pair{Transport::udp, Rung::dns}, std::pair{Transport::tcp, Rung::tcp}}) {
    const ProbeTask task{.host = "127.0.0.1", .port = server.port(), .transport = transport, .proxy = {}};
    const ProbeSeries series = climb_repeatedly(task, 1, {}, probe_context(), calls_to(sink));
    EXPECT_TRUE(series.shown.whole());
    EXPECT_EQ(series.of(Rung::tcp).tried, last == Rung::tcp ? 1U : 0U);
    EXPECT_EQ(series.of(Rung::http).tried, 0U);
  }
}

}  // namespace
}  // namespace sgw::collector
