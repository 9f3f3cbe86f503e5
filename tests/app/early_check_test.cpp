#include "src/app/early_check.hpp"

#include "tests/package/redacted_from.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace sgw::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::shared_ptr<package::Spool> spool_of(const std::string& text) {
  auto spool = std::make_shared<package::Spool>(package::SpoolKind::lines, std::uint64_t{16} << 20);
  EXPECT_TRUE(spool->add(test::redacted_from(text)));
  EXPECT_TRUE(spool->finish());
  return spool;
}

TEST(EarlyCheck, GivesTheDigestsOfCleanContentsAlone) {
  EarlyCheck check;
  const auto clean = spool_of("[Info] the configuration was loaded\n");
  check.add(clean);
  check.add(spool_of("[Info] Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvcHMifQ.c2lnbmF0dXJlMTIzNDU2\n"));
  EXPECT_THAT(check.finish(1min), ElementsAre(std::string(clean->sha256().view())));
}

TEST(EarlyCheck, SearchesWhatIsLeftAtTheEnd) {
  EarlyCheck check;
  for (int i = 0; i < 40; ++i) check.add(spool_of(std::to_string(i) + std::string(100'000, ' ') + "\n"));
  EXPECT_THAT(check.finish(1min), SizeIs(40));
}

TEST(EarlyCheck, EndsWhenItIsAskedTo) {
  EarlyCheck check;
  check.add(spool_of("[Info] the configuration was loaded\n"));
  std::stop_source stop;
  stop.request_stop();
  const auto begin = std::chrono::steady_clock::now();
  check.finish(1min, stop.get_token());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 30s);
}

TEST(EarlyCheck, EndsWithoutWorkAndWithoutTime) {
  EXPECT_THAT(EarlyCheck().finish(0ms), IsEmpty());
  EarlyCheck check;
  std::string line(200, 'a');
  line.back() = '\n';
  std::string text;
  while (text.size() < (std::size_t{8} << 20)) text += line;
  const auto spool = spool_of(text);
  for (int i = 0; i < 100; ++i) check.add(spool);
  const auto begin = std::chrono::steady_clock::now();
  const CleanDigests digests = check.finish(0ms);
  EXPECT_LE(digests.size(), 1U);  // all are the same
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

}  // namespace
}  // namespace sgw::app
