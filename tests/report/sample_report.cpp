#include "tests/report/sample_report.hpp"

#include <gtest/gtest.h>

namespace sgw::test {

using triage::Finding;
using triage::Owner;

namespace {

BundlePath in_gateway(Literal name) { return BundlePath() / "gateways" / "edge-1" / name; }

void add_probe(triage::FactSet& facts) {
  const BundlePath file = BundlePath() / "probes" / "contoso.configuration.azure-api.net-443.json";
  const auto add = [&](std::string_view key, triage::FactValue value) {
    facts.add(key, {std::move(value), triage::FactOrigin::observed, {file, {}, {}, {}}});
  };
  add("probe.destination", SafeText("contoso.configuration.azure-api.net"));
  add("probe.port", std::int64_t{443});
  add("probe.dns.status", SafeText("nxdomain"));
  add("probe.dns.ms", std::int64_t{12});
  add("probe.tcp.status", SafeText("skipped"));
  add("probe.tls.status", SafeText("skipped"));
  add("probe.http.status", SafeText("skipped"));
  add("probe.first_broken", SafeText("dns"));
}

Finding dns_finding() {
  Finding finding;
  finding.rule = SafeName("endpoint-dns-failure");
  finding.owner = Owner::customer;
  finding.category = SafeText("dns-failure");
  finding.clauses = {SafeText("RESP-CU-NETWORK")};
  finding.confidence = triage::Confidence::high;
  finding.title = SafeText("the configuration endpoint's name does not resolve");
  finding.says = SafeText("The name server says that there is no such name.");
  finding.next_steps = {SafeText("Correct the name."), SafeText("Ask the owner of the zone.")};
  finding.instances = {SafeText("edge-1")};
  finding.evidence = {
      {in_gateway("gateway.log"), 42, {}, SafeText("[Error] ConfigurationApi, message: Name or service not known")},
      {BundlePath() / "probes" / "contoso.configuration.azure-api.net-443.json",
       {},
       SafeText("/dns/status"),
       SafeText("nxdomain")},
  };
  return finding;
}

Finding effect_finding() {
  Finding finding;
  finding.rule = SafeName("started-without-configuration");
  finding.owner = Owner::customer;
  finding.title = SafeText("the gateway runs without a configuration");
  finding.caused_by = SafeName("endpoint-dns-failure");
  return finding;
}

Finding version_finding() {
  Finding finding;
  finding.rule = SafeName("version-unsupported");
  finding.owner = Owner::unsupported_version;
  finding.clauses = {SafeText("VER-WINDOW")};
  finding.confidence = triage::Confidence::high;
  finding.title = SafeText("2.8.1 is outside the support window");
  finding.evidence = {{in_gateway("state.json"), {}, SafeText("/tag"), SafeText("2.8.1")}};
  return finding;
}

void add_artifacts(triage::Evidence& evidence) {
  triage::ArtifactRecord log;
  log.header.source = SafeName("docker");
  log.header.role = Role::log;
  log.header.path = in_gateway("gateway.log");
  log.notes = {{SafeName("gateway-token"), SafeName("gateway-key"), 2}, {SafeName("ip"), SafeName("ipv4"), 40}};
  triage::ArtifactRecord state;
  state.header.source = SafeName("docker");
  state.header.path = in_gateway("state.json");
  state.notes = {{SafeName("ip"), SafeName("ipv4"), 2}};
  evidence.artifacts = {log, state};
}

}  // namespace

SampleReport::SampleReport() : rules(&shipped_rules()) {
  evidence.started = at("2026-11-23T16:00:00Z");
  evidence.finished = at("2026-11-23T16:00:07Z");
  evidence.as_of = evidence.started;
  const Instance instance{InstanceId{0}, SafeName("docker"), SafeText("edge-1"), SafeText("edge-1")};
  evidence.instances = {instance};
  evidence.facts.emplace_back();
  evidence.facts.back().instance = instance;
  set_fact("state.source", SafeText("docker"));
  set_fact("state.image", SafeText("mcr.microsoft.com/azure-api-management/gateway:2.8.1"));
  set_fact("state.status", SafeText("running"));
  set_fact("state.restart_count", std::int64_t{3});
  set_fact("settings.endpoint.host", SafeText("contoso.configuration.azure-api.net"));
  set_fact("settings.token.gateway_id", SafeText("edge"));
  set_fact("settings.auth_mode", SafeText("token"));
  set_fact("version.tag", SafeText("2.8.1"), triage::FactOrigin::derived);
  set_fact("version.support", SafeText("unsupported"), triage::FactOrigin::derived);
  set_fact("version.reason", SafeText("VER-WINDOW"), triage::FactOrigin::derived);
  add_probe(facts());
  add_artifacts(evidence);
  evidence.remarks = {
      {Remark::Kind::gap, SafeName("docker"), "no log", SafeText("edge-0"), SafeText("log driver none")}};

  verdict.owner = Owner::customer;
  verdict.category = SafeText("dns-failure");
  verdict.confidence = triage::Confidence::high;
  verdict.clauses = {SafeText("RESP-CU-NETWORK")};
  verdict.summary = SafeText("The name contoso.configuration.azure-api.net does not resolve from this host.");
  verdict.findings = {dns_finding(), effect_finding(), version_finding()};
  verdict.primary = verdict.findings.front().rule;
  verdict.next_steps = verdict.findings.front().next_steps;
}

report::ReportInput SampleReport::input() const {
  return {.evidence = evidence,
          .verdict = verdict,
          .rules = *rules,
          .tool = {SafeText("0.1.0"), SafeText("support"), {{SafeText("redaction/packs/core.json"), SafeText("abc")}}},
          .request = request,
          .packed_line = packed_line,
          .bundle_name = SafeText("sgw-diag-edge-20261123T160000Z")};
}

std::string SampleReport::document(std::string_view path) const {
  for (const report::NamedDocument& document : report::write_documents(shipped_store(), input())) {
    if (document.path.view() == path) return std::string(document.bytes.view());
  }
  ADD_FAILURE() << "no document " << path;
  return {};
}

std::string SampleReport::manifest(const std::vector<report::ManifestFile>& files) const {
  return std::string(report::write_manifest(input(), files).bytes.view());
}

std::string SampleReport::screen() const {
  std::string text;
  for (const report::ScreenLine& line : report::write_screen(input())) text += std::string(line.text.view()) + "\n";
  return text;
}

void SampleReport::set_fact(std::string_view key, triage::FactValue value, triage::FactOrigin origin) {
  facts().add(key, {std::move(value), origin, {in_gateway("state.json"), {}, {}, {}}});
}

const ResourceStore& shipped_store() {
  static const ResourceStore store = [] {
    ResourceStore loaded;
    loaded.add(report::report_data());
    loaded.add(triage::triage_data());
    return loaded;
  }();
  return store;
}

const triage::RuleBook& shipped_rules() {
  static const Result<triage::RuleBook> rules = [] {
    auto loaded = triage::RuleBook::load(shipped_store());
    EXPECT_TRUE(loaded) << loaded.error().text().view();
    return loaded;
  }();
  return rules.value();
}

UtcTime at(std::string_view rfc3339) { return parse_time(rfc3339).value(); }

}  // namespace sgw::test
