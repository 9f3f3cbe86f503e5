#include "src/verify/bundle_check.hpp"

#include "src/package/bundle.hpp"
#include "tests/package/redacted_from.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace sgw::verify {
namespace {

using package::ArchiveFormat;
using test::redacted_from;
using test::safe_text_from;
using test::TempDir;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// What a bundle holds, and what its manifest says that it holds: the same, until a test changes one of them.
struct Parts {
  std::vector<std::pair<std::string, std::string>> files = {{"SUMMARY.md", "# All is well\n"},
                                                            {"gateways/gw/logs/current.log", "one\ntwo\n"},
                                                            {"gateways/gw/empty.json", ""}};
  std::vector<std::pair<std::string, std::string>> declared = files;
  std::string schema = "sgw-diag/manifest/1";
  std::function<std::string(std::string)> change_manifest = [](std::string text) { return text; };
  bool with_manifest = true;

  std::string& content(std::size_t index) { return files[index].second; }
};

std::string manifest_of(const Parts& parts) {
  JsonWriter json;
  json.begin_object().member("schema", parts.schema).key("files").begin_array();
  for (const auto& [path, content] : parts.declared) {
    json.begin_object().member("path", path).member("bytes", std::uint64_t{content.size()});
    json.member("sha256", Sha256::of(content)).member("outcome", "complete").end_object();
  }
  json.end_array().key("gaps").begin_array().end_array().end_object();
  return parts.change_manifest(json.take());
}

BundlePath path_of(const std::string& text) {
  BundlePath path;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('/', from), text.size());
    path = path / safe_text_from(text.substr(from, end - from));
    from = end + 1;
  }
  return path;
}

BundleCheck check(const Parts& parts, ArchiveFormat format = ArchiveFormat::tar_gz,
                  const std::vector<RawText>& known = {}, const SearchedFiles& searched = {}) {
  const TempDir folder;
  std::vector<package::BundleItem> items;
  for (const auto& [path, content] : parts.files) items.push_back({path_of(path), redacted_from(content)});
  if (parts.with_manifest) items.push_back({path_of("manifest.json"), redacted_from(manifest_of(parts))});
  const package::BundleOptions options{.target = folder / "b",
                                       .format = format,
                                       .root = safe_text_from("sgw-diag-gw-20261123T164457Z"),
                                       .mtime = {},
                                       .max_size = 1 << 20};
  auto pending = package::PendingBundle::write(options, items);
  EXPECT_TRUE(pending && pending->commit());
  return check_bundle(folder / "b", known, {}, searched);
}

std::vector<std::string> problems_of(const BundleCheck& check) {
  std::vector<std::string> all;
  for (const auto& problem : check.problems) all.push_back(std::string(problem.what.view()) + ": " + problem.file);
  return all;
}

std::vector<std::string> problems_of_fixture(const std::string& name) {
  return problems_of(check_bundle(std::filesystem::path(SGW_TEST_DATA) / "package" / name, {}));
}

TEST(BundleCheck, ThatIsStoppedIsNeverSound) {
  std::stop_source stop;
  stop.request_stop();
  const TempDir folder;
  std::vector<package::BundleItem> items;
  items.push_back({path_of("SUMMARY.md"), redacted_from("all\n")});
  const package::BundleOptions options{.target = folder / "b",
                                       .format = ArchiveFormat::tar_gz,
                                       .root = safe_text_from("sgw-diag-gw"),
                                       .mtime = {},
                                       .max_size = 1 << 20};
  auto pending = package::PendingBundle::write(options, items);
  ASSERT_TRUE(pending && pending->commit());
  const BundleCheck result = check_bundle(folder / "b", {}, stop.get_token());
  EXPECT_TRUE(result.stopped);
  EXPECT_FALSE(result.sound());
  EXPECT_EQ(result.bytes, 0U);
  EXPECT_THAT(problems_of(result), ElementsAre("not checked to its end: the check was stopped: b"));
}

TEST(BundleCheck, FindsAWholeBundleSoundInEveryFormat) {
  for (const auto format : {ArchiveFormat::tar_gz, ArchiveFormat::tar_zst, ArchiveFormat::zip}) {
    const BundleCheck result = check(Parts(), format);
    EXPECT_TRUE(result.sound()) << testing::PrintToString(problems_of(result));
    EXPECT_EQ(result.files, 4U);
    EXPECT_GT(result.bytes, 22U);
  }
}

TEST(BundleCheck, FindsAChangedByte) {
  Parts parts;
  parts.content(0)[2] = 'a';
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("digest differs: SUMMARY.md"));
}

