#include "src/app/support_sink.hpp"
#include "tests/redaction/redactor_fixture.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"
#include "tests/triage/open_gate.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

// The verdict must not depend on what was masked: whatever the evidence, the rules say the same of it before and after
// the gate. A difference is a defect of the redaction. The unredacted side exists in this test's memory alone.

namespace sgw::triage {
namespace {

namespace fs = std::filesystem;

using Collect = std::function<void(RawSink&)>;

// Everything of a verdict that no text of the evidence is part of.
std::string shape(const Verdict& verdict) {
  std::string text = test::outline(verdict) + " by " + std::string(verdict.primary.value_or(SafeName()).view());
  for (const SafeText& clause : verdict.clauses) text += " " + std::string(clause.view());
  for (const MissingFact& missing : verdict.missing) text += "\n  missing: " + std::string(missing.fact.view());
  for (const Finding& finding : verdict.findings) {
    text += "\n  " + std::string(finding.rule.view()) + " " + std::string(to_literal(finding.owner).view()) + " " +
            std::string(to_literal(finding.confidence).view()) + " caused by " +
            std::string(finding.caused_by.value_or(SafeName()).view()) + ", instances " +
            std::to_string(finding.instances.size()) + ", seen";
    for (const Place& place : finding.evidence) {
      text += " " + (place.line ? std::to_string(*place.line) : std::string(place.pointer.view()));
    }
  }
  return text;
}

Verdict judge(FactExtractor& facts, std::optional<UtcTime> as_of) {
  Evidence evidence;
  evidence.as_of = as_of.value_or(test::shipped_rules().version_table_date());
  evidence.as_of_given = as_of.has_value();
  evidence.facts = facts.take();
  return test::shipped_rules().classify(evidence, {});
}

std::string open_shape(const Collect& collect, std::optional<UtcTime> as_of) {
  FactExtractor facts(test::shipped_rules());
  test::OpenGate gate(facts);
  collect(gate);
  return shape(judge(facts, as_of));
}

std::string masked_shape(const Collect& collect, std::optional<UtcTime> as_of, redaction::Profile profile) {
  const redaction::Redactor redactor = sgw::test::make_redactor(profile);
  std::string last;
  // Twice: what is learnt in the first round is known everywhere in the second, as after the run's last sweep.
  for (int round = 0; round < 2; ++round) {
    FactExtractor facts(test::shipped_rules());
    const auto gate = redactor.gate(facts);
    app::SupportSink supporting(*gate);
    collect(profile == redaction::Profile::strict ? static_cast<RawSink&>(*gate) : supporting);
    last = shape(judge(facts, as_of));
  }
  return last;
}

void expect_same(const std::string& name, const Collect& collect, std::optional<UtcTime> as_of = std::nullopt) {
  const std::string open = open_shape(collect, as_of);
  EXPECT_EQ(open, masked_shape(collect, as_of, redaction::Profile::support)) << name << ", profile support";
  EXPECT_EQ(open, masked_shape(collect, as_of, redaction::Profile::strict)) << name << ", profile strict";
}

// What `collect` reads, without probes.
void run_plan(const ResourceStore& store, collector::Selection selection, RawSink& sink) {
  selection.probes = false;
  auto plan = collector::make_plan(store, std::move(selection));
  ASSERT_TRUE(plan) << plan.error().text().view();
  const CollectContext context{Deadline::after(std::chrono::minutes(1)), {}, {}, test::at("2026-11-26T00:00:00Z")};
  for (const auto& source : (*plan)->first_round()) source->collect(context, sink);
  for (const auto& source : (*plan)->follow_up()) source->collect(context, sink);
}

const ResourceStore& collector_store() {
  static const ResourceStore store = [] {
    ResourceStore filled;
    for (const auto files : collector::embedded_data()) filled.add(files);
    return filled;
  }();
  return store;
}

TEST(Invariance, HoldsForEverySample) {
  const auto samples = collector::samples(collector_store());
  ASSERT_GE(samples.size(), 6U);
  for (const collector::SampleInfo& sample : samples) {
    collector::Selection selection;
    selection.from = {"sample:" + std::string(sample.name.view())};
    expect_same(
        std::string(sample.name.view()), [&](RawSink& sink) { run_plan(collector_store(), selection, sink); },
        sample.recorded_at);
  }
}

struct Fixture {
  std::vector<fs::path> logs;
  std::optional<std::string> facts;
};

// Every folder below tests/ that holds logs or an operator's facts, whatever test they were made for.
std::map<fs::path, Fixture> fixtures() {
  std::map<fs::path, Fixture> found;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SGW_PROJECT_ROOT) / "tests")) {
    if (!entry.is_regular_file()) continue;
    const fs::path& path = entry.path();
    const std::string name = path.filename().string();
    if (name.ends_with(".log") || name.ends_with(".log.in")) found[path.parent_path()].logs.push_back(path);
    if (name == "facts.json") found[path.parent_path()].facts = sgw::test::read_file(path);
  }
  for (auto& [folder, fixture] : found) std::sort(fixture.logs.begin(), fixture.logs.end());
  return found;
}

