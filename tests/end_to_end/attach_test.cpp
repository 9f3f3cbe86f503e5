#include "tests/end_to_end/program.hpp"
#include "tests/support/blob_server.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/tinyproxy_server.hpp"

#include <sgw_diag/digest.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// The part of a URL that is the secret.
std::string signature_in(const std::string& url) { return url.substr(url.find("sig=") + 4); }

class Attach : public testing::Test {
 protected:
  void SetUp() override {
    if (!BlobServer::available()) GTEST_SKIP() << "python3 is not installed";
    server_.emplace();
    options_.more_env = {"SSL_CERT_FILE=" + server_->root().string()};
    const auto made = run_program({"collect", "--from", "sample:oom", "-q", "-o", home_.path().string()});
    ASSERT_LE(made.exit_code, 1) << made.err;
    bundle_ = only_bundle(home_.path());
  }

  std::filesystem::path url_file(const std::string& url) { return scratch_.write("url", url + "\n"); }

  // Whatever comes of it, the signature is not shown.
  ProcessResult attach(const std::string& url, std::vector<std::string> more = {"--yes"}) {
    more.insert(more.begin(), {"attach", bundle_.string(), "--url-file", url_file(url).string()});
    auto result = run_program(more, options_);
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(signature_in(url))));
    return result;
  }

  std::filesystem::path stored() const { return server_->container() / bundle_.filename(); }

  TempDir scratch_;
  TempDir home_;
  std::optional<BlobServer> server_;
  ProcessOptions options_;
  std::filesystem::path bundle_;
};

TEST_F(Attach, HandsOverWhatItHasVerifiedAndSaysWhatGoesWhere) {
  const std::string url = server_->url();
  const auto result = attach(url);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(read_file(stored()), read_file(bundle_));
  EXPECT_THAT(result.out, HasSubstr("sha256:  " + Sha256::of(read_file(bundle_))));
  EXPECT_THAT(result.out, HasSubstr("To:      https://127.0.0.1:"));
  EXPECT_THAT(result.out, HasSubstr("/bundles/" + bundle_.filename().string()));
  EXPECT_THAT(result.out, HasSubstr(" " + std::to_string(std::filesystem::file_size(bundle_)) + " bytes"));
  EXPECT_THAT(result.out, HasSubstr("Handed over."));
}

TEST_F(Attach, AsksOnATerminal) {
  const std::string command =
      program_path() + " attach " + bundle_.string() + " --url-file " + url_file(server_->url()).string();
  const auto answer = [&](const std::string& text) {
    ProcessOptions options = options_;
    options.env = clean_environment();
    options.input = text;
    return run({"script", "-qec", command, "/dev/null"}, options);
  };
  for (const char* no : {"n\n", "\n", "yesterday\n"}) {
    const auto result = answer(no);
    EXPECT_EQ(result.exit_code, 1) << result.out;
    EXPECT_THAT(result.out, HasSubstr("Hand it over? [y/N]"));
    EXPECT_THAT(result.out, HasSubstr("nothing was sent"));
    EXPECT_FALSE(std::filesystem::exists(stored()));
  }
  EXPECT_THAT(server_->requests(), IsEmpty());
  const auto result = answer("y\n");
  EXPECT_EQ(result.exit_code, 0) << result.out;
  EXPECT_EQ(read_file(stored()), read_file(bundle_));
}

TEST_F(Attach, NeedsYesWhereNothingCanBeAsked) {
  const auto result = attach(server_->url(), {});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("say --yes"));
  EXPECT_THAT(server_->requests(), IsEmpty());
}

TEST_F(Attach, TakesTheUrlFromAFileStandardInputTheEnvironmentOrAnArgument) {
  const std::string url = server_->url();
  ProcessOptions piped = options_;
  piped.input = url + "\n";
  EXPECT_EQ(run_program({"attach", bundle_.string(), "--url-file", "-"}, piped).exit_code, 2);
  EXPECT_EQ(run_program({"attach", bundle_.string(), "--url-file", "-", "--yes"}, piped).exit_code, 0);
  std::filesystem::remove(stored());
  ProcessOptions named = options_;
  named.more_env.push_back("SGW_DIAG_ATTACH_URL=" + url);
  EXPECT_EQ(run_program({"attach", bundle_.string(), "-y"}, named).exit_code, 0);
  std::filesystem::remove(stored());
  EXPECT_EQ(run_program({"attach", bundle_.string(), url, "-y"}, options_).exit_code, 0);
  const auto nowhere = run_program({"attach", bundle_.string(), "-y"}, options_);
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("--url-file"));
}

