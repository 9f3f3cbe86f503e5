#include "collector/container_probe.hpp"

#include "collector/namespace_report.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/namespace_probe.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>

namespace sgw::collector {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view k_document =
    R"({"time":"2026-11-19T07:10:00Z","first_broken":"dns","dns":{"status":"timeout"},"tcp":{"status":"skipped"},)"
    R"("tls":{"status":"skipped"},"http":{"status":"skipped"}})";

ContainerTarget container() {
  ContainerTarget target;
  target.instance = InstanceId(2);
  target.engine = "docker";
  target.name = "edge-gw";
  target.id = std::string(64, 'a');
  target.status = "running";
  target.process = 4711;
  target.network_mode = "bridge";
  target.engine_is_local = true;
  return target;
}

std::vector<Destination> destinations() {
  Destination endpoint;
  endpoint.host = "contoso.example";
  endpoint.instances = {InstanceId(2)};
  endpoint.purposes = {ProbePurpose::configuration_endpoint};
  endpoint.proxy.https = "http://ops:Pr0xyWord-77@127.0.0.1:9";
  return {endpoint};
}

NamespaceReport report_of(const std::string& document) {
  NamespaceReport report{Entry::entered, {"/etc/resolv.conf", "/etc/ssl/cert.pem"}, {}};
  report.probes.resize(1);
  report.probes[0].document = document;
  report.probes[0].calls = {{"resolve", "contoso.example", 0, std::chrono::milliseconds(1800)}};
  return report;
}

// A stand-in for the helper: a script that notes how it was started, reads its task, and does `then`.
class ContainerProbeTest : public testing::Test {
 protected:
  ContainerProbeOptions helper(const std::string& then) const {
    const auto script = folder_.write("helper", "#!/bin/sh\ncd '" + folder_.path().string() +
                                                    "'\necho \"$@\" >arguments\nls /proc/self/fd >descriptors\n"
                                                    "env >environment\ncat >task\n" +
                                                    then + "\n");
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    return {.helper = script, .count = 3, .limits = {}};
  }
  ContainerProbeOptions answering(const std::string& report) const {
    folder_.write("report", report);
    return helper("cat report");
  }

  void collect(const ContainerProbeOptions& options, const CollectContext& context = probe_context()) {
    collect(container(), options, context);
  }
  void collect(const ContainerTarget& target, const ContainerProbeOptions& options,
               const CollectContext& context = probe_context()) {
    make_container_probe(target, destinations(), options)->collect(context, sink_);
  }

  // The one remark.
  const test::MemoryRawSink::RemarkRow& said() const {
    EXPECT_EQ(sink_.remarks.size(), 1U);
    EXPECT_EQ(sink_.artifacts.size(), 0U);
    EXPECT_EQ(sink_.remarks.at(0).subject, "edge-gw");
    return sink_.remarks.at(0);
  }
  std::string noted(const std::string& name) const { return test::read_file(folder_ / name); }