TEST(Invariance, HoldsForEveryLogAndFactsFileOfTheTests) {
  const auto all = fixtures();
  ASSERT_GE(all.size(), 20U);
  for (const auto& [folder, fixture] : all) {
    collector::Selection selection;
    selection.from = {"files"};
    selection.logs = fixture.logs;
    selection.facts = fixture.facts;
    expect_same(folder.string(), [&](RawSink& sink) { run_plan(collector_store(), selection, sink); });
  }
}

void write(RawSink& sink, InstanceId instance, Role role, Format format, Literal name, std::string_view bytes) {
  RawHeader header;
  header.source = SafeName("files");
  header.role = role;
  header.format = format;
  header.folder = instance;
  header.parts.emplace_back(name);
  const auto entry = sink.open(std::move(header));
  entry->write(RawBytes(bytes));
  entry->finish(RawOutcome::complete());
}

// {"state.tag": "2.8.1", "state.exit_code": 1} → {"state": {"tag": "2.8.1", "exit_code": 1}}: an example's facts as the
// artifacts that they would come from.
std::map<std::string, std::string> documents_of(const JsonReader& facts) {
  std::map<std::string, std::string> documents;
  const auto add = [&](const std::string& role, const std::string& key, const JsonReader& value) {
    std::string& document = documents[role];
    document += (document.empty() ? "{" : ",") + json_quoted(key) + ":" + value.dump();
  };
  for (const auto& [key, value] : facts.members()) {
    const std::size_t dot = key.find('.');
    if (dot != std::string::npos) {
      add(key.substr(0, dot), key.substr(dot + 1), value);
    } else {
      for (const auto& [below, held] : value.members()) add(key, below, held);
    }
  }
  for (auto& [role, document] : documents) document += "}";
  return documents;
}

// An example is an object, or one line of a log.
JsonReader example_of(const std::string& text) {
  const auto object = JsonReader::parse(text);
  if (object && object->is_object()) return *object;
  return JsonReader::parse("{\"log\":[" + json_quoted(text) + "]}").value();
}

void replay_example(const JsonReader& example, RawSink& sink) {
  struct Kind {
    std::string_view prefix;
    Role role;
    Literal file;
  };
  static constexpr std::array kinds{
      Kind{"state", Role::state, "state.json"},         Kind{"settings", Role::settings, "settings.json"},
      Kind{"status", Role::status, "status.json"},      Kind{"host", Role::host, "host.json"},
      Kind{"engine", Role::engine, "engine.json"},      Kind{"probe", Role::probe, "probe.json"},
      Kind{"probe_other", Role::probe, "probe-z.json"},
  };
  const InstanceId instance = sink.add_instance(SafeName("files"), RawText("edge"));
  for (const auto& [role, document] : documents_of(example["facts"])) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& one) { return one.prefix == role; });
    if (kind == kinds.end()) continue;  // a derived fact: no artifact has it
    write(sink, instance, kind->role, Format::json, kind->file, document);
  }
  if (example["stated"].exists()) {
    write(sink, instance, Role::stated, Format::json, "stated-facts.json", example["stated"].dump());
  }
  std::string log;
  for (const JsonReader& line : example["log"].items()) log += line.text_or("") + "\n";
  if (!log.empty()) write(sink, instance, Role::log, Format::text, "gateway.log", log);
}

