#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <fstream>

namespace sgw::test {
namespace {

constexpr std::uint64_t k_log_bytes = std::uint64_t{256} << 20;

// The largest of the children that this process has waited for; each test is a process of its own.
std::uint64_t peak_of_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

TEST(Memory, StaysFlatHoweverLargeTheLog) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer keeps memory of its own";
#endif
  const TempDir scratch;
  const auto log = scratch.path() / "gateway.log";
  {
    const std::string line =
        "2026-11-23T16:44:57.071Z [Info] 2026-11-23T04:44:57.071 [GatewayLogs], isRequestSuccess: true, totalTime: 17, "
        "callerIpAddress: 10.0.0.7, correlationId: 2c9d3d2e-1c7e-4d20-8e2b-1d2b3c4d5e6f, method: GET, url: "
        "https://gw.contoso.test/echo?subscription-key=5eb63bbbe01eeed093cb22bb8f5acdc3, responseCode: 200\n";
    std::string block;
    while (block.size() < (std::size_t{1} << 20)) block += line;
    std::ofstream out(log, std::ios::binary);
    for (std::uint64_t written = 0; written < k_log_bytes; written += block.size()) out << block;
  }
  const TempDir bundles;
  ProcessOptions options;
  options.timeout = std::chrono::minutes(4);
  const auto result = run_program({"collect", "--logs", log.string(), "--max-log-size", "2G", "--max-size", "2G",
                                   "--timeout", "4m", "-o", bundles.path().string()},
                                  options);
  ASSERT_LE(result.exit_code, 1) << result.err;
  EXPECT_LT(peak_of_children(), std::uint64_t{128} << 20);
  // All of it is there, and none of it as it was.
  EXPECT_NE(result.out.find("Bundle: "), std::string::npos) << result.out;
  const auto listed = run({"bsdtar", "-tvf", only_bundle(bundles.path()).string()});
  EXPECT_NE(listed.out.find("gateway.log"), std::string::npos);
}

}  // namespace
}  // namespace sgw::test
