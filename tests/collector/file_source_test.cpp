#include "collector/file_source.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;
using Names = std::vector<std::string>;

class FileSourceTest : public testing::Test {
 protected:
  void collect() {
    CollectContext context{.deadline = deadline, .stop = {}, .limits = {}, .now = {}};
    make_file_source(selection, targets)->collect(context, sink);
    for (const auto& artifact : sink.artifacts) EXPECT_TRUE(artifact.finished) << artifact.path;
  }
  void collect(const fs::path& path) {
    selection.logs = {path};
    collect();
  }
  Names paths() const {
    Names found;
    for (const auto& artifact : sink.artifacts) found.push_back(artifact.path);
    return found;
  }
  std::string bytes_of(std::string_view path) const {
    const auto* artifact = sink.find(path);
    return artifact == nullptr ? "(absent)" : artifact->bytes;
  }
  bool has_remark(Remark::Kind kind, std::string_view text) const {
    return std::any_of(sink.remarks.begin(), sink.remarks.end(), [&](const auto& remark) {
      return remark.kind == kind && remark.text.find(text) != std::string::npos;
    });
  }
  static std::string packed(std::string_view name) { return test::test_data("core/unpacker/" + std::string(name)); }

  test::TempDir folder;
  Selection selection;
  std::shared_ptr<Targets> targets = std::make_shared<Targets>();
  test::MemoryRawSink sink;
  Deadline deadline = Deadline::after(std::chrono::minutes(1));
};

TEST_F(FileSourceTest, TakesAFileAsOneGatewayNamedForIt) {
  collect(folder.write("edge-gw.log", "one\ntwo\n"));
  EXPECT_EQ(sink.instances, Names{"edge-gw"});
  ASSERT_EQ(paths(), Names{"logs/edge-gw.log"});
  EXPECT_EQ(sink.artifacts[0].bytes, "one\ntwo\n");
  EXPECT_EQ(sink.artifacts[0].role, Role::log);
  EXPECT_EQ(sink.artifacts[0].folder, InstanceId(0));
}

TEST_F(FileSourceTest, CountsAnEmptyLogAsAGateway) {
  collect(folder.write("empty.log", ""));
  EXPECT_EQ(sink.instances, Names{"empty"});
  EXPECT_EQ(paths(), Names{"logs/empty.log"});
  EXPECT_EQ(sink.artifacts[0].completeness, Completeness::complete);
}

TEST_F(FileSourceTest, KeepsRotatedPartsInOrderOldestFirst) {
  folder.write("gw/app.log", "current\n");
  folder.write("gw/app.log.1", "older\n");
  folder.write("gw/app.log.2.gz", packed("line.gz"));
  folder.write("gw/app.log.10", "oldest\n");
  collect(folder / "gw");
  EXPECT_EQ(sink.instances, Names{"gw"});
  EXPECT_EQ(paths(), (Names{"logs/app.log.10", "logs/app.log.2", "logs/app.log.1", "logs/app.log"}));
  EXPECT_EQ(bytes_of("logs/app.log.2"), packed("line.txt"));
}

TEST_F(FileSourceTest, TakesPartsThatWereNamedOneByOneAsOneGateway) {
  selection.logs = {folder.write("app.log", "b\n"), folder.write("app.log.1", "a\n"), folder.write("other.log", "c\n")};
  collect();
  EXPECT_EQ(sink.instances, (Names{"app", "other"}));
  EXPECT_EQ(paths(), (Names{"logs/app.log.1", "logs/app.log", "logs/other.log"}));
}

TEST_F(FileSourceTest, BringsTheMembersOfAnArchiveInOrder) {
  collect(folder.write("case.tar.gz", packed("three.tar.gz")));
  EXPECT_EQ(sink.instances, Names{"case"});
  EXPECT_EQ(paths(), (Names{"logs/logs/app.log.2", "logs/logs/app.log.1", "logs/logs/app.log"}));
  EXPECT_EQ(bytes_of("logs/logs/app.log.2"), "oldest\n");
  EXPECT_EQ(bytes_of("logs/logs/app.log"), "current\n");
}