TEST(Invariance, HoldsForTheExamplesOfEveryRule) {
  std::set<std::string> examples;
  for (const TriageRuleInfo& rule : test::shipped_rules().rules()) {
    for (const SafeText& text : rule.fires) examples.emplace(text.view());
    for (const SafeText& text : rule.silent) examples.emplace(text.view());
  }
  ASSERT_GE(examples.size(), 200U);
  const redaction::Redactor support = sgw::test::make_redactor(redaction::Profile::support);
  const redaction::Redactor strict = sgw::test::make_redactor(redaction::Profile::strict);
  for (const std::string& text : examples) {
    const JsonReader example = example_of(text);
    const auto as_of = parse_time(example["as_of"].text_or(""));
    const auto through = [&](const redaction::Redactor& redactor) {
      FactExtractor facts(test::shipped_rules());
      const auto gate = redactor.gate(facts);
      replay_example(example, *gate);
      return shape(judge(facts, as_of));
    };
    const std::string open = open_shape([&](RawSink& sink) { replay_example(example, sink); }, as_of);
    EXPECT_EQ(open, through(support)) << text << "\nprofile support";
    EXPECT_EQ(open, through(strict)) << text << "\nprofile strict";
  }
}

// Reports that other tests judge: an array of objects with "log" (lines), "facts" and "as_of".
std::vector<JsonReader> reports() {
  const fs::path file = fs::path(SGW_TEST_DATA) / "cases" / "reports.json";
  if (!fs::exists(file)) return {};
  const auto document = JsonReader::parse(sgw::test::read_file(file));
  return document ? (*document)["reports"].items() : std::vector<JsonReader>();
}

TEST(Invariance, HoldsForEveryReportOfTheTests) {
  const auto all = reports();
  if (all.empty()) GTEST_SKIP() << "no tests/data/cases/reports.json";
  for (const JsonReader& report : all) {
    const sgw::test::TempDir scratch;
    std::string log;
    for (const JsonReader& line : report["log"].items()) log += line.text_or("") + "\n";
    collector::Selection selection;
    selection.from = {"files"};
    selection.logs = {scratch.write("gateway.log", log)};
    selection.facts = report["facts"].dump();
    expect_same(
        report["id"].text_or(""), [&](RawSink& sink) { run_plan(collector_store(), selection, sink); },
        parse_time(report["as_of"].text_or("")));
  }
}

// Four numbers with dots look like an address; of an image's tag they are the usual padded spelling.
TEST(Invariance, HoldsForAPaddedTagThatIsStated) {
  const sgw::test::TempDir scratch;
  const fs::path log = scratch.write(
      "gateway.log",
      "Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.\n"
      "   at Gateway.Routing.RouteTable.Build()\n");
  for (const char* key : {"tag", "tag_reported", "tag_requested", "previous_tag", "other_tag"}) {
    for (const char* tag : {"2.5.0.0", "2.7.1.0", "v2.5.0.0", "2.5.12.3"}) {
      collector::Selection selection;
      selection.from = {"files"};
      selection.logs = {log};
      selection.facts = "{" + json_quoted(key) + ": " + json_quoted(tag) + "}";
      expect_same(*selection.facts, [&](RawSink& sink) { run_plan(collector_store(), selection, sink); });
    }
  }
}

// The comparison itself can see a difference: a gate that masks too much is noticed.
TEST(Invariance, WouldSeeAGateThatMasksTheCause) {
  const auto collect = [](std::string_view name) {
    return [name](RawSink& sink) {
      const std::string log =
          "[Error]2026-11-02T09:00:00.000 [ConfigInitialSyncFailed], exception: " + std::string(name) +
          " (contoso.configuration.azure-api.net:443)\n";
      write(sink, sink.add_instance(SafeName("files"), RawText("edge")), Role::log, Format::text, "a.log", log);
    };
  };
  EXPECT_NE(open_shape(collect("Name does not resolve"), std::nullopt),
            open_shape(collect("<redacted:secret:00000000>"), std::nullopt));
}

}  // namespace
}  // namespace sgw::triage
