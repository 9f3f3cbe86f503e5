#include "tests/end_to_end/program.hpp"
#include "tests/end_to_end/secret_classes.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/nginx_server.hpp"

#include <sgw_diag/json_writer.hpp>

#include <gtest/gtest.h>

#include <algorithm>

// Every class of secret in every place that it can come from, through every command that reads it. What is looked at:
// the bundle, the tree, standard output and error, the names, and (with strace) every write of the process.

namespace sgw::test {
namespace {

std::string frame(std::string_view payload) {
  std::string bytes{1, 0, 0, 0};
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((payload.size() >> shift) & 255U);
  return bytes + std::string(payload);
}

class PlantedSecrets : public testing::Test {
 protected:
  PlantedSecrets()
      : engine_(scratch_.path() / "engine.sock"), endpoint_({{.tls = tls_.leaf_for_address("127.0.0.1")}}) {
    engine_.on("/_ping", HttpAnswer::text("OK").header("Api-Version", "1.41").header("Server", "Docker/27.0 (linux)"));
    engine_.on("/v1.41/version", HttpAnswer::json(R"({"Version":"27.0","ApiVersion":"1.41"})"));
    engine_.on("/v1.41/info", HttpAnswer::json(R"({"NCPU":2})"));
    engine_.on("/v1.41/events", HttpAnswer::text(""));
    add_container("gw", env_and_labels(), HttpAnswer::text(split_log()));
    add_container("broken", "", error_body());
    for (const PlantedText& secret : planted("container name")) {
      add_container("svc-" + secret.text, "", HttpAnswer::text(""));
    }
    std::string list;
    for (const std::string& row : rows_) list += (list.empty() ? "[" : ",") + row;
    engine_.on("/v1.41/containers/json", HttpAnswer::json(list + "]"));
    for (const PlantedText& secret : planted("file name")) {
      std::string name = secret.text;
      if (name.find('/') != std::string::npos || name.find('\n') != std::string::npos) continue;
      logs_.write("gw-" + name + ".log", "[Info] 2026-11-23T07:00:00.000 [ConfigurationLoaded]\n");
    }
    std::string text;
    for (const PlantedText& secret : planted("file")) text += secret.text + "\n";
    logs_.write("text.log", text);
  }

  const std::vector<PlantedText>& planted(const std::string& place) {
    auto made = secrets_of_every_class(place);
    auto& list = by_place_.emplace(place, made).first->second;
    for (const PlantedText& secret : made) planted_.push_back(secret.planted);
    return list;
  }

  std::string env_and_labels() {
    std::string env = R"("config.service.endpoint=127.0.0.1:)" + std::to_string(endpoint_.port()) + '"';
    int number = 0;
    for (const PlantedText& secret : planted("env")) {
      env += "," + json_quoted("SETTING_" + std::to_string(++number) + "=" + secret.text);
    }
    std::string labels;
    for (const PlantedText& secret : planted("label")) {
      labels += (labels.empty() ? "" : ",") + json_quoted("note-" + std::to_string(++number)) + ":" +
                json_quoted(secret.text);
    }
    return R"(,"Env":[)" + env + R"(],"Labels":{)" + labels + "}";
  }

  std::string split_log() {
    std::string bytes;
    for (const PlantedText& secret : planted("log")) {
      // In the middle of the value.
      const std::size_t cut = secret.text.find(secret.planted.value) + secret.planted.value.size() / 2;
      bytes += frame("2026-11-23T19:00:00.000000001Z [Info] " + secret.text.substr(0, cut));
      bytes += frame(secret.text.substr(cut) + "\n");
    }
    return bytes;
  }

  HttpAnswer error_body() {
    std::string message;
    for (const PlantedText& secret : planted("error body")) message += secret.text + "\n";
    return HttpAnswer::error(500, message);
  }

  void add_container(const std::string& name, const std::string& config, HttpAnswer logs) {
    const std::string number = std::to_string(100 + rows_.size());
    const std::string id = std::string(61, 'a') + number;
    rows_.push_back(R"({"Id":")" + id + R"(","Names":[)" + json_quoted("/" + name) + "]}");
    engine_.on("/v1.41/containers/" + id + "/json",
               HttpAnswer::json(R"({"Id":")" + id + R"(","Name":)" + json_quoted("/" + name) +
                                R"(,"State":{"Status":"running","Running":true},"Config":{)" +
                                R"("Image":"127.0.0.1:9/azure-api-management/gateway:2.12.3")" + config + "}}"));
    engine_.on("/v1.41/containers/" + id + "/logs", std::move(logs));
  }