TEST_F(FileSourceTest, TakesNoPlaceFromTheNamesOfMembers) {
  collect(folder.write("odd.tar", packed("odd.tar")));
  Names found = paths();
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (Names{"logs/absolute.log", "logs/escape.log"}));
}

TEST_F(FileSourceTest, ReadsKubernetesPodFolders) {
  const std::string line = "2026-11-23T16:44:57.071123456Z stdout ";
  folder.write("apim_gw_uid/gateway/1.log", line + "P Gate\n" + line + "F wayKey\n");
  folder.write("apim_gw_uid/gateway/0.log", line + "F first run\n");
  folder.write("apim_gw_uid/gateway/0.log.20261123-161514", line + "F before\n");
  collect(folder / "apim_gw_uid");
  EXPECT_EQ(paths(), (Names{"logs/gateway/0.log.20261123-161514", "logs/gateway/0.log", "logs/gateway/1.log"}));
  EXPECT_EQ(bytes_of("logs/gateway/1.log"), line + "GatewayKey\n");
}

TEST_F(FileSourceTest, TakesTheLogsOfTwoPodsInAFolderForTwoGateways) {
  folder.write("gw/pod-aaaaa.log", "one\n");
  folder.write("gw/pod-bbbbb.log", "two\n");
  folder.write("gw/pod-bbbbb.log.1", "older\n");
  collect(folder / "gw");
  EXPECT_EQ(sink.instances, (Names{"pod-aaaaa", "pod-bbbbb"}));
  EXPECT_EQ(paths(), (Names{"logs/pod-aaaaa.log", "logs/pod-bbbbb.log.1", "logs/pod-bbbbb.log"}));
  EXPECT_EQ(sink.find("logs/pod-aaaaa.log")->folder, InstanceId(0));
  EXPECT_EQ(sink.find("logs/pod-bbbbb.log.1")->folder, InstanceId(1));
}

TEST_F(FileSourceTest, ReportsTheRecordOfEachFoldersContainer) {
  for (const std::string name : {"edge-1", "edge-2"}) {
    folder.write("gw/" + name + "/inspect.json", R"([{"Id":"abc","Name":"/)" + name +
                                                     R"(","Config":{"Image":"x/gateway:2.12.3","Env":[]},)"
                                                     R"("State":{"Status":"running"}}])");
    folder.write("gw/" + name + "/app.log", "line\n");
  }
  collect(folder / "gw");
  EXPECT_EQ(sink.instances, (Names{"edge-1", "edge-2"}));
  EXPECT_EQ(sink.find("logs/edge-2/app.log")->folder, InstanceId(1));
}

TEST_F(FileSourceTest, ReadsDockersOwnFiles) {
  const std::string id(64, 'a');
  const std::string record = R"({"log":"[Info] one\n","stream":"stdout","time":"2026-11-23T16:44:57.071123456Z"})";
  collect(folder.write(id + "-json.log", record + "\n"));
  EXPECT_EQ(sink.instances, Names{std::string(12, 'a')});
  ASSERT_EQ(sink.artifacts.size(), 1U);
  EXPECT_EQ(sink.artifacts[0].bytes, "2026-11-23T16:44:57.071123456Z stdout [Info] one\n");
}

TEST_F(FileSourceTest, KeepsAValueWholeThatRotationSplit) {
  const std::string line = "2026-11-23T16:44:57.071123456Z stdout ";
  folder.write("gw/0.log.20261123-161514", line + "P GatewayKey edge&2026112\n");
  folder.write("gw/0.log", line + "F 31200&secret\n");
  collect(folder / "gw");
  EXPECT_EQ(bytes_of("logs/0.log"), line + "GatewayKey edge&202611231200&secret\n");
  for (const auto& artifact : sink.artifacts) {
    EXPECT_TRUE(artifact.path == "logs/0.log" || artifact.bytes.find("edge&") == std::string::npos);
  }
}

