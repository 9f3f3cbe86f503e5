#include "collector/container_probe.hpp"
#include "collector/endpoint_probe.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/stand_in_container.hpp"
#include "tests/support/tls_material.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/namespace_probe.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

// The program itself, entering the network of a process that stands for a container.

namespace sgw::collector {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uint16_t k_port = 8443;
constexpr const char* k_host = "contoso.example";

class NamespaceProbe : public testing::Test {
 protected:
  void SetUp() override {
    const std::string why = test::StandInContainer::why_not();
    if (!why.empty()) GTEST_SKIP() << why;
    container_ = std::make_unique<test::StandInContainer>();
  }

  ContainerTarget target() const {
    ContainerTarget made;
    made.instance = InstanceId(0);
    made.engine = "docker";
    made.name = "edge-gw";
    made.id = container_->id();
    made.status = "running";
    made.process = container_->process();
    made.engine_is_local = true;
    return made;
  }
  static Destination endpoint() {
    Destination made;
    made.host = k_host;
    made.port = k_port;
    made.purposes = {ProbePurpose::configuration_endpoint};
    made.instances = {InstanceId(0)};
    return made;
  }

  void collect(const ContainerTarget& container, const CollectContext& context = probe_context(),
               const fs::path& helper = SGW_PROGRAM) {
    make_container_probe(container, {endpoint()}, {.helper = helper, .count = 1, .limits = {}})
        ->collect(context, sink_);
  }

  // What is found from inside.
  JsonReader probe() {
    collect(target());
    for (const auto& remark : sink_.remarks) ADD_FAILURE() << remark.text << ": " << remark.detail;
    if (sink_.artifacts.size() != 1) return {};
    return JsonReader::parse(sink_.artifacts[0].bytes).value_or(JsonReader());
  }
  std::string said() {
    EXPECT_EQ(sink_.artifacts.size(), 0U);
    return sink_.remarks.empty() ? std::string() : sink_.remarks.front().detail;
  }

  void serve_inside() {
    const test::TlsFiles files = tls_.leaf(k_host);
    server_ = container_->serve(
        {"openssl", "s_server", "-accept", "127.0.0.1:" + std::to_string(k_port), "-cert_chain", files.chain.string(),
         "-cert", files.chain.string(), "-key", files.key.string(), "-www", "-quiet"},
        k_port);
    container_->write("etc/ssl/certs/ca-certificates.crt", test::read_file(tls_.root()));
  }
  void name_inside() const { container_->write("etc/hosts", std::string("127.0.0.1 ") + k_host + "\n"); }
  void drop_inside(const test::Argv& what) const {
    test::Argv argv{"iptables", "-w", "-A", "INPUT"};
    argv.insert(argv.end(), what.begin(), what.end());
    container_->run_inside(argv);
  }

  std::unique_ptr<test::StandInContainer> container_;
  test::TlsMaterial tls_;
  std::unique_ptr<test::ChildProcess> server_;
  test::MemoryRawSink sink_;
};

TEST_F(NamespaceProbe, FindsNamesReachesAndTrustsAsTheContainerDoes) {
  if (!test::find_program("unbound")) GTEST_SKIP() << "missing program: unbound";
  serve_inside();
  const test::TempDir folder;
  const auto settings = folder.write("unbound.conf",
                                     "server:\n  chroot: \"\"\n  username: \"\"\n  use-syslog: no\n  pidfile: \"\"\n"
                                     "  interface: 127.0.0.1@53\n  do-ip6: no\n  access-control: 127.0.0.0/8 allow\n"
                                     "  local-zone: \"example.\" static\n  local-data: 'contoso.example. A 127.0.0.1'\n"
                                     "remote-control:\n  control-enable: no\n");
  const auto resolver = container_->serve({"unbound", "-d", "-c", settings.string()}, 53);
  container_->write("etc/resolv.conf", "nameserver 127.0.0.1\n");
  const JsonReader json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "none") << json.dump();
  EXPECT_EQ(json["from"].text_or(""), "container");
  EXPECT_EQ(json["trust_store"].text_or(""), "container");
  EXPECT_EQ(json["dns"]["origin"].text_or(""), "servers");
  EXPECT_EQ(json["dns"]["addresses"].at(0).text_or(""), "127.0.0.1");
  EXPECT_EQ(json["tls"]["status"].text_or(""), "ok");
  EXPECT_EQ(json["http"]["code"].integer_or(0), 200);
  std::vector<std::string> calls;
  for (const auto& call : sink_.calls) calls.push_back(call.verb);
  EXPECT_THAT(calls, ElementsAre("enter", "read", "read", "resolve", "connect", "handshake", "GET", "connect",
                                 "handshake"));  // the last two for the large transfer