  // Under strace where there is one: what the process wrote to anything at all.
  ProcessResult traced(std::vector<std::string> arguments, const std::string& input = {}) {
    arguments.insert(arguments.begin(), program_path());
    if (find_program("strace")) {
      const std::vector<std::string> tracer = {
          "strace",
          "-f",
          "-qq",
          "-s",
          "1000000",
          "-e",
          "trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,sendfile",
          "-o",
          trace().string()};
      arguments.insert(arguments.begin(), tracer.begin(), tracer.end());
    }
    ProcessOptions options;
    options.input = input;
    // A sanitizer looks for leaks as a tracer of its own, and a traced process has one already.
    options.more_env = {"TMPDIR=" + temporary_.path().string(),
                        "DOCKER_HOST=", "CONTAINER_HOST=", "ASAN_OPTIONS=detect_leaks=0"};
    return run(arguments, options);
  }

  void expect_nothing_in(const std::string& where, std::string_view bytes) {
    for (const Planted& secret : planted_) EXPECT_EQ(found_in(bytes, secret), "") << secret.name << ", in " << where;
  }

  void expect_nothing_out(const std::string& command, const ProcessResult& result) {
    expect_nothing_in(command + "'s output", result.out);
    expect_nothing_in(command + "'s messages", result.err);
    if (find_program("strace")) {
      const std::string calls = read_file(trace());
      ASSERT_NE(calls.find("write("), std::string::npos) << "the trace saw nothing";
      expect_nothing_in(command + "'s system calls", calls);
    }
    EXPECT_TRUE(std::filesystem::is_empty(temporary_.path()));
  }

  std::vector<std::string> from_everywhere(const std::string& command) {
    return {command,  "--from", "docker", "--docker-host",       engine_.address(),
            "--from", "files",  "--logs", logs_.path().string(), "-v",
            "--json"};
  }

  std::filesystem::path trace() const { return scratch_.path() / "trace"; }

  TempDir scratch_;
  TempDir logs_;
  TempDir temporary_;
  TempDir out_;
  TlsMaterial tls_;
  FakeHttpServer engine_;
  NginxServer endpoint_;
  std::vector<std::string> rows_;
  std::map<std::string, std::vector<PlantedText>> by_place_;
  std::vector<Planted> planted_;
};

TEST_F(PlantedSecrets, AreSeenBySuchASearch) {
  for (const PlantedText& secret : planted("proof")) EXPECT_EQ(found_in(secret.text, secret.planted), "raw");
}

TEST_F(PlantedSecrets, DoNotComeOutOfCollect) {
  auto arguments = from_everywhere("collect");
  arguments.insert(arguments.end(), {"-o", out_.path().string()});
  const ProcessResult result = traced(arguments);
  ASSERT_EQ(result.exit_code, 1) << result.err;  // the container whose log cannot be read
  expect_nothing_out("collect", result);
  const auto bundle = only_bundle(out_.path());
  expect_nothing_in("the bundle's name", bundle.string());
  const auto files = unpacked(bundle, scratch_);
  ASSERT_TRUE(files.contains("gateways/gw/logs/stdout.log"));
  // It was all there to be found: each place left its trace.
  EXPECT_NE(files.at("gateways/gw/logs/stdout.log").find("<redacted:"), std::string::npos);
  EXPECT_NE(files.at("gateways/gw/state.json").find("<redacted:"), std::string::npos);
  EXPECT_GE(document_of(result)["instances"].items().size(), 18U);
  bool probed = false;
  for (const auto& [path, bytes] : files) {
    probed = probed || path.starts_with("probes/");
    expect_nothing_in(path, bytes);
    expect_nothing_in("the name " + path, path);
  }
  EXPECT_TRUE(probed);
}

TEST_F(PlantedSecrets, DoNotComeOutOfCheck) {
  const ProcessResult result = traced(from_everywhere("check"));
  EXPECT_FALSE(document_of(result)["verdict"]["owner"].text_or("").empty());
  expect_nothing_out("check", result);
}

TEST_F(PlantedSecrets, DoNotComeOutOfRedact) {
  std::string input;
  for (const PlantedText& secret : planted("standard input")) input += secret.text + "\n";
  const ProcessResult filtered = traced({"redact"}, input);
  EXPECT_EQ(filtered.exit_code, 0) << filtered.err;
  EXPECT_EQ(std::count(filtered.out.begin(), filtered.out.end(), '\n'), std::count(input.begin(), input.end(), '\n'));
  expect_nothing_out("redact", filtered);

  const ProcessResult tree = traced({"redact", logs_.path().string(), "-o", (out_.path() / "tree").string(), "-v"});
  EXPECT_EQ(tree.exit_code, 0) << tree.err;
  expect_nothing_out("redact of a folder", tree);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out_.path())) {
    expect_nothing_in("the name of a file", entry.path().string());
    if (!entry.is_regular_file()) continue;
    expect_nothing_in(entry.path().string(), read_file(entry.path()));
    ++files;
  }
  EXPECT_GT(files, 10U);
}

}  // namespace
}  // namespace sgw::test
