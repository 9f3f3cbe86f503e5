#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace sgw::test {
namespace {

const std::string k_signature = std::string(40, 'k') + "Ab3" + std::string(43, 'z') + "==";

TEST(Redact, CleansStandardInput) {
  ProcessOptions options;
  options.input = "auth: GatewayKey gw-1&203612010000&" + k_signature + "\nplain line\n";
  const auto result = run_program({"redact"}, options);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out.find(k_signature), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("gw=gw-1 exp=2036-12-01T00:00Z"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\nplain line\n"), std::string::npos) << result.out;
}

TEST(Redact, CleansAFolderWithItsNames) {
  const TempDir in;
  const TempDir out;
  in.write("a/app.log", "password=hunter2hunter2\n");
  in.write("b.json", R"({"clientSecret":"s3cr3tS3cr3t","n":1})");
  in.write("AKIAIOSFODNN7EXAMPLE.txt", "x\n");
  const auto result = run_program({"redact", in.path().string(), "-o", (out.path() / "tree").string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::string names;
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out.path() / "tree")) {
    names += entry.path().string() + "\n";
    if (entry.is_regular_file()) all += read_file(entry.path());
  }
  EXPECT_NE(names.find("a/app.log"), std::string::npos) << names;
  EXPECT_EQ(names.find("AKIAIOSFODNN7EXAMPLE"), std::string::npos) << names;
  EXPECT_EQ(all.find("hunter2hunter2"), std::string::npos);
  EXPECT_EQ(all.find("s3cr3tS3cr3t"), std::string::npos);
  EXPECT_TRUE(JsonReader::parse(read_file(out.path() / "tree" / "b.json")));
}

TEST(Redact, WithholdsBinaryAndSaysSoInItsCode) {
  ProcessOptions options;
  options.input = std::string(
                      "\x7f"
                      "ELF\0\0\0\1",
                      8) +
                  std::string(2000, '\0');
  const auto result = run_program({"redact"}, options);
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(result.out.find('\0'), std::string::npos);
}

TEST(Redact, TakesALineOfAHundredMegabytes) {
  const TempDir in;
  std::string line;
  line.resize(100'000'000, 'x');
  const std::string secret = "password=Sup3rS3cretValue99";
  line.replace(50'000'000, secret.size() + 2, " " + secret + " ");
  const auto file = in.write("long.log", line);
  const auto result = run_program({"redact", file.string()});
  EXPECT_TRUE(result.exit_code == 0 || result.exit_code == 1) << result.err;
  EXPECT_EQ(result.out.find("Sup3rS3cretValue99"), std::string::npos);
}

TEST(Redact, EndsWhenItsReaderIsGone) {
  ProcessOptions options;
  options.timeout = std::chrono::seconds(30);
  const auto result =
      run({"sh", "-c", R"(yes password=Sup3rS3cretValue | { "$0" redact; echo $? >&2; } | head -1)", program_path()},
          options);
  EXPECT_FALSE(result.timed_out);
  EXPECT_TRUE(result.out.starts_with("password=<redacted:")) << result.out;
  EXPECT_TRUE(result.err.ends_with("5\n")) << result.err;
}

TEST(Redact, EndsAtASignalThoughItsInputIsSilent) {
  // A background shell and nohup ignore some, and what is ignored is handed down.
  for (const int number : {SIGHUP, SIGINT, SIGTERM}) ASSERT_NE(std::signal(number, SIG_DFL), SIG_ERR);
  const TempDir output;
  const TempDir scratch;
  ASSERT_EQ(run({"mkfifo", (scratch.path() / "pipe").string()}).exit_code, 0);
  ChildProcess child({"sh", "-c", R"(exec 3<>"$1"; echo ready; exec "$0" redact <&3)", program_path(),
                      (scratch.path() / "pipe").string()},
                     output.path());
  ASSERT_TRUE(wait_until([&] { return child.out().starts_with("ready"); }));
  // Until the program waits for signals itself, the first one ends it as any other.
  ASSERT_TRUE(wait_until([&] {
    const std::string status = read_file("/proc/" + std::to_string(child.pid()) + "/status");
    return status.find("SigBlk:\t0000000000004003") != std::string::npos;
  }));
  child.signal(SIGINT);
  const auto result = child.wait(std::chrono::seconds(20));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 130) << result->err;
}

TEST(Redact, SaysThatAFolderNeedsAPlaceToGo) {
  const TempDir in;
  in.write("a.log", "x\n");
  const auto result = run_program({"redact", in.path().string()});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.err.find("-o"), std::string::npos) << result.err;
}

}  // namespace
}  // namespace sgw::test
