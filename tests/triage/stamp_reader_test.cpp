#include "src/triage/stamp_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sgw::triage {
namespace {

TEST(StampReader, ReadsWhatParseTimeReads) {
  StampReader reader;
  const std::string minute = "2026-11-12T15:43:";
  for (const std::string& stamp : {minute + "43.707221350Z",
                                   minute + "00Z",
                                   minute + "59.9Z",
                                   minute + "60Z",
                                   minute + "61Z",
                                   minute + "43.Z",
                                   minute + "43.1234567890123Z",
                                   minute + "4xZ",
                                   minute + "43",
                                   minute + "43+01:00",
                                   minute + "43.5-02:30",
                                   minute,
                                   minute + "43.07Z",
                                   std::string("2026-11-12T15:44:01Z"),
                                   std::string("2026-11-12"),
                                   std::string("2026-13-40T15:43:01Z"),
                                   std::string("0001-01-01T00:00:00Z"),
                                   std::string("9999-12-31T23:59:59Z"),
                                   std::string(),
                                   std::string("no time at all, Z"),
                                   std::string("2026-11-12t15:43:01z"),
                                   minute + "07.000Z",
                                   std::string(17, '\0') + "07Z"}) {
    for (int again = 0; again < 2; ++again) EXPECT_EQ(reader.read(stamp), parse_time(stamp)) << stamp;
  }
}

}  // namespace
}  // namespace sgw::triage
