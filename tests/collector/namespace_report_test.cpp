#include "collector/namespace_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sgw::collector {
namespace {

using testing::ElementsAre;

NamespaceTask task_of_two() {
  NamespaceTask task;
  task.trust_files = {"/etc/ssl/cert.pem"};
  task.probes.resize(2);
  return task;
}

NamespaceReport some_report() {
  NamespaceReport report{Entry::entered, {"/etc/resolv.conf", "/etc/ssl/cert.pem"}, {}};
  NamespaceProbe first;
  first.document = "{\"dns\": {}}";
  first.calls = {{"resolve", "contoso.example", 0, std::chrono::milliseconds(12)},
                 {"GET", "https://contoso.example/", 404, std::chrono::milliseconds(31)}};
  NamespaceProbe second;
  second.ending = ProbeEnding::cut;
  report.probes = {first, second};
  return report;
}

TEST(NamespaceReport, ComesBackAsItWas) {
  const auto read = read_namespace_report(write_namespace_report(some_report()), task_of_two());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->entry, Entry::entered);
  EXPECT_THAT(read->files, ElementsAre("/etc/resolv.conf", "/etc/ssl/cert.pem"));
  ASSERT_EQ(read->probes.size(), 2U);
  EXPECT_EQ(read->probes[0].document, "{\"dns\": {}}");
  ASSERT_EQ(read->probes[0].calls.size(), 2U);
  EXPECT_EQ(read->probes[0].calls[1].verb.view(), "GET");
  EXPECT_EQ(read->probes[0].calls[1].target, "https://contoso.example/");
  EXPECT_EQ(read->probes[0].calls[1].status, 404);
  EXPECT_EQ(read->probes[0].calls[0].took.count(), 12);
  EXPECT_EQ(read->probes[1].ending, ProbeEnding::cut);
}

TEST(NamespaceReport, OfANetworkThatWasNotEnteredHasNoProbes) {
  EXPECT_TRUE(read_namespace_report(write_namespace_report({Entry::denied, {}, {}}), task_of_two()));
  NamespaceReport report = some_report();
  report.entry = Entry::denied;
  EXPECT_FALSE(read_namespace_report(write_namespace_report(report), task_of_two()));
}

// A helper that somebody in the container's network took over says what it likes.
TEST(NamespaceReport, IsRefusedWhenItIsNotWhatTheTaskAskedFor) {
  const std::string good = write_namespace_report(some_report());
  const NamespaceTask task = task_of_two();
  ASSERT_TRUE(read_namespace_report(good, task));
  const std::vector<std::pair<std::string, std::string>> changes{
      {"namespace-report/1", "namespace-report/2"},
      {"\"entered\"", "\"in\""},
      {"\"entered\"", "1"},
      {"/etc/resolv.conf", "/etc/shadow"},
      {"\"cut\"", "\"unheard-of\""},
      {"\"resolve\"", "\"rm\""},
      {"\"status\":404", "\"status\":1000"},
      {"\"status\":404", "\"status\":-1"},
      {"\"ms\":12", "\"ms\":99999999999"},
      {"\"ms\":12", "\"ms\":\"12\""},
      {"\"contoso.example\"", "\"" + std::string(9000, 'x') + "\""},
      {"\"contoso.example\"", "{}"},
      {"\"document\":\"{", "\"text\":\"{"},
      {"\"probes\":[", "\"probes\":[{},"},
      {"\"probes\":[", "\"tests\":["},
  };
  for (const auto& [what, by] : changes) {
    std::string text = good;
    ASSERT_NE(text.find(what), std::string::npos) << what;
    text.replace(text.find(what), what.size(), by);
    EXPECT_FALSE(read_namespace_report(text, task)) << what << " → " << by.substr(0, 60);
  }
  NamespaceTask shorter = task;
  shorter.probes.resize(1);
  EXPECT_FALSE(read_namespace_report(good, shorter));
  NamespaceReport endless = some_report();
  endless.probes[0].calls.resize(k_max_namespace_calls + 1, {"resolve", "x", 0, {}});
  EXPECT_FALSE(read_namespace_report(write_namespace_report(endless), task));
  EXPECT_FALSE(read_namespace_report(good + std::string(k_max_namespace_report, ' '), task));
  for (const char* text : {"", "{}", "[]", "null", "{\"schema\":\"sgw-diag/namespace-report/1\"}"}) {
    EXPECT_FALSE(read_namespace_report(text, task)) << text;
  }
}

TEST(NamespaceReport, TellsWhatKeptAClimbFromItsAnswer) {
  LadderResult result;
  EXPECT_EQ(ending_of(result), ProbeEnding::complete);
  result.broken = Rung::dns;
  EXPECT_EQ(ending_of(result), ProbeEnding::complete) << "a broken rung is an answer";
  result.broken.reset();
  result.proxy_error = "this host has no trust store";
  EXPECT_EQ(ending_of(result), ProbeEnding::no_trust);
  result.proxy_error = "";
  result.tls.status = TlsStatus::error;
  EXPECT_EQ(ending_of(result), ProbeEnding::no_trust);
  result.proxy = ProxyStatus::unsupported;
  EXPECT_EQ(ending_of(result), ProbeEnding::no_way);
  result.cut = true;
  EXPECT_EQ(ending_of(result), ProbeEnding::cut);
}

}  // namespace
}  // namespace sgw::collector