  // From this host there is neither the name nor the server.
  test::MemoryRawSink here;
  make_endpoint_probe(endpoint())->collect(probe_context(), here);
  EXPECT_NE(JsonReader::parse(here.artifacts.at(0).bytes).value()["first_broken"].text_or("none"), "none");
}

TEST_F(NamespaceProbe, TakesTheContainersHostsFileFirst) {
  serve_inside();
  name_inside();
  const JsonReader json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "none") << json.dump();
  EXPECT_EQ(json["dns"]["origin"].text_or(""), "hosts-file");
}

TEST_F(NamespaceProbe, JudgesByThisHostsTrustWhereTheContainerHasNone) {
  serve_inside();
  fs::remove(container_->root() / "etc/ssl/certs/ca-certificates.crt");
  name_inside();
  const JsonReader json = probe();
  EXPECT_EQ(json["trust_store"].text_or(""), "host");
  EXPECT_NE(json["tls"]["status"].text_or(""), "ok") << "this host does not trust the test's CA";
}

TEST_F(NamespaceProbe, TellsWhoDoesNotAnswerInside) {
  container_->write("etc/resolv.conf", "nameserver 127.0.0.1\n");
  JsonReader json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "dns");
  EXPECT_EQ(json["dns"]["status"].text_or(""), "unreachable") << "nobody is there";

  sink_.artifacts.clear();
  container_->write("etc/resolv.conf", "nameserver 192.0.2.53\n");
  json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "dns") << "there is no way out";

  sink_.artifacts.clear();
  name_inside();
  json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "tcp");
  EXPECT_EQ(json["tcp"]["status"].text_or(""), "refused");
}

TEST_F(NamespaceProbe, TellsWhatIsDroppedInside) {
  if (!test::find_program("iptables")) GTEST_SKIP() << "missing program: iptables";
  container_->write("etc/resolv.conf", "nameserver 127.0.0.1\n");
  serve_inside();
  drop_inside({"-p", "udp", "--dport", "53", "-j", "DROP"});
  JsonReader json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "dns");
  EXPECT_EQ(json["dns"]["status"].text_or(""), "timeout");

  sink_.artifacts.clear();
  name_inside();
  EXPECT_EQ(probe()["first_broken"].text_or(""), "none") << "the way is free but for the name server";
  sink_.artifacts.clear();
  drop_inside({"-p", "tcp", "--dport", std::to_string(k_port), "-j", "DROP"});
  json = probe();
  EXPECT_EQ(json["first_broken"].text_or(""), "tcp");
  EXPECT_EQ(json["tcp"]["status"].text_or(""), "timeout");
}

// A name server of this host's that would answer is asked by nobody inside.
TEST_F(NamespaceProbe, AsksNoNameServerOfTheHostsWhenTheContainerNamesNone) {
  const JsonReader json = probe();
  EXPECT_EQ(json["dns"]["status"].text_or(""), "unreachable");
  EXPECT_EQ(json["dns"]["resolver"]["servers"].at(0).text_or(""), "127.0.0.1");
}