TEST(BundleCheck, FindsAnotherSize) {
  Parts parts;
  parts.content(1) += "three\n";
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("size differs: gateways/gw/logs/current.log",
                                                     "digest differs: gateways/gw/logs/current.log"));
}

TEST(BundleCheck, FindsAnAddedFile) {
  Parts parts;
  parts.files.emplace_back("extra.txt", "x");
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("not in the manifest: extra.txt"));
}

TEST(BundleCheck, FindsARemovedFile) {
  Parts parts;
  parts.files.pop_back();
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("missing: gateways/gw/empty.json"));
}

TEST(BundleCheck, FindsARenamedFile) {
  Parts parts;
  parts.files[0].first = "SUMMARY.txt";
  EXPECT_THAT(problems_of(check(parts)),
              UnorderedElementsAre("missing: SUMMARY.md", "not in the manifest: SUMMARY.txt"));
}

TEST(BundleCheck, FindsAFileThatIsThereTwice) {
  Parts parts;
  parts.files.push_back(parts.files[0]);
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("there twice: SUMMARY.md"));
}

TEST(BundleCheck, FindsAFileThatIsDeclaredTwice) {
  Parts parts;
  parts.declared.push_back(parts.declared[0]);
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("twice in the manifest: SUMMARY.md"));
}

TEST(BundleCheck, FindsAManifestThatIsMissingBrokenOrOfAnotherKind) {
  Parts parts;
  parts.with_manifest = false;
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("there is no manifest: manifest.json"));
  parts = Parts();
  parts.change_manifest = [](std::string text) { return text.substr(0, text.size() / 2); };
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("the manifest cannot be read: manifest.json"));
  parts = Parts();
  parts.schema = "sgw-diag/manifest/2";
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("the manifest has another schema: manifest.json"));
  parts = Parts();
  parts.change_manifest = [](std::string) { return std::string(R"({"schema":"sgw-diag/manifest/1","files":7})"); };
  EXPECT_THAT(problems_of(check(parts)), ElementsAre("the manifest lists no files: manifest.json"));
  parts.change_manifest = [](std::string) { return std::string(R"({"schema":"sgw-diag/manifest/1","files":[7]})"); };
  EXPECT_THAT(problems_of(check(parts)), Contains("an entry of the manifest has no path: manifest.json"));
}

TEST(BundleCheck, FindsWhatUnpackingWouldSuffer) {
  EXPECT_THAT(problems_of_fixture("absolute.tar.gz"), Contains("unsafe path: /etc/passwd"));
  EXPECT_THAT(problems_of_fixture("dotdot.tar.gz"), Contains("unsafe path: root/../../x"));
  EXPECT_THAT(problems_of_fixture("dotdot.zip"), Contains("unsafe path: root/../../x"));
  EXPECT_THAT(problems_of_fixture("symlink.tar.gz"), Contains("not a plain file: root/l"));
  EXPECT_THAT(problems_of_fixture("symlink.zip"), Contains("not a plain file: root/l"));
  EXPECT_THAT(problems_of_fixture("hardlink.tar.gz"), Contains("not a plain file: root/l"));
  EXPECT_THAT(problems_of_fixture("device.tar.gz"), Contains("not a plain file: root/d"));
  EXPECT_THAT(problems_of_fixture("sparse.tar.gz"), Contains("not a plain file: root/s"));
  EXPECT_THAT(problems_of_fixture("encrypted.zip"), Contains("not a plain file: root/a.txt"));
  EXPECT_THAT(problems_of_fixture("second-root.tar.gz"), Contains("more than one root folder: other/a.txt"));
}

// Names are held for the comparison with the manifest: a hundred thousand of a mebibyte each would not fit.
TEST(BundleCheck, RefusesNamesOfAnyLengthAndShowsTheirStart) {
  Parts parts;
  std::string deep = "a";
  for (int i = 0; i < 25; ++i) deep += "/" + std::string(90, 'b');
  parts.files.emplace_back(deep, "x");
  const BundleCheck result = check(parts);
  ASSERT_EQ(result.problems.size(), 1U);
  EXPECT_EQ(result.problems[0].what, Literal("unsafe path"));
  EXPECT_EQ(result.problems[0].file, ("sgw-diag-gw-20261123T164457Z/" + deep).substr(0, 200));
}

TEST(BundleCheck, AcceptsTheLongestNumberedPart) {
  Parts parts;
  const BundlePath numbered = path_of(std::string(120, 'x')).with_suffix(17);
  parts.files.emplace_back(std::string(numbered.view()), "x");
  parts.declared = parts.files;
  EXPECT_THAT(problems_of(check(parts)), IsEmpty());
}