TEST_F(Attach, SendsNothingThatIsTamperedWithOrHoldsASecret) {
  const TempDir work;
  ASSERT_EQ(run({"bsdtar", "-xf", bundle_.string(), "-C", work.path().string()}).exit_code, 0);
  std::string folder;
  for (const auto& entry : std::filesystem::directory_iterator(work.path())) folder = entry.path().filename().string();
  const auto packed = [&](const std::string& name, const std::string& bytes) {
    const auto file = work.path() / folder / "SUMMARY.md";
    const std::string before = read_file(file);
    std::ofstream(file) << bytes;
    const auto made = home_ / name;
    EXPECT_EQ(run({"bsdtar", "-czf", made.string(), "-C", work.path().string(), folder}).exit_code, 0);
    std::ofstream(file) << before;
    return made;
  };
  bundle_ = packed("tampered.tar.gz", "something else\n");
  const auto tampered = attach(server_->url());
  EXPECT_EQ(tampered.exit_code, 1) << tampered.out;
  EXPECT_THAT(tampered.out, HasSubstr("SUMMARY.md"));
  bundle_ = packed("leaking.tar.gz", "GatewayKey gw&203612010000&" + std::string(86, 'Z') + "==\n");
  EXPECT_EQ(attach(server_->url()).exit_code, 4);
  bundle_ = scratch_.write("no-bundle.tar.gz", "x");
  EXPECT_EQ(attach(server_->url()).exit_code, 1);
  bundle_ = "/nowhere/bundle.tar.gz";
  EXPECT_EQ(attach(server_->url()).exit_code, 2);
  EXPECT_THAT(server_->requests(), IsEmpty());
}

TEST_F(Attach, SaysWhatIsWrongWithTheUrlOrTheService) {
  struct Case {
    std::string url;
    int code;
    const char* says;
  };
  const std::string good = server_->url();
  for (const Case& row :
       {Case{server_->url("cw", -10), 1, "the URL's signature has expired: 20"},
        Case{server_->url("rl"), 1, "does not permit writing"}, Case{good + "x", 1, "the signature is not accepted"},
        Case{server_->url("cw", 60, "none"), 1, "there is no such container"},
        Case{"http://contoso.example/x?sig=0123456789abcdef", 2, "https:// alone"},
        Case{"nonsense sig=0123456789abcdef", 2, "not one URL"}}) {
    const auto result = attach(row.url);
    EXPECT_EQ(result.exit_code, row.code) << result.err;
    EXPECT_THAT(result.err, HasSubstr(row.says));
  }
  EXPECT_EQ(attach(good).exit_code, 0);
  const auto twice = attach(good);
  EXPECT_EQ(twice.exit_code, 1);
  EXPECT_THAT(twice.err, HasSubstr("there already, and nothing is overwritten"));
}

TEST_F(Attach, TellsAProgramInOneDocument) {
  const auto sent = document_of(attach(server_->url(), {"--yes", "--json"}));
  EXPECT_TRUE(sent["sent"].boolean_or(false));
  EXPECT_EQ(sent["sha256"].text_or(""), Sha256::of(read_file(bundle_)));
  EXPECT_THAT(sent["to"].text_or(""), testing::EndsWith("/bundles/" + bundle_.filename().string()));
  const auto not_sent = document_of(attach(server_->url(), {"--yes", "--json"}));
  EXPECT_FALSE(not_sent["sent"].boolean_or(true));
  EXPECT_THAT(not_sent["reason"].text_or(""), HasSubstr("there already"));
}

TEST_F(Attach, GoesByTheProxyOfTheEnvironment) {
  if (!find_program("tinyproxy")) GTEST_SKIP() << "tinyproxy is not installed";
  const TinyproxyServer proxy({}, "walter", "pass-of-walter");
  options_.more_env.push_back("HTTPS_PROXY=http://walter:pass-of-walter@127.0.0.1:" + std::to_string(proxy.port()));
  const auto result = attach(server_->url());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(proxy.log(), HasSubstr("CONNECT 127.0.0.1:"));
  EXPECT_THAT(server_->requests(), Not(HasSubstr("roxy-")));
}

