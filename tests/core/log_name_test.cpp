#include <sgw_diag/log_name.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <random>
#include <vector>

namespace sgw {
namespace {

using Names = std::vector<std::string>;

Names sorted(Names names) {
  std::shuffle(names.begin(), names.end(), std::minstd_rand(7));
  std::sort(names.begin(), names.end(), [](const std::string& left, const std::string& right) {
    return comes_before(parse_log_name(left), parse_log_name(right));
  });
  return names;
}

TEST(LogName, PutsTheOldestPartFirst) {
  const std::vector<Names> orders{
      {"app.log.10.gz", "app.log.2.gz", "app.log.1", "app.log"},
      {"0a1b-json.log.2", "0a1b-json.log.1", "0a1b-json.log"},
      {"gw/0.log.20261121-101500.gz", "gw/0.log.20261122-101500.gz", "gw/0.log.20261122-111500", "gw/0.log"},
      {"app.log-20261101.gz", "app.log-20261115.zst", "app.log-20261122", "app.log"},
      {"app.log-2026-11-01", "app.log-2026-11-22", "app.log"},
      {"app.log.20261101", "app.log.2", "app.log.1", "app.log"},
  };
  for (const Names& order : orders) {
    EXPECT_EQ(sorted(order), order);
    for (const std::string& name : order) EXPECT_EQ(parse_log_name(name).base, order.back()) << name;
  }
}

TEST(LogName, OrdersLogsByNameWithNumbersByValue) {
  const Names order{"gw/0.log", "gw/2.log", "gw/10.log", "sidecar/0.log"};
  EXPECT_EQ(sorted(order), order);
}

TEST(LogName, LeavesNamesAloneThatSayNothing) {
  for (const std::string name :
       {"gateway.log", "access-20261123.log", "10.0.0.1", ".1", "1", "v2.12.3.txt", "a.b.c", ""}) {
    const LogName parsed = parse_log_name(name);
    if (name != "10.0.0.1") {
      EXPECT_EQ(parsed.base, name);
      EXPECT_EQ(parsed.kind, 2) << name;
    }
  }
}

TEST(LogName, TakesSuffixesOff) {
  EXPECT_EQ(without_compression("app.log.gz"), "app.log");
  EXPECT_EQ(without_compression(".gz"), ".gz");
  EXPECT_EQ(without_archive("logs.tar.gz"), "logs");
  EXPECT_EQ(without_archive("logs.tgz"), "logs");
  EXPECT_EQ(without_archive("logs.zip"), "logs");
  EXPECT_EQ(without_archive("app.log"), "app.log");
}

TEST(NaturalOrder, IsStrict) {
  EXPECT_EQ(natural_order("a2", "a10"), std::weak_ordering::less);
  EXPECT_EQ(natural_order("a10", "a2"), std::weak_ordering::greater);
  EXPECT_EQ(natural_order("a", "ab"), std::weak_ordering::less);
  EXPECT_EQ(natural_order("a007b", "a7b"), std::weak_ordering::equivalent);
  EXPECT_FALSE(comes_before(parse_log_name("a7"), parse_log_name("a7")));
  EXPECT_NE(comes_before(parse_log_name("a007"), parse_log_name("a7")),
            comes_before(parse_log_name("a7"), parse_log_name("a007")));
}

}  // namespace
}  // namespace sgw