TEST_F(FileSourceTest, KeepsTheLastLinesOfALogOverItsParts) {
  folder.write("gw/app.log.1", "1\n2\n3\n");
  folder.write("gw/app.log", "4\n5\n");
  folder.write("gw/app.log.2", "0\n");
  folder.write("gw/short.log", "only\n");
  selection.tail = 3;
  collect(folder / "gw");
  EXPECT_EQ(paths(), (Names{"logs/app.log.1", "logs/app.log", "logs/short.log"}));
  EXPECT_EQ(bytes_of("logs/app.log.1"), "3\n");
  EXPECT_EQ(bytes_of("logs/app.log"), "4\n5\n");
}

TEST_F(FileSourceTest, KeepsALogOfWhichNothingIsWantedAndSaysWhy) {
  const std::string line = "2026-11-20T16:44:57.071123456Z stdout F one\n";
  folder.write("gw/0.log.20261119-161514", line);
  folder.write("gw/0.log", line + line);
  selection.since = parse_time("2026-11-23");
  collect(folder / "gw");
  EXPECT_EQ(paths(), Names{"logs/0.log"});
  EXPECT_EQ(bytes_of("logs/0.log"), "");
  EXPECT_EQ(sink.find("logs/0.log")->completeness, Completeness::complete);
  ASSERT_TRUE(has_remark(Remark::Kind::warning, "nothing of a log is within --since, --until and --tail"));
  EXPECT_EQ(sink.remarks.back().detail, "3 lines left out");
}

TEST_F(FileSourceTest, KeepsAnEmptyFileOfALogWithTailZero) {
  selection.tail = 0;
  collect(folder.write("app.log", "1\n2\n"));
  EXPECT_EQ(paths(), Names{"logs/app.log"});
  EXPECT_EQ(bytes_of("logs/app.log"), "");
  EXPECT_TRUE(has_remark(Remark::Kind::warning, "nothing of a log"));
}

TEST_F(FileSourceTest, CountsTheLinesThatItLeavesOut) {
  folder.write("gw/app.log.1", "1\n2\n3\n");
  folder.write("gw/app.log", "4\n5\n");
  selection.tail = 2;
  collect(folder / "gw");
  EXPECT_TRUE(has_remark(Remark::Kind::info, "as --since, --until or --tail ask"));
  EXPECT_EQ(sink.remarks.back().detail, "3 lines left out");
}

TEST_F(FileSourceTest, SaysThatALogWithoutTimesIsNotCutByTime) {
  selection.since = parse_time("2026-11-23");
  collect(folder.write("app.log", "[Info] 2026-11-2T01:00:00.000 [X]\n"));
  EXPECT_EQ(bytes_of("logs/app.log"), "[Info] 2026-11-2T01:00:00.000 [X]\n");
  EXPECT_TRUE(has_remark(Remark::Kind::warning, "no times of the runtime"));
}

TEST_F(FileSourceTest, TranscodesUtf16) {
  collect(folder.write("app.log",
                       "\xff\xfe"s
                       "a\0\n\0"s));
  EXPECT_EQ(bytes_of("logs/app.log"), "a\n");
}

TEST_F(FileSourceTest, WithholdsWhatIsNoText) {
  folder.write("gw/core.1",
               "\x7f"
               "ELF\0\0\0secret"s);
  folder.write("gw/snapshot.lock.json", R"({"all":"secret"})");
  collect(folder / "gw");
  ASSERT_EQ(sink.artifacts.size(), 2U);
  for (const auto& artifact : sink.artifacts) {
    EXPECT_EQ(artifact.format, Format::binary);
    EXPECT_EQ(artifact.completeness, Completeness::withheld);
    EXPECT_EQ(artifact.bytes, "");
  }
}

