#include <sgw_diag/upload.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* k_sas = "sv=2022-11-02&sr=c&sp=cw&se=2026-11-27T10%3A00%3A00Z&sig=abcdefgh%2Bijk%3D";

UploadPlace place_of(const std::string& url) {
  auto place = UploadPlace::parse(url);
  EXPECT_TRUE(place) << url << ": " << place.error().what.view();
  return *std::move(place);
}

UtcTime at(const char* text) { return parse_time(text).value(); }

TEST(UploadPlace, OfAContainersSignatureGetsTheFilesName) {
  const UploadPlace place = place_of("https://acct.blob.core.windows.net/bundles?" + std::string(k_sas));
  EXPECT_EQ(place.kind(), UploadPlace::Kind::azure_blob);
  EXPECT_EQ(place.base(), "https://acct.blob.core.windows.net");
  EXPECT_EQ(place.target("a b.tar.gz"), "/bundles/a%20b.tar.gz?" + std::string(k_sas));
  EXPECT_EQ(place.target("x", "comp=blocklist"), "/bundles/x?comp=blocklist&" + std::string(k_sas));
  EXPECT_EQ(place.shown("x"), "https://acct.blob.core.windows.net/bundles/x");
}

TEST(UploadPlace, OfOneBlobKeepsItsName) {
  const UploadPlace place =
      place_of("https://acct.blob.core.chinacloudapi.cn/c/b.gz?sv=2022-11-02&sr=b&sig=abcdefghijk%3D");
  EXPECT_EQ(place.kind(), UploadPlace::Kind::azure_blob);
  EXPECT_EQ(place.shown("bundle.tar.gz"), "https://acct.blob.core.chinacloudapi.cn/c/b.gz");
}

TEST(UploadPlace, OfAnAccountsSignatureIsAContainer) {
  const UploadPlace place =
      place_of("https://acct.blob.core.windows.net/c?sv=2022-11-02&ss=b&srt=co&sp=cw&sig=abcdefghijk%3D");
  EXPECT_EQ(place.shown("b.zip"), "https://acct.blob.core.windows.net/c/b.zip");
}

TEST(UploadPlace, WithoutASignatureIsAPlainOne) {
  EXPECT_EQ(place_of("https://drop.example/in/x.tar.gz?token=abcdefghij").kind(), UploadPlace::Kind::plain);
  EXPECT_EQ(place_of("https://drop.example/in/x.tar.gz").shown("b.zip"), "https://drop.example/in/x.tar.gz");
  EXPECT_EQ(place_of("https://drop.example/in/").shown("b.zip"), "https://drop.example/in/b.zip");
  EXPECT_EQ(place_of("https://drop.example").shown("b.zip"), "https://drop.example/b.zip");
  EXPECT_EQ(place_of("HTTPS://Drop.Example:8443/x#part").shown("b.zip"), "https://drop.example:8443/x");
  EXPECT_EQ(place_of(" https://[::1]:8443/x\r\n").base(), "https://[::1]:8443");
}

TEST(UploadPlace, HasNoWayWithoutTlsButToLoopback) {
  EXPECT_TRUE(place_of("http://127.0.0.1:10000/c/").is_plain_http());
  EXPECT_TRUE(place_of("http://localhost/c/").is_plain_http());
  for (const char* url : {"http://acct.blob.core.windows.net/c?sv=1&sig=abcdefgh", "http://10.0.0.1/x"}) {
    const auto place = UploadPlace::parse(url);
    ASSERT_FALSE(place) << url;
    EXPECT_EQ(place.error().what.view(), "bundles are handed over by https:// alone");
  }
}

TEST(UploadPlace, RefusesWhatIsNoUrl) {
  for (const std::string url :
       {"", " \n", "ftp://host/x", "host/x", "https://", "https:///x", "https://user:pass@host/x", "https://a b/x",
        "https://host/x\nhttps://other/y", "https://host\x01/", "https://acct.blob.core.windows.net/?sv=1&sig=abcdefgh",
        "https://not_a_port:99999/x"}) {
    const auto place = UploadPlace::parse(url);
    ASSERT_FALSE(place) << url;
    EXPECT_EQ(place.error().kind, ErrorKind::bad_usage) << url;
    EXPECT_TRUE(place.error().subject.empty()) << url;
  }
  EXPECT_FALSE(UploadPlace::parse("https://host/" + std::string(20000, 'x')));
}

TEST(UploadPlace, SaysBeforehandThatASignatureHasExpired) {
  const UploadPlace place = place_of("https://a.blob.core.windows.net/c?" + std::string(k_sas));
  EXPECT_EQ(place.expires(), at("2026-11-27T10:00:00Z"));
  EXPECT_FALSE(place.refusal(at("2026-11-27T09:59:59Z")));
  const auto refusal = place.refusal(at("2026-11-27T10:00:00Z"));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->kind, ErrorKind::denied);
  EXPECT_EQ(refusal->what.view(), "the URL's signature has expired");
}

TEST(UploadPlace, SaysBeforehandThatASignatureDoesNotPermitWriting) {
  EXPECT_TRUE(place_of("https://a.blob.core.windows.net/c?sv=1&sr=c&sp=rl&sig=abcdefgh").refusal(at("2026-11-27")));
  EXPECT_FALSE(place_of("https://a.blob.core.windows.net/c?sv=1&sr=c&sp=c&sig=abcdefgh").refusal(at("2026-11-27")));
  // By a stored access policy, which only the service knows.
  EXPECT_FALSE(
      place_of("https://a.blob.core.windows.net/c?sv=1&sr=c&si=policy&sig=abcdefgh").refusal(at("2026-11-27")));
  EXPECT_FALSE(place_of("https://drop.example/x?sp=r&se=2001-01-01").refusal(at("2026-11-27")));
}

TEST(UploadPlace, KnowsWhatIsSecretInItsQuery) {
  EXPECT_THAT(place_of("https://a.blob.core.windows.net/c?" + std::string(k_sas)).secrets(),
              ElementsAre("abcdefgh%2Bijk%3D", "abcdefgh+ijk="));
  EXPECT_THAT(place_of("https://drop.example/x?X-Amz-Signature=0123456789abcdef&part=1").secrets(),
              ElementsAre("0123456789abcdef"));
  EXPECT_THAT(place_of("https://drop.example/x").secrets(), IsEmpty());
}

}  // namespace
}  // namespace sgw::collector
