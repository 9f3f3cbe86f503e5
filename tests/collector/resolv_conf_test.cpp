#include "collector/resolv_conf.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ResolvConf, SaysWhatAClustersFileSays) {
  const ResolvConf conf = parse_resolv_conf(
      "# kubelet\nnameserver 10.96.0.10\n; old\nsearch apim.svc.cluster.local svc.cluster.local cluster.local\n"
      "options ndots:5 timeout:2\n");
  EXPECT_THAT(conf.servers, ElementsAre("10.96.0.10"));
  EXPECT_THAT(conf.search, ElementsAre("apim.svc.cluster.local", "svc.cluster.local", "cluster.local"));
  EXPECT_THAT(conf.options, ElementsAre("ndots:5", "timeout:2"));
  EXPECT_EQ(conf.ndots(), 5U);
}

TEST(ResolvConf, TakesTheLastOfSeveralSearchLists) {
  const ResolvConf conf = parse_resolv_conf("domain one.example\nsearch two.example three.example\r\n");
  EXPECT_THAT(conf.search, ElementsAre("two.example", "three.example"));
  EXPECT_THAT(parse_resolv_conf("search a\ndomain b\n").search, ElementsAre("b"));
}

TEST(ResolvConf, CountsOneDotUnlessToldOtherwise) {
  EXPECT_EQ(parse_resolv_conf("").ndots(), 1U);
  EXPECT_EQ(parse_resolv_conf("options ndots:0").ndots(), 0U);
  EXPECT_EQ(parse_resolv_conf("options ndots:99").ndots(), 15U);
  EXPECT_EQ(parse_resolv_conf("options ndots:x").ndots(), 1U);
  EXPECT_EQ(parse_resolv_conf("options ndots:99999999999999999999").ndots(), 1U);
}

TEST(ResolvConf, IsBoundedAndWaitsForNoPipe) {
  std::string many;
  for (int i = 0; i < 100000; ++i) many += "nameserver 192.0.2.1\nsearch " + std::string(50, 'a') + "\n";
  const test::TempDir folder;
  EXPECT_THAT(read_resolv_conf(folder.write("many", many)).servers, SizeIs(16));
  const auto pipe = folder / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(read_resolv_conf(pipe).servers, IsEmpty());
  EXPECT_THAT(read_resolv_conf(folder / "nothing").servers, IsEmpty());
}

}  // namespace
}  // namespace sgw::collector