  test::TempDir folder_;
  test::MemoryRawSink sink_;
};

TEST_F(ContainerProbeTest, WritesWhatTheHelperFoundIntoTheGatewaysFolder) {
  collect(answering(write_namespace_report(report_of(std::string(k_document)))));
  ASSERT_EQ(sink_.artifacts.size(), 1U);
  const auto& artifact = sink_.artifacts.front();
  EXPECT_EQ(artifact.folder, InstanceId(2));
  EXPECT_EQ(artifact.path, "probes/contoso.example.json");
  EXPECT_EQ(artifact.role, Role::probe);
  EXPECT_EQ(artifact.completeness, Completeness::complete);
  const JsonReader json = JsonReader::parse(artifact.bytes).value();
  EXPECT_EQ(json["from"].text_or(""), "container");
  EXPECT_EQ(json["destination"].text_or(""), "contoso.example");
  EXPECT_EQ(json["trust_store"].text_or(""), "container");
  EXPECT_EQ(json["first_broken"].text_or(""), "dns");
  std::vector<std::string> calls;
  for (const auto& call : sink_.calls) calls.push_back(call.verb + " " + call.target);
  EXPECT_THAT(calls, testing::ElementsAre("enter /proc/4711/ns/net", "read /proc/4711/root/etc/resolv.conf",
                                          "read /proc/4711/root/etc/ssl/cert.pem", "resolve contoso.example"));
}

TEST_F(ContainerProbeTest, TellsWhyTheGatewaysProxyIsNotOnTheWay) {
  std::vector<Destination> exempt = destinations();
  exempt.front().proxy.no_proxy = "10.0.0.0/8, .example";
  make_container_probe(container(), exempt, answering(write_namespace_report(report_of(std::string(k_document)))))
      ->collect(probe_context(), sink_);
  const JsonReader proxy = JsonReader::parse(sink_.artifacts.at(0).bytes).value()["proxy"];
  EXPECT_TRUE(proxy["direct"].boolean_or(false));
  EXPECT_EQ(proxy["no_proxy"]["entry"].text_or(""), ".example");
  EXPECT_EQ(proxy["no_proxy"]["ignored"].at(0).text_or(""), "10.0.0.0/8");
  EXPECT_THAT(noted("task"), Not(HasSubstr("10.0.0.0")));
}

TEST_F(ContainerProbeTest, GivesTheProxysCredentialsByTheInputAlone) {
  collect(answering(write_namespace_report(report_of(std::string(k_document)))));
  EXPECT_EQ(noted("arguments"), std::string(k_namespace_probe) + "\n");
  EXPECT_THAT(noted("environment"), Not(HasSubstr("Pr0xyWord")));
  EXPECT_THAT(noted("task"), Not(HasSubstr("Pr0xyWord")));
  const auto task = read_namespace_task(noted("task"));
  ASSERT_TRUE(task);
  EXPECT_EQ(task->process, 4711);
  EXPECT_EQ(task->count, 3U);
  EXPECT_EQ(task->container, std::string(64, 'a'));
  EXPECT_THAT(task->trust_files, Contains("/etc/ssl/certs/ca-certificates.crt"));
  ASSERT_TRUE(task->probes.at(0).proxy);
  EXPECT_EQ(task->probes[0].proxy->authorization, "Basic b3BzOlByMHh5V29yZC03Nw==");
  bool learnt = false;
  for (const auto& [value, what] : sink_.learnt) learnt = learnt || value == "Pr0xyWord-77";
  EXPECT_TRUE(learnt);
}

TEST_F(ContainerProbeTest, GivesNoDescriptorButTheThree) {
  const int open = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC, as a library may
  ASSERT_GE(open, 0);
  collect(answering(write_namespace_report(report_of(std::string(k_document)))));
  ::close(open);
  EXPECT_EQ(noted("descriptors"), "0\n1\n2\n3\n") << "3 is the folder that ls reads";
}

TEST_F(ContainerProbeTest, SaysWhyThereIsNothingToEnter) {
  ContainerTarget target = container();
  target.process = 0;
  target.status = "exited";
  collect(target, helper("exit 9"));
  EXPECT_EQ(said().kind, Remark::Kind::info);
  EXPECT_THAT(said().detail, HasSubstr("it is exited"));

  sink_.remarks.clear();
  target = container();
  target.status = "paused";
  collect(target, helper("exit 9"));
  EXPECT_THAT(said().detail, HasSubstr("it is paused"));

  sink_.remarks.clear();
  target = container();
  target.engine_is_local = false;
  collect(target, helper("exit 9"));
  EXPECT_THAT(said().detail, HasSubstr("another machine"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "arguments")) << "the helper was started";
}

struct Reply {
  Entry entry;
  Remark::Kind kind;
  const char* says;
};

TEST_F(ContainerProbeTest, SaysWhyItWasNotEntered) {
  for (const Reply& reply : {Reply{Entry::gone, Remark::Kind::info, "ended meanwhile"},
                             Reply{Entry::another_process, Remark::Kind::info, "where the engine runs"},
                             Reply{Entry::same_network, Remark::Kind::info, "shares this host's network"},
                             Reply{Entry::denied, Remark::Kind::info, "--network container:edge-gw"},
                             Reply{Entry::unreadable, Remark::Kind::gap, "resolv.conf"},
                             Reply{Entry::failed, Remark::Kind::gap, "refused"}}) {
    sink_.remarks.clear();
    collect(answering(write_namespace_report({reply.entry, {}, {}})));
    EXPECT_EQ(said().kind, reply.kind) << reply.says;
    EXPECT_THAT(said().detail, HasSubstr(reply.says));
    EXPECT_TRUE(sink_.calls.empty());
  }
}

TEST_F(ContainerProbeTest, AsksNobodyForRightsToAHostsNetwork) {
  ContainerTarget target = container();
  target.network_mode = "host";
  collect(target, answering(write_namespace_report({Entry::denied, {}, {}})));
  EXPECT_THAT(said().detail, HasSubstr("shares this host's network"));
}

TEST_F(ContainerProbeTest, DoesNotBelieveWhatIsNoReport) {
  const std::string good = write_namespace_report(report_of(std::string(k_document)));
  for (const ContainerProbeOptions& options :
       {answering(""), answering("Segmentation fault"), answering(good + good), helper("cat report; exit 1"),
        helper("kill -SEGV $$"), helper("head -c 9000000 /dev/zero")}) {
    sink_.remarks.clear();
    folder_.write("report", good);
    collect(options);
    EXPECT_EQ(said().kind, Remark::Kind::gap);
  }
}

TEST_F(ContainerProbeTest, WithholdsADocumentOfAnotherShape) {
  collect(answering(write_namespace_report(report_of("{\"dns\": \"<script>\"}"))));
  ASSERT_EQ(sink_.artifacts.size(), 1U);
  EXPECT_EQ(sink_.artifacts[0].completeness, Completeness::withheld);
  EXPECT_EQ(sink_.artifacts[0].bytes, "");
}

pid_t number_in(const std::filesystem::path& file) {
  std::istringstream in(test::read_file(file));
  pid_t number = 0;
  in >> number;
  return number;
}

TEST_F(ContainerProbeTest, KillsTheHelperAndWhatItStartedAtTheDeadline) {
  const auto begin = std::chrono::steady_clock::now();
  collect(helper("sleep 60 & echo $! >grandchild; wait"), probe_context(std::chrono::milliseconds(2500)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  ASSERT_EQ(sink_.artifacts.size(), 1U);
  EXPECT_EQ(sink_.artifacts[0].completeness, Completeness::missing);
  EXPECT_EQ(sink_.artifacts[0].error_kind, ErrorKind::timeout);
  const pid_t grandchild = number_in(folder_ / "grandchild");
  EXPECT_TRUE(test::wait_until([&] { return !test::is_alive(grandchild); }));
  EXPECT_FALSE(test::has_children()) << "a zombie is left";
}

TEST_F(ContainerProbeTest, KillsTheHelperAtAStop) {
  std::stop_source source;
  const std::jthread stopper([&] {
    test::wait_until([&] { return std::filesystem::exists(folder_ / "task"); });
    source.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  collect(helper("sleep 60"), probe_context(std::chrono::seconds(60), source.get_token()));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  ASSERT_EQ(sink_.artifacts.size(), 1U);
  EXPECT_EQ(sink_.artifacts[0].error_kind, ErrorKind::cancelled);
  EXPECT_FALSE(test::has_children()) << "a zombie is left";
}

TEST_F(ContainerProbeTest, StartsNothingWhenTheTimeIsOver) {
  collect(helper("exit 9"), probe_context(std::chrono::milliseconds(100)));
  ASSERT_EQ(sink_.artifacts.size(), 1U);
  EXPECT_EQ(sink_.artifacts[0].completeness, Completeness::missing);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "arguments"));
}

}  // namespace
}  // namespace sgw::collector
