#include "collector/container_process.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <string>

namespace sgw::collector {
namespace {

const std::string k_id = std::string(32, 'a') + std::string(32, '0');
const std::string k_other = std::string(64, 'b');

TEST(ContainerProcess, IsTheContainersWhenItsCgroupsSaySo) {
  for (const std::string& line : {
           "0::/system.slice/docker-" + k_id + ".scope",
           "0::/docker/" + k_id,
           "0::/../docker-" + k_id + ".scope/init.scope",
           "12:name=systemd:/\n4:memory:/docker/" + k_id + "\n0::/",
           "0::/machine.slice/libpod-" + k_id + ".scope/container",
           "0::/docker/" + k_other + "/docker/" + k_id,
       }) {
    EXPECT_TRUE(names_container(line + "\n", k_id)) << line;
  }
}

TEST(ContainerProcess, IsNotTheContainersOtherwise) {
  for (const std::string& line : {
           std::string(), std::string("0::/"), "0::/docker/" + k_other,
           "0::/docker/" + k_id + "/docker/" + k_other,             // of a container within it
           "1:memory:/docker/" + k_id + "\n0::/docker/" + k_other,  // of both
           "0::/docker/" + k_id + "0",                              // a longer run of digits
           "0::/docker/" + k_id.substr(1),
           "1:" + k_id + ":/",  // a controller of that name
       }) {
    EXPECT_FALSE(names_container(line + "\n", k_id)) << line;
  }
  EXPECT_FALSE(names_container("0::/docker/" + k_id, k_id.substr(0, 12)));
  EXPECT_FALSE(names_container("0::/docker/" + std::string(64, 'X'), std::string(64, 'X')));
  EXPECT_FALSE(names_container("0::/", ""));
}

TEST(ContainerProcess, KnowsOursAndNoneThatIsNotThere) {
  const auto own = ContainerProcess::find(::getpid());
  ASSERT_TRUE(own);
  EXPECT_FALSE(own->is_of(k_id));
  EXPECT_TRUE(own->root());
  EXPECT_EQ(own->enter_network(), Entry::same_network);
  EXPECT_FALSE(ContainerProcess::find(0));
  EXPECT_FALSE(ContainerProcess::find(-1));
  EXPECT_FALSE(ContainerProcess::find((1 << 22) + 1)) << "more than the kernel counts";
}

TEST(ContainerProcess, SpellsWhatBecameOfIt) {
  for (const Entry entry : {Entry::entered, Entry::gone, Entry::another_process, Entry::same_network, Entry::denied,
                            Entry::unreadable, Entry::failed}) {
    EXPECT_EQ(entry_named(to_literal(entry).view()), entry);
  }
  EXPECT_FALSE(entry_named(""));
  EXPECT_FALSE(entry_named("Entered"));
}

}  // namespace
}  // namespace sgw::collector
