#include "collector/log_groups.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sgw::collector {
namespace {

using Names = std::vector<std::string>;

// "name: file file", a group each.
Names groups(const Names& names) {
  std::vector<FoundFile> files;
  for (const std::string& name : names) files.push_back({"/case/" + name, name, FollowLinks::no});
  Names found;
  for (const LogGroup& group : group_logs(files, "case")) {
    std::string line = group.name + ":";
    for (const FoundFile& file : group.files) line += " " + file.name;
    found.push_back(line);
  }
  return found;
}

TEST(GroupLogs, TellsTheLogsOfPodsApart) {
  EXPECT_EQ(groups({"gw-7d9c-aaaaa.log", "gw-7d9c-bbbbb.log"}),
            (Names{"gw-7d9c-aaaaa: gw-7d9c-aaaaa.log", "gw-7d9c-bbbbb: gw-7d9c-bbbbb.log"}));
  EXPECT_EQ(groups({"gw-0.log", "gw-1.log"}), (Names{"gw-0: gw-0.log", "gw-1: gw-1.log"}));
}

TEST(GroupLogs, TakesEachFolderForAContainer) {
  EXPECT_EQ(groups({"podA/gw.log", "podA/gw.previous.log", "podB/logs/stdout.log", "podB/state.json"}),
            (Names{"podA: podA/gw.log podA/gw.previous.log", "podB: podB/logs/stdout.log podB/state.json"}));
  EXPECT_EQ(groups({"ns/podA/logs.txt", "ns/podB/logs.txt"}),
            (Names{"podA: ns/podA/logs.txt", "podB: ns/podB/logs.txt"}));
  EXPECT_EQ(groups({"gw-2.log", "podA/deep/x.log", "podA/gw.log"}),
            (Names{"gw-2: gw-2.log", "podA: podA/deep/x.log podA/gw.log"}));
}

TEST(GroupLogs, KnowsTheFoldersOfAKubelet) {
  EXPECT_EQ(groups({"apim_gw-7d9c-aaaaa_11-22/gw/0.log", "apim_gw-7d9c-aaaaa_11-22/gw/1.log",
                    "apim_gw-7d9c-bbbbb_33-44/gw/0.log"}),
            (Names{"gw-7d9c-aaaaa: apim_gw-7d9c-aaaaa_11-22/gw/0.log apim_gw-7d9c-aaaaa_11-22/gw/1.log",
                   "gw-7d9c-bbbbb: apim_gw-7d9c-bbbbb_33-44/gw/0.log"}));
  EXPECT_EQ(groups({"gw/0.log", "gw/1.log"}), Names{"case: gw/0.log gw/1.log"});
}

class OneContainer : public testing::TestWithParam<Names> {};

TEST_P(OneContainer, IsOneGroupWithTheFoldersName) {
  std::string all = "case:";
  for (const std::string& name : GetParam()) all += " " + name;
  EXPECT_EQ(groups(GetParam()), Names{all});
}

INSTANTIATE_TEST_SUITE_P(
    Files, OneContainer,
    testing::Values(Names{}, Names{"app.log", "app.log.1", "app.log.2.gz", "app.log.10"},
                    Names{"0.log", "0.log.20261123-161514", "1.log"}, Names{"gateway.log", "gateway.previous.log"},
                    Names{"gateway.log", "previous.log"}, Names{"gateway-stderr.log", "gateway-stdout.log"},
                    Names{"stderr.log", "stdout.log"}, Names{"gw-20261120.log", "gw-20261121.log", "gw.log"},
                    Names{"gw.0.log", "gw.1.log", "gw.log"}, Names{"gw.log", "old/gw.log"},
                    Names{"logs/app.log", "logs/app.log.1"}));

TEST(GroupLogs, LeavesAFolderWithARecordBesideTheLogsWhole) {
  EXPECT_EQ(groups({"app.log", "inspect.json", "short.log"}), Names{"case: app.log short.log inspect.json"});
  EXPECT_EQ(groups({"app.log", "env.conf", "short.log"}), Names{"case: app.log short.log env.conf"});
}

TEST(GroupLogs, GivesWhatIsNoLogToTheFirst) {
  EXPECT_EQ(groups({"a.log", "b.log", "dmesg.txt", "pods.yaml"}), (Names{"a: a.log dmesg.txt pods.yaml", "b: b.log"}));
}

}  // namespace
}  // namespace sgw::collector
