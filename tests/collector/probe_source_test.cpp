#include "collector/probe_source.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/memory_sink.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

Destination known(const std::string& host, std::uint16_t port) {
  Destination target;
  target.host = host;
  target.port = port;
  target.instances = {InstanceId(0)};
  return target;
}

std::string purpose_of(Source& source) {
  test::MemoryRawSink sink;
  source.collect(probe_context(), sink);
  return JsonReader::parse(sink.artifacts.at(0).bytes).value()["purpose"].text_or("");
}

TEST(ProbeSource, MakesOneForEachDestinationAndEachStatusPage) {
  const auto targets = std::make_shared<Targets>();
  targets->add_destination(known("127.0.0.1", test::free_port()));
  targets->add_status({InstanceId(0), "127.0.0.1", 8080});
  Selection selection;
  selection.endpoint = "127.0.0.2:1";
  const auto sources = make_probe_sources(selection, targets);
  ASSERT_EQ(sources.size(), 3U);
  EXPECT_EQ(sources[0]->name().view(), "probe");
  EXPECT_EQ(sources[1]->name().view(), "probe");
  EXPECT_EQ(sources[2]->name().view(), "status");
  EXPECT_EQ(purpose_of(*sources[0]), "configuration-endpoint");
  EXPECT_EQ(purpose_of(*sources[1]), "operator");
}

TEST(ProbeSource, TakesTheOperatorsEndpointForTheConfigurationsWhereNoSettingNamesOne) {
  Selection selection;
  selection.endpoint = "https://127.0.0.1:" + std::to_string(test::free_port()) + "/";
  const auto sources = make_probe_sources(selection, nullptr);
  ASSERT_EQ(sources.size(), 1U);
  EXPECT_EQ(purpose_of(*sources[0]), "configuration-endpoint");
}

TEST(ProbeSource, ProbesTheSameDestinationOnce) {
  const auto targets = std::make_shared<Targets>();
  targets->add_destination(known("contoso.example", 443));
  Selection selection;
  selection.endpoint = "https://Contoso.Example/";
  EXPECT_EQ(make_probe_sources(selection, targets).size(), 1U);
}

TEST(ProbeSource, ProbesTheRegistryOfAClusterOnlyWhenItIsNamed) {
  const std::uint16_t port = test::free_port();
  const auto targets = std::make_shared<Targets>();
  targets->add_registry({InstanceId(4), "127.0.0.1", port});
  Selection selection;
  EXPECT_TRUE(make_probe_sources(selection, targets).empty());
  selection.probe = {"127.0.0.1:" + std::to_string(port)};
  const auto sources = make_probe_sources(selection, targets);
  ASSERT_EQ(sources.size(), 1U);
  test::MemoryRawSink sink;
  sources[0]->collect(probe_context(), sink);
  EXPECT_EQ(sink.artifacts.at(0).instances, (std::vector<InstanceId>{InstanceId(4)}));
  const JsonReader json = JsonReader::parse(sink.artifacts.at(0).bytes).value();
  EXPECT_EQ(json["purpose"].text_or(""), "registry");
  EXPECT_EQ(json["purposes"].at(1).text_or(""), "operator");
}

TEST(ProbeSource, AsksNoRegistryFromInsideAContainer) {
  const auto targets = std::make_shared<Targets>();
  ContainerTarget container;
  container.instance = InstanceId(0);
  container.status = "running";
  targets->add_container(container);
  Destination registry = known("mirror.example", 443);
  registry.purposes = {ProbePurpose::registry};
  targets->add_destination(registry);
  EXPECT_EQ(make_probe_sources({}, targets).size(), 1U);
  registry.purposes = {ProbePurpose::storage};
  targets->add_destination(registry);
  EXPECT_EQ(make_probe_sources({}, targets).size(), 2U);
}

TEST(ProbeSource, MakesNoneWithoutProbes) {
  const auto targets = std::make_shared<Targets>();
  targets->add_destination(known("contoso.example", 443));
  Selection selection;
  selection.probes = false;
  selection.endpoint = "contoso.example";
  EXPECT_TRUE(make_probe_sources(selection, targets).empty());
}

}  // namespace
}  // namespace sgw::collector
