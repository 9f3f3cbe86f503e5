#include "collector/foreign_probe.hpp"

#include "collector/probe_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sgw::collector {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<ProbePurpose> k_purposes{ProbePurpose::configuration_endpoint};

ProbeTask task_of(const std::string& host) {
  ProbeTask task;
  task.host = host;
  task.port = 8443;
  return task;
}

std::string document(const std::string& more = {}) {
  return R"({"destination":"elsewhere.example","port":1,"purpose":"operator","from":"host","time":"2026-11-19T07:10:00Z",)"
         R"("first_broken":"tcp","dns":{"status":"ok","addresses":["192.0.2.1"]},"tcp":{"status":"timeout","ms":3000,)"
         R"("addresses":[{"address":"192.0.2.1","status":"timeout"}]},"tls":{"status":"skipped"},"http":{"status":"skipped")" +
         more + "}}";
}

JsonReader rewritten(const std::string& text) {
  const auto made = rewritten_probe(text, task_of("contoso.example"), k_purposes, true);
  if (!made) ADD_FAILURE() << "refused: " << text;
  return JsonReader::parse(made.value_or("{}")).value();
}

TEST(ForeignProbe, TellsWhoWasProbedByOurOwnWordsAndTheRestByItsOwn) {
  const JsonReader json = rewritten(document());
  EXPECT_EQ(json["destination"].text_or(""), "contoso.example");
  EXPECT_EQ(json["port"].integer_or(0), 8443);
  EXPECT_EQ(json["purpose"].text_or(""), "configuration-endpoint");
  EXPECT_EQ(json["from"].text_or(""), "container");
  EXPECT_EQ(json["trust_store"].text_or(""), "container");
  EXPECT_EQ(json["first_broken"].text_or(""), "tcp");
  EXPECT_EQ(json["tcp"]["addresses"].at(0)["address"].text_or(""), "192.0.2.1");
  EXPECT_EQ(json["tcp"]["ms"].integer_or(0), 3000);
  EXPECT_EQ(json.dump().find("elsewhere"), std::string::npos);
}

TEST(ForeignProbe, TakesWhatTheLadderItselfWrites) {
  const ProbeTask task = task_of("contoso.example");
  ProbeSeries series;
  series.shown.started = parse_time("2026-11-19T07:10:00Z").value();
  series.shown.broken = Rung::dns;
  const std::string text = probe_report(task, series, k_purposes);
  const JsonReader before = JsonReader::parse(text).value();
  const JsonReader after = rewritten(text);
  for (const auto& [name, member] : before.members()) {
    EXPECT_TRUE(name == "from" || after[name].dump() == member.dump()) << name;
  }
}

TEST(ForeignProbe, TellsHowNoProxyIsReadByOurOwnWords) {
  ProbeTask task = task_of("contoso.example");
  task.no_proxy = NoProxyReading{true, ".example", {"10.0.0.0/8"}};
  const auto proxy_of = [&](const std::string& member) {
    const auto made =
        rewritten_probe(document("}" + member + R"(,"transfer":{"status":"skipped")"), task, k_purposes, true);
    return JsonReader::parse(made.value_or("{}")).value()["proxy"];
  };
  // Exempt: the process that probes is told of no proxy, and says nothing of one.
  const JsonReader direct = proxy_of("");
  EXPECT_EQ(direct["status"].text_or(""), "none");
  EXPECT_TRUE(direct["direct"].boolean_or(false));
  EXPECT_TRUE(direct["no_proxy"]["exempt"].boolean_or(false));
  EXPECT_EQ(direct["no_proxy"]["entry"].text_or(""), ".example");
  EXPECT_EQ(direct["no_proxy"]["ignored"].at(0).text_or(""), "10.0.0.0/8");

  task.no_proxy = NoProxyReading{false, "", {}};
  task.proxy = ProxyAddress{"http", "proxy.example", 3128, "", "", ""};
  const JsonReader through =
      proxy_of(R"(,"proxy":{"status":"denied","connect_status":407,"no_proxy":{"exempt":true,"entry":"planted"}})");
  EXPECT_EQ(through["status"].text_or(""), "denied");
  EXPECT_EQ(through["connect_status"].integer_or(0), 407);
  EXPECT_FALSE(through["no_proxy"]["exempt"].boolean_or(true));
  EXPECT_FALSE(through["no_proxy"]["entry"].exists());

  task.no_proxy.reset();
  EXPECT_FALSE(proxy_of(R"(,"proxy":{"status":"ok","no_proxy":{"exempt":true}})")["no_proxy"].exists());
  EXPECT_FALSE(proxy_of("").exists());
  EXPECT_FALSE(proxy_of(R"(,"proxy":"none")").exists());  // refused as a whole
}

TEST(ForeignProbe, LetsRungsGrow) {
  const JsonReader json = rewritten(document(R"(,"statistics":{"min_ms":1.5,"flapping":[],"whole":true})"));
  EXPECT_EQ(json["http"]["statistics"]["min_ms"].number().value_or(0), 1.5);
}

TEST(ForeignProbe, IsRefusedWhenItHasAnotherShape) {
  const std::vector<std::pair<std::string, std::string>> changes{
      {"\"time\":\"2026-11-19T07:10:00Z\"", "\"time\":\"yesterday\""},
      {"\"time\":\"2026-11-19T07:10:00Z\",", ""},
      {"\"first_broken\":\"tcp\"", "\"first_broken\":\"the proxy\""},
      {"\"first_broken\":\"tcp\"", "\"first_broken\":1"},
      {"\"dns\":{\"status\":\"ok\"", "\"dns\":{\"status\":\"OK <b>\""},
      {"\"dns\":{\"status\":\"ok\"", "\"dns\":{\"status\":[]"},
      {"\"tls\":{\"status\":\"skipped\"}", "\"tls\":\"skipped\""},
      {"\"tls\":{\"status\":\"skipped\"},", ""},
      {"\"ms\":3000", "\"ms\":null"},
      {"\"ms\":3000", "\"m s\":3000"},
      {"\"ms\":3000", "\"\":3000"},
      {"\"ms\":3000", "\"ms\":[[[[[[1]]]]]]"},
  };
  for (const auto& [what, by] : changes) {
    std::string text = document();
    ASSERT_NE(text.find(what), std::string::npos) << what;
    text.replace(text.find(what), what.size(), by);
    EXPECT_FALSE(rewritten_probe(text, task_of("x"), k_purposes, true)) << what << " → " << by;
  }
  std::string many = R"(,"list":[0)";
  for (int i = 0; i < 5000; ++i) many += ",1";
  EXPECT_FALSE(rewritten_probe(document(many + "]"), task_of("x"), k_purposes, true));
  EXPECT_FALSE(rewritten_probe(document() + std::string(1 << 20, ' '), task_of("x"), k_purposes, true));
  for (const char* text : {"", "[]", "{}", "null", "{\"dns\":"}) {
    EXPECT_FALSE(rewritten_probe(text, task_of("x"), k_purposes, true)) << text;
  }
}

TEST(ForeignProbe, LeavesOutATextThatIsTooLong) {
  const std::string made = rewritten(document(",\"server\":\"" + std::string(100'000, 'x') + "\"")).dump();
  EXPECT_THAT(made, Not(HasSubstr("xxxx")));
}

}  // namespace
}  // namespace sgw::collector