TEST_F(NamespaceProbe, ReadsNoFileThatAHostileContainerLeadsItTo) {
  const fs::path resolv_conf = container_->root() / "etc/resolv.conf";
  const fs::path bait = container_->root().parent_path() / "bait";
  std::ofstream(bait) << "search this.is.outside.example\nnameserver 192.0.2.66\n";
  for (const std::string& way :
       {std::string("../../bait"), bait.string(), std::string("../../../../../../etc/shadow")}) {
    sink_.artifacts.clear();
    fs::remove(resolv_conf);
    fs::create_symlink(way, resolv_conf);
    const JsonReader json = probe();
    EXPECT_EQ(json["dns"]["resolver"]["servers"].at(0).text_or(""), "127.0.0.1") << way;
    EXPECT_EQ(json.dump().find("outside"), std::string::npos) << way;
  }
  for (const char* kind : {"pipe", "large", "private"}) {
    sink_.artifacts.clear();
    sink_.remarks.clear();
    fs::remove(resolv_conf);
    if (kind == std::string("pipe")) {
      ASSERT_EQ(::mkfifo(resolv_conf.c_str(), 0666), 0);
    } else {
      std::ofstream(resolv_conf) << "nameserver 127.0.0.1\n";
      if (kind == std::string("large")) fs::resize_file(resolv_conf, std::uintmax_t{1} << 30);
      if (kind == std::string("private")) fs::permissions(resolv_conf, fs::perms::owner_read);
    }
    const auto begin = std::chrono::steady_clock::now();
    collect(target());
    EXPECT_THAT(said(), HasSubstr("resolv.conf")) << kind;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  }
}

TEST_F(NamespaceProbe, EntersNoProcessThatIsNotTheContainers) {
  ContainerTarget other = target();
  other.id = std::string(64, 'f');
  collect(other);
  EXPECT_THAT(said(), HasSubstr("is not the container here"));
  sink_.remarks.clear();
  other = target();
  other.process = ::getpid();
  collect(other);
  EXPECT_THAT(said(), HasSubstr("is not the container here"));
}

TEST_F(NamespaceProbe, SaysThatAContainerEndedMeanwhile) {
  const ContainerTarget gone = target();
  container_.reset();
  collect(gone);
  EXPECT_THAT(said(), HasSubstr("it ended meanwhile"));
}

TEST_F(NamespaceProbe, ProbesNotTwiceFromOneNetwork) {
  container_ = std::make_unique<test::StandInContainer>(test::OwnNetwork::no);
  collect(target());
  EXPECT_THAT(said(), HasSubstr("shares this host's network"));
}

TEST_F(NamespaceProbe, SaysWhatToRunWhereItHasNoRight) {
  if (!test::find_program("setpriv")) GTEST_SKIP() << "missing program: setpriv";
  const test::TempDir folder;
  fs::permissions(folder.path(), fs::perms::others_exec, fs::perm_options::add);
  const fs::path program = folder.path() / "sgw-diag";
  fs::copy_file(SGW_PROGRAM, program);
  fs::permissions(program, fs::perms::others_exec | fs::perms::others_read, fs::perm_options::add);
  const auto script = folder.write(
      "helper", "#!/bin/sh\nexec setpriv --reuid 65534 --regid 65534 --clear-groups " + program.string() + " \"$@\"\n");
  fs::permissions(script, fs::perms::owner_all);
  collect(target(), probe_context(), script);
  EXPECT_THAT(said(), HasSubstr("sudo sgw-diag collect"));
  EXPECT_THAT(said(), HasSubstr("docker run --rm --network container:edge-gw"));
  ASSERT_EQ(sink_.remarks.size(), 1U);
  EXPECT_EQ(sink_.remarks[0].kind, Remark::Kind::info) << "what is not permitted is no gap";
}

// The helper: the child of this process in the container's network that is not the container's own.
pid_t helper_in(pid_t container) {
  const std::string network = fs::read_symlink("/proc/" + std::to_string(container) + "/ns/net");
  const std::string ours = "PPid:\t" + std::to_string(::getpid());
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos || name == std::to_string(container)) continue;
    std::ifstream status(entry.path() / "status");
    for (std::string line; std::getline(status, line);) {
      if (line != ours) continue;
      std::error_code error;
      if (fs::read_symlink(entry.path() / "ns/net", error) == network) return std::stoi(name);
    }
  }
  return 0;
}