TEST_F(Attach, EndsWithItsTimeAndWhenItIsInterrupted) {
  FakeHttpServer silent;
  silent.on("/", HttpAnswer::silence());
  const std::string url = silent.url() + "/c/?sig=0123456789abcdef";
  const auto late = attach(url, {"--yes", "--timeout", "1s"});
  EXPECT_EQ(late.exit_code, 1);
  EXPECT_THAT(late.err, HasSubstr("in time"));
  const TempDir output;
  ChildProcess child({program_path(), "attach", bundle_.string(), "--yes", "--url-file", url_file(url).string()},
                     output.path());
  ASSERT_TRUE(wait_until([&] { return silent.targets().size() == 2; }));
  child.signal(SIGINT);
  const auto stopped = child.wait(std::chrono::seconds(20));
  ASSERT_TRUE(stopped);
  EXPECT_EQ(stopped->exit_code, 130) << stopped->err;
}

class CollectAndAttach : public Attach {
 protected:
  ProcessResult collect(const std::string& url, const std::vector<std::string>& more = {}) {
    const auto log = scratch_.write("gateway.log", "2026-11-19T06:00:00.120Z version: 2.12.3.0\nblob " + url + "\n" +
                                                       "again " + signature_in(url) + "\n");
    std::vector<std::string> arguments = {
        "collect", "--logs", log.string(), "--no-probes", "--attach-url-file", url_file(url).string()};
    if (more.empty()) arguments.insert(arguments.end(), {"-o", out_.path().string()});
    arguments.insert(arguments.end(), more.begin(), more.end());
    auto result = run_program(arguments, options_);
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(signature_in(url))));
    return result;
  }

  TempDir out_;
};

TEST_F(CollectAndAttach, HandsTheBundleOverAndKeepsIt) {
  const std::string url = server_->url();
  const auto result = collect(url);
  EXPECT_LE(result.exit_code, 1) << result.err;
  bundle_ = only_bundle(out_.path());
  EXPECT_EQ(read_file(stored()), read_file(bundle_));
  EXPECT_THAT(result.out, HasSubstr("Handed over: https://127.0.0.1:"));
  // What it was given is a known secret of the run.
  for (const auto& [path, bytes] : unpacked(bundle_, scratch_)) {
    EXPECT_THAT(bytes, Not(HasSubstr(signature_in(url)))) << path;
  }
}

TEST_F(CollectAndAttach, EndsWithCodeFiveWhenTheBundleIsNotHandedOverAndKeepsIt) {
  const auto result = collect(server_->url("cw", 60, "none"), {"-o", out_.path().string(), "--json"});
  EXPECT_EQ(result.exit_code, 5) << result.err;
  EXPECT_THAT(result.err, HasSubstr("the bundle was not handed over: there is no such container"));
  EXPECT_THAT(result.err, HasSubstr("sgw-diag attach "));
  EXPECT_EQ(run_program({"verify", only_bundle(out_.path()).string()}).exit_code, 0);
  const JsonReader document = document_of(result);
  EXPECT_EQ(document["exit_code"].integer_or(0), 5);
  EXPECT_FALSE(document["bundle"]["handed_over"]["sent"].boolean_or(true));
}

// A cluster that takes a pod away says so by the same signal.
TEST_F(CollectAndAttach, HandsOverWhatThereIsWhenTheRunIsInterrupted) {
  const TempDir socket;
  FakeHttpServer engine(socket / "engine.sock");
  engine.on("/_ping", HttpAnswer::text("OK").header("Api-Version", "1.41").header("Server", "Docker/27.0 (linux)"));
  engine.on("/v1.41/containers/json", HttpAnswer::silence());
  ProcessOptions options;
  options.env = clean_environment();
  options.more_env = options_.more_env;
  const TempDir output;
  ChildProcess child({program_path(), "collect", "--from", "docker", "--docker-host", engine.address(), "--no-probes",
                      "-o", out_.path().string(), "--attach-url-file", url_file(server_->url()).string()},
                     output.path(), options);
  ASSERT_TRUE(wait_until([&] {
    const auto targets = engine.targets();
    return std::any_of(targets.begin(), targets.end(),
                       [](const std::string& target) { return target.find("/containers/json") != std::string::npos; });
  }));
  child.signal(SIGTERM);
  const auto result = child.wait(std::chrono::seconds(60));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 130) << result->err;
  bundle_ = only_bundle(out_.path());
  EXPECT_EQ(read_file(stored()), read_file(bundle_));
}

TEST_F(CollectAndAttach, CollectsNothingWhenItsUrlCannotBeUsed) {
  EXPECT_EQ(collect(server_->url("cw", -10)).exit_code, 5);
  EXPECT_EQ(collect("ftp://contoso.example/?sig=0123456789abcdef").exit_code, 2);
  EXPECT_EQ(collect(server_->url(), {"-o", "-"}).exit_code, 2);
  EXPECT_TRUE(std::filesystem::is_empty(out_.path()));
}

}  // namespace
}  // namespace sgw::test