TEST(BundleCheck, AllowsTheFoldersThatOtherPackersWrite) {
  EXPECT_THAT(problems_of_fixture("with-folders.tar.gz"), ElementsAre("there is no manifest: manifest.json"));
}

TEST(BundleCheck, FindsBytesThatNobodyUnpacks) {
  const std::string beside = "bytes that no bundle has beside its files: ";
  EXPECT_THAT(problems_of_fixture("pax-junk.tar.gz"), Contains(beside + "pax-junk.tar.gz"));
  EXPECT_THAT(problems_of_fixture("good.tar.gz"), testing::Not(Contains(beside + "good.tar.gz")));
}

TEST(BundleCheck, CallsAnUnreadableArchiveAProblem) {
  const std::string broken = "not a bundle, broken, cut, or longer than it should be: ";
  EXPECT_THAT(problems_of_fixture("cut.tar.gz"), ElementsAre(broken + "cut.tar.gz"));
  EXPECT_THAT(problems_of_fixture("not-an-archive.tar.gz"), ElementsAre(broken + "not-an-archive.tar.gz"));
  EXPECT_THAT(problems_of_fixture("bytes-behind-gzip.tar.gz"), ElementsAre(broken + "bytes-behind-gzip.tar.gz"));
  EXPECT_THAT(problems_of_fixture("nowhere.tar.gz"), ElementsAre("there is no such file: nowhere.tar.gz"));
}

TEST(BundleCheck, FindsSecretsInContentNamesAndTheManifest) {
  std::vector<RawText> known;
  known.emplace_back("Xk29fhq0Zp1LmWqe83hdT");
  Parts parts;
  parts.files[1].second = parts.declared[1].second = "one\nsee Xk29fhq0Zp1LmWqe83hdT\n";
  parts.files[2].first = parts.declared[2].first = "gateways/Xk29fhq0Zp1LmWqe83hdT.json";
  const BundleCheck result = check(parts, ArchiveFormat::zip, known);
  EXPECT_THAT(problems_of(result), IsEmpty());
  std::vector<std::string> leaks;
  for (const auto& leak : result.leaks) leaks.push_back(leak.file + ":" + std::to_string(leak.line));
  const std::string root = "sgw-diag-gw-20261123T164457Z/";
  EXPECT_THAT(leaks, testing::IsSupersetOf(
                         {root + "gateways/gw/logs/current.log:2", root + "gateways/Xk29fhq0Zp1LmWqe83hdT.json:0"}));
  EXPECT_EQ(leaks.size(), 3U) << "the manifest names the file";
  EXPECT_FALSE(result.sound());
}

constexpr const char* k_leaky = "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvcHMifQ.c2lnbmF0dXJlMTIzNDU2\n";
constexpr const char* k_log = "gateways/gw/logs/current.log";

Parts with_leaky_log() {
  Parts parts;
  parts.content(1) = k_leaky;
  parts.declared = parts.files;
  return parts;
}

TEST(BundleCheck, DoesNotSearchTheSameContentTwice) {
  const Parts parts = with_leaky_log();
  EXPECT_THAT(check(parts).leaks, testing::Not(IsEmpty()));
  // Who says that it was searched is believed, for these very bytes.
  EXPECT_TRUE(check(parts, ArchiveFormat::tar_gz, {}, {{k_log, Sha256::of(k_leaky)}}).sound());
}

TEST(BundleCheck, SearchesEverythingWhenOneFileIsNotWhatWasSearched) {
  const BundleCheck result =
      check(with_leaky_log(), ArchiveFormat::tar_zst, {},
            {{k_log, Sha256::of("something else\n")}, {"SUMMARY.md", Sha256::of("# All is well\n")}});
  ASSERT_THAT(result.leaks, testing::Not(IsEmpty()));
  EXPECT_EQ(result.leaks.front().line, 1U);
  EXPECT_THAT(result.leaks.front().file, testing::EndsWith(k_log));
  EXPECT_THAT(problems_of(result), IsEmpty());
  EXPECT_EQ(result.files, 4U);
}

TEST(BundleCheck, LooksForKnownValuesInWhatWasSearchedBefore) {
  Parts parts;
  parts.content(1) = "one\nplanted-known-value-1\n";
  parts.declared = parts.files;
  std::vector<RawText> known;
  known.emplace_back("planted-known-value-1");
  const BundleCheck result = check(parts, ArchiveFormat::tar_gz, known, {{k_log, Sha256::of(parts.files[1].second)}});
  ASSERT_EQ(result.leaks.size(), 1U);
  EXPECT_EQ(result.leaks.front().line, 2U);
}

}  // namespace
}  // namespace sgw::verify
