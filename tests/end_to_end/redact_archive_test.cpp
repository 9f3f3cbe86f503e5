#include "tests/end_to_end/program.hpp"
#include "tests/end_to_end/secret_classes.hpp"
#include "tests/support/packing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;

// Everything that lies in a folder: names and content.
std::string all_of(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    all += entry.path().lexically_relative(folder).string() + "\n";
    if (entry.is_regular_file()) all += read_file(entry.path());
  }
  return all;
}

TEST(RedactArchive, LetsNoSecretOutOfAZipInATarInAnyPlace) {
  const TempDir in;
  const TempDir out;
  const TempDir home;
  const auto secrets = secrets_of_every_class("zip in a tar");
  std::string lines;
  for (const PlantedText& secret : secrets) lines += secret.text + "\n";
  const std::string name = "AKIAIOSFODNN7EXAMPLE.log";
  const std::string zip = archive_of({{"logs/" + name, lines}, {"x.jsonl", "{\"n\":1}\n"}}, "zip");
  in.write("support.tar.gz",
           archive_of({{"inner.zip", zip}, {"old.log.gz", compressed(lines, "gzip")}, {"plain.log", lines}}, "tar.gz"));
  const auto result = run_program({"redact", in.path().string(), "-v", "-o", (out / "tree").string(), "--report",
                                   (out / "report.json").string(), "--map", (home / "map.json").string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(std::filesystem::exists(out / "tree/support.tar.gz/inner.zip/x.jsonl"));
  EXPECT_TRUE(std::filesystem::exists(out / "tree/support.tar.gz/old.log"));
  const std::string everything = all_of(out.path()) + result.out + result.err;
  const std::string map = read_file(home / "map.json");
  std::size_t identifiers = 0;
  for (const PlantedText& secret : secrets) {
    EXPECT_EQ(found_in(everything, secret.planted), "") << secret.planted.name;
    // Identifiers, and nothing else, are in the map.
    const bool identifier = secret.planted.name.starts_with("e-mail") || secret.planted.name.starts_with("address");
    EXPECT_EQ(found_in(map, secret.planted), identifier ? "raw" : "") << secret.planted.name;
    identifiers += identifier ? 1U : 0U;
  }
  EXPECT_EQ(identifiers, 2U);
  EXPECT_EQ(everything.find("AKIAIOSFODNN7EXAMPLE"), std::string::npos);
}

TEST(RedactArchive, ReportsEachFileByItsCleanedName) {
  const TempDir in;
  const TempDir out;
  in.write("a.zip", archive_of({{"jane.doe@contoso.example.log", "password=hunter2hunter2\n"}}, "zip"));
  const auto result = run_program(
      {"redact", (in / "a.zip").string(), "-o", (out / "tree").string(), "--report", (out / "report.json").string()});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string text = read_file(out / "report.json");
  EXPECT_EQ(text.find("jane"), std::string::npos);
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
  const auto report = JsonReader::parse(text);
  ASSERT_TRUE(report) << text;
  const JsonReader file = (*report)["files"].at(0);
  EXPECT_THAT(file["path"].text_or(""), HasSubstr("a.zip/redacted-email-")) << text;
  EXPECT_TRUE(std::filesystem::exists(out / "tree" / file["path"].text_or("")));
  EXPECT_EQ(file["outcome"].text_or(""), "complete");
  ASSERT_EQ(file["redacted"].members().size(), 1U) << text;
  EXPECT_EQ((*report)["totals"].members().size(), 1U);
  struct stat info {};
  ASSERT_EQ(::stat((out / "report.json").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(RedactArchive, IsToldInTheCodeTheTreeAndTheReportWhenItCannotBeRead) {
  const TempDir in;
  const TempDir out;
  in.write("bad.zip", "PK\x03\x04" + std::string(1000, 'x'));
  in.write("good.log", "good\n");
  const auto result = run_program(
      {"redact", in.path().string(), "-o", (out / "tree").string(), "--report", (out / "report.json").string()});
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(result.err, HasSubstr("bad.zip: withheld"));
  EXPECT_EQ(read_file(out / "tree/bad.zip"), "<withheld:archive>\n");
  EXPECT_EQ(read_file(out / "tree/good.log"), "good\n");
  EXPECT_THAT(read_file(out / "report.json"), HasSubstr("\"withheld_bytes\": 1004"));
}

TEST(RedactArchive, ComesOutOfAPipeWhenItIsACompressedStream) {
  ProcessOptions options;
  options.input = compressed("one\npassword=hunter2hunter2\n", "gzip");
  const auto result = run_program({"redact"}, options);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(result.out.starts_with("one\npassword=<redacted:")) << result.out;
}

TEST(RedactArchive, NeedsAPlaceForItsMembers) {
  ProcessOptions options;
  options.input = archive_of({{"a.log", "password=hunter2hunter2\n"}}, "tar.gz");
  const auto result = run_program({"redact"}, options);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("an archive needs -o OUT, where its members go: standard-input"));
}

TEST(RedactArchive, NeverReplacesAReportThatIsThere) {
  const TempDir out;
  out.write("report.json", "mine");
  ProcessOptions options;
  options.input = "line\n";
  const auto result = run_program({"redact", "--report", (out / "report.json").string()}, options);
  EXPECT_EQ(result.exit_code, 5);
  EXPECT_EQ(result.out, "") << "told before anything is done";
  EXPECT_THAT(result.err, HasSubstr("there is a file of that name already"));
  EXPECT_EQ(read_file(out / "report.json"), "mine");
}

}  // namespace
}  // namespace sgw::test