TEST_F(FileSourceTest, ReportsARecordOfDockerInspect) {
  folder.write("gw/inspect.json", R"([{"Id":"abc","Name":"/edge","Config":{"Image":"x/gateway:2.12.3","Env":[]},)"
                                  R"("State":{"Status":"running"}}])");
  folder.write("gw/app.log", "line\n");
  collect(folder / "gw");
  EXPECT_EQ(sink.instances, Names{"edge"});
  const auto state = JsonReader::parse(bytes_of("state.json"));
  ASSERT_TRUE(state);
  EXPECT_EQ((*state)["source"].text(), "files");
  EXPECT_EQ(sink.find("logs/app.log")->folder, InstanceId(0));
  EXPECT_EQ(sink.find("files/inspect.json"), nullptr);
  EXPECT_TRUE(targets->statuses().empty());
}

TEST_F(FileSourceTest, ReadsSettingsFromAnEnvFileBeforeAnyLog) {
  const std::string token = "GatewayKey edge&202611231200&" + std::string(86, 'A') + "==";
  folder.write("gw/env.conf", "config.service.auth=" + token + "\n");
  folder.write("gw/app.log", token + "\n");
  collect(folder / "gw");
  ASSERT_NE(sink.find("settings.json"), nullptr);
  EXPECT_EQ(sink.artifacts.front().path, "settings.json");
  EXPECT_EQ(sink.find("settings.json")->bytes.find(std::string(86, 'A')), std::string::npos);
  EXPECT_TRUE(std::any_of(sink.learnt.begin(), sink.learnt.end(), [&](const auto& each) {
    return each.first.find(std::string(86, 'A')) != std::string::npos;
  }));
}

TEST_F(FileSourceTest, TellsDocumentsFromLogsOfJson) {
  folder.write("gw/values.json", "{\n \"a\": 1\n}\n");
  folder.write("gw/gateway.json", "{\"level\":\"Warning\"}\n{\"level\":\"Error\"}\n");
  folder.write("gw/old.log", "{\"level\":\"Error\",\"timestamp\":\"2025-03-10T21:03:31.2Z\"\",\"eventType\":\"X\"}\n");
  folder.write("gw/compose.yaml", "services: {}\n");
  collect(folder / "gw");
  ASSERT_NE(sink.find("files/values.json"), nullptr);
  EXPECT_EQ(sink.find("files/values.json")->format, Format::json);
  EXPECT_NE(sink.find("logs/gateway.json"), nullptr);
  EXPECT_NE(sink.find("logs/old.log"), nullptr);
  ASSERT_NE(sink.find("files/compose.yaml"), nullptr);
  EXPECT_EQ(sink.find("files/compose.yaml")->role, Role::other);
}

TEST_F(FileSourceTest, TakesOneLineOfJsonForALogWhenItIsOne) {
  folder.write("gw/call.txt", "{\"isRequestSuccess\":false,\"category\":\"GatewayLogs\"}\n");
  folder.write("gw/answer.log", "{\"error\":{\"code\":\"MethodNotAllowedInPricingTier\"}}\n");
  folder.write("gw/values.txt", "{\"a\":1}\n");
  collect(folder / "gw");
  EXPECT_NE(sink.find("logs/call.txt"), nullptr);
  EXPECT_NE(sink.find("logs/answer.log"), nullptr);
  EXPECT_NE(sink.find("files/values.txt"), nullptr);
}