std::string line_of(const std::string& text, const std::string& start) {
  const std::size_t at = text.find("\n" + start);
  return at == std::string::npos ? std::string() : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

// A name server that never answers keeps the helper where it can be looked at.
class RunningNamespaceProbe : public NamespaceProbe {
 protected:
  void SetUp() override {
    NamespaceProbe::SetUp();
    if (IsSkipped()) return;
    if (!test::find_program("iptables")) GTEST_SKIP() << "missing program: iptables";
    container_->write("etc/resolv.conf", "nameserver 127.0.0.1\n");
    drop_inside({"-p", "udp", "--dport", "53", "-j", "DROP"});
    thread_ = std::jthread([this] { collect(target(), probe_context(std::chrono::seconds(60), stop_.get_token())); });
    ASSERT_TRUE(test::wait_until([&] { return (helper_ = helper_in(container_->process())) != 0; }));
  }

  std::stop_source stop_;
  pid_t helper_ = 0;
  std::jthread thread_;
};

TEST_F(RunningNamespaceProbe, HasNoRightAndNothingOfOursWhileItSpeaksToOthers) {
  const std::string folder = "/proc/" + std::to_string(helper_);
  std::string status;
  ASSERT_TRUE(test::wait_until([&] {
    status = test::read_file(folder + "/status");
    return line_of(status, "NoNewPrivs:") == "NoNewPrivs:\t1";
  }));
  for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"}) {
    EXPECT_EQ(line_of(status, set), std::string(set) + ":\t0000000000000000");
  }
  EXPECT_EQ(line_of(status, "Uid:"), "Uid:\t65534\t65534\t65534\t65534");
  EXPECT_EQ(line_of(status, "Gid:"), "Gid:\t65534\t65534\t65534\t65534");
  EXPECT_EQ(line_of(status, "Groups:").find_first_of("0123456789"), std::string::npos);
  std::vector<std::string> held;
  for (const auto& entry : fs::directory_iterator(folder + "/fd")) held.push_back(fs::read_symlink(entry));
  for (const std::string& what : held) {
    const bool known = what.starts_with("socket:") || what.starts_with("pipe:") || what.starts_with("anon_inode:") ||
                       what.ends_with("/etc/resolv.conf");
    EXPECT_TRUE(known) << what;
  }
  const std::string command = test::read_file(folder + "/cmdline");
  EXPECT_TRUE(command.ends_with(std::string(k_namespace_probe) + '\0')) << command;
}

TEST_F(RunningNamespaceProbe, IsKilledAtAStopAndLeavesNoZombie) {
  stop_.request_stop();
  thread_.join();
  EXPECT_TRUE(test::wait_until([this] { return !test::is_alive(helper_); }));
  EXPECT_FALSE(fs::exists("/proc/" + std::to_string(helper_))) << "a zombie is left";
  ASSERT_EQ(sink_.artifacts.size(), 1U);
  EXPECT_EQ(sink_.artifacts[0].error_kind, ErrorKind::cancelled);
}

TEST(NamespaceProbeCommand, DoesNothingForWhoTypesIt) {
  const test::TempDir folder;
  test::ProcessOptions options;
  options.input = "{}";
  const auto piped = test::run({SGW_PROGRAM, std::string(k_namespace_probe)}, options);
  EXPECT_EQ(piped.exit_code, 2);
  EXPECT_EQ(piped.out + piped.err, "");
}

TEST(NamespaceProbeCommand, IsNoCommandOfTheOperators) {
  for (const test::Argv& argv :
       {test::Argv{SGW_PROGRAM, "--help"}, test::Argv{SGW_PROGRAM, "completion", "bash"},
        test::Argv{SGW_PROGRAM, "probe"}, test::Argv{SGW_PROGRAM, "probe-in-namespace", "x"}}) {
    const auto result = test::run(argv);
    const std::string shown = result.out + result.err;
    EXPECT_EQ(shown.find("expected probe"), std::string::npos);
    EXPECT_TRUE(argv.back() == "x" || shown.find(k_namespace_probe) == std::string::npos) << shown;
  }
}

}  // namespace
}  // namespace sgw::collector
