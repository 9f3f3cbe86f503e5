#include "tests/end_to_end/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string k_log =
    "user jane.doe@contoso.example from 203.0.113.7 and 2001:db8:1::7 in /home/jane/app\n"
    "on db01.contoso.corp (00:14:25:39:42:5D), then at https://web7.contoso.lan:8443/.\n"
    "again jane.doe@contoso.example password=hunter2hunter2\n";

class RedactMap : public testing::Test {
 protected:
  std::string map() const { return (dir_ / "map.json").string(); }
  static ProcessResult with_input(std::vector<std::string> arguments, const std::string& input) {
    ProcessOptions options;
    options.input = input;
    return run_program(std::move(arguments), options);
  }

  TempDir dir_;
};

TEST_F(RedactMap, TurnsAReplyBackAndLeavesSecretsMasked) {
  const auto masked = with_input({"redact", "--map", map()}, k_log);
  ASSERT_EQ(masked.exit_code, 0) << masked.err;
  EXPECT_THAT(masked.out, Not(HasSubstr("jane")));
  EXPECT_THAT(masked.out, Not(HasSubstr("203.0.113.7")));
  EXPECT_THAT(read_file(map()), Not(HasSubstr("hunter2")));

  const auto back = with_input({"redact", "--reveal", map()}, masked.out);
  EXPECT_EQ(back.exit_code, 0) << back.err;
  const std::size_t password = k_log.find("hunter2");
  EXPECT_TRUE(back.out.starts_with(k_log.substr(0, password) + "<redacted:")) << back.out;
  EXPECT_THAT(back.out, Not(HasSubstr("hunter2")));
  EXPECT_THAT(back.err, HasSubstr("8 pseudonym(s) turned back; 1 placeholder(s) left"));
  EXPECT_THAT(back.err, HasSubstr("keep it at home"));
  EXPECT_THAT(back.err, Not(HasSubstr("jane")));

  const auto file = dir_.write("reply.txt", masked.out);
  EXPECT_EQ(run_program({"redact", "--reveal", map(), file.string()}).out, back.out);
}

TEST_F(RedactMap, GivesTheSamePseudonymsInTheNextRun) {
  const auto first = with_input({"redact", "--map", map()}, k_log);
  const auto second = with_input({"redact", "--map", map()}, k_log + "and john@contoso.example\n");
  EXPECT_TRUE(second.out.starts_with(first.out));
  EXPECT_THAT(read_file(map()), HasSubstr("john@contoso.example"));
  EXPECT_THAT(read_file(map()), HasSubstr("jane.doe@contoso.example"));
}

TEST_F(RedactMap, IsFilledByCollectToo) {
  const auto logs = dir_.write("logs/gw.log", "2026-11-23T10:00:00Z caller jane.doe@contoso.example\n");
  const auto result = run_program(
      {"collect", "--logs", logs.string(), "--no-probes", "--map", map(), "-o", (dir_ / "bundle.tar.gz").string()});
  ASSERT_THAT(result.exit_code, testing::AnyOf(0, 1)) << result.err;
  EXPECT_THAT(read_file(map()), HasSubstr("jane.doe@contoso.example"));
}

TEST_F(RedactMap, IsKeptAlsoWhenTheRunEndsEarly) {
  const auto in = dir_.write("in/a.log", k_log);
  dir_.write("in/z.zip", "PK\x03\x04 nothing");
  dir_.write("tree/z.zip", "in the way");
  const auto result = run_program({"redact", (dir_ / "in").string(), "-o", (dir_ / "tree").string(), "--map", map()});
  EXPECT_EQ(result.exit_code, 5) << result.err;
  EXPECT_TRUE(std::filesystem::exists(dir_ / "tree/a.log"));
  EXPECT_THAT(read_file(map()), HasSubstr("jane.doe@contoso.example"));
}

TEST_F(RedactMap, IsNotTheReportAsWell) {
  const auto result = with_input({"redact", "--map", map(), "--report", (dir_ / "./map.json").string()}, k_log);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--map and --report name the same file"));
  EXPECT_EQ(result.out, "");
  EXPECT_FALSE(std::filesystem::exists(map()));
}

TEST_F(RedactMap, HoldsTheKeyBeforeAnythingIsPrinted) {
  const auto result = run_program({"redact", (dir_ / "absent.log").string(), "--map", map()});
  EXPECT_EQ(result.exit_code, 2) << result.err;
  EXPECT_EQ(result.out, "");
  ASSERT_TRUE(std::filesystem::exists(map()));
  const auto masked = with_input({"redact", "--map", map()}, k_log);
  EXPECT_EQ(masked.exit_code, 0) << masked.err;
  EXPECT_THAT(with_input({"redact", "--reveal", map()}, masked.out).out, HasSubstr("jane.doe@contoso.example"));
}

TEST_F(RedactMap, IsRefusedWhenItIsNone) {
  const auto missing = with_input({"redact", "--reveal", map()}, "x\n");
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("there is no such map file"));
  EXPECT_FALSE(std::filesystem::exists(map()));
  dir_.write("map.json", R"({"schema":"other/1","key":"hunter2hunter2"})");
  const auto foreign = with_input({"redact", "--reveal", map()}, "x\n");
  EXPECT_EQ(foreign.exit_code, 2);
  EXPECT_THAT(foreign.err, HasSubstr("expected sgw-diag/map/1"));
  EXPECT_THAT(foreign.err, HasSubstr("/schema"));
  EXPECT_THAT(foreign.err, Not(HasSubstr("hunter2")));
  EXPECT_EQ(foreign.out, "");
}

TEST_F(RedactMap, TurnsNothingBackThatIsToBeRedactedAtTheSameTime) {
  for (const auto& other : std::vector<std::vector<std::string>>{
           {"-o", "x"}, {"--map", "m"}, {"--report", "r"}, {"--redact", "p"}, {"one", "two"}}) {
    std::vector<std::string> arguments{"redact", "--reveal", map()};
    arguments.insert(arguments.end(), other.begin(), other.end());
    EXPECT_EQ(with_input(arguments, "").exit_code, 2) << other.front();
  }
}

}  // namespace
}  // namespace sgw::test