TEST_F(FileSourceTest, WaitsForNoPipeAndFollowsNoLinkOut) {
  folder.write("outside.log", "secret\n");
  folder.write("gw/app.log", "line\n");
  ASSERT_EQ(::mkfifo((folder / "gw/pipe.log").c_str(), 0600), 0);
  fs::create_symlink(folder / "outside.log", folder / "gw/link.log");
  fs::create_symlink(folder / "gw/app.log", folder / "gw/same.log");
  fs::create_directory_symlink(folder / "gw", folder / "gw/loop");
  collect(folder / "gw");
  EXPECT_EQ(paths(), Names{"logs/app.log"});
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "not a regular file"));
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "symbolic link that leaves the folder"));
  selection.logs = {folder / "gw/pipe.log", "/dev/zero"};
  test::MemoryRawSink other;
  make_file_source(selection, targets)->collect({.deadline = deadline, .stop = {}, .limits = {}, .now = {}}, other);
  EXPECT_TRUE(other.artifacts.empty());
  EXPECT_EQ(other.remarks.size(), 2U);
}

TEST_F(FileSourceTest, NamesWhatMayNotBeReadAndTakesTheRest) {
  fs::permissions(folder.write("gw/closed.log", "secret\n"), fs::perms::none);
  folder.write("gw/open.log", "line\n");
  fs::permissions(folder.path(), fs::perms::all);
  fs::permissions(folder / "gw", fs::perms::all);
  fs::permissions(folder / "gw/open.log", fs::perms::all);
  // Root may read everything: as somebody else, then.
  const uid_t self = ::geteuid();
  ASSERT_TRUE(self != 0 || ::seteuid(65534) == 0);
  collect(folder / "gw");
  ASSERT_EQ(::seteuid(self), 0);
  EXPECT_EQ(paths(), Names{"logs/open.log"});
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "may not be read"));
}

TEST_F(FileSourceTest, SaysWhereItLookedWhenNothingIsThere) {
  collect(folder / "absent.log");
  EXPECT_TRUE(sink.instances.empty());
  EXPECT_TRUE(has_remark(Remark::Kind::looked, "saved logs"));
  selection.logs = {folder / "absent.log", folder.write("app.log", "line\n")};
  collect();
  EXPECT_EQ(sink.instances, Names{"app"});
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "saved logs"));
}

TEST_F(FileSourceTest, KeepsWhatABrokenArchiveStillGives) {
  collect(folder.write("case.tar.gz", packed("cut.tar.gz")));
  ASSERT_GE(sink.artifacts.size(), 1U);
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "broken or cut off"));
  EXPECT_TRUE(std::any_of(sink.artifacts.begin(), sink.artifacts.end(),
                          [](const auto& each) { return each.completeness == Completeness::partial; }));
}

TEST_F(FileSourceTest, StopsABombInsideAnArchive) {
  collect(folder.write("case.tar", packed("bomb-in-tar.tar")));
  EXPECT_EQ(bytes_of("logs/before.log"), "fine\n");
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "suspiciously more"));
}

TEST_F(FileSourceTest, EndsAtItsDeadline) {
  deadline = Deadline::after(std::chrono::milliseconds(0));
  collect(folder.write("app.log", "line\n"));
  EXPECT_TRUE(sink.artifacts.empty() || sink.artifacts[0].completeness != Completeness::complete);
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "the time was up"));
}

TEST_F(FileSourceTest, NamesEveryFileThatTheTimeDidNotSufficeFor) {
  deadline = Deadline::after(std::chrono::milliseconds(0));
  selection.logs = {folder.write("app.log.1", "old\n"), folder.write("app.log", "new\n")};
  collect();
  std::string subjects;
  for (const auto& remark : sink.remarks) subjects += remark.subject + "\n";
  EXPECT_NE(subjects.find("app.log\n"), std::string::npos) << subjects;
  EXPECT_NE(subjects.find("app.log.1\n"), std::string::npos) << subjects;
}

TEST_F(FileSourceTest, NamesAFolderThatTheTimeDidNotSufficeFor) {
  deadline = Deadline::after(std::chrono::milliseconds(0));
  folder.write("a/app.log", "line\n");
  collect(folder.path());
  EXPECT_TRUE(has_remark(Remark::Kind::gap, "the folder was not read to its end: the time was up"));
}

}  // namespace
}  // namespace sgw::collector
