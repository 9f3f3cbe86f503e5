#include <sgw_diag/digest.hpp>

#include <gtest/gtest.h>

#include <string>

namespace sgw {
namespace {

TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(Sha256::of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256::of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, GivesTheSameDigestWhereverTheInputIsCut) {
  Sha256 sha;
  sha.add("a");
  sha.add("");
  sha.add("bc");
  EXPECT_EQ(sha.hex(), Sha256::of("abc"));
}

TEST(HmacSha256, AgreesWithRfc4231) {
  const auto mac = hmac_sha256("Jefe", "what do ya want for nothing?");
  const std::string bytes(mac.begin(), mac.end());
  EXPECT_EQ(to_hex(bytes), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(HmacSha256, DigestsAKeyThatIsLongerThanABlock) {
  const auto mac = hmac_sha256(std::string(131, '\xAA'), "Test Using Larger Than Block-Size Key - Hash Key First");
  const std::string bytes(mac.begin(), mac.end());
  EXPECT_EQ(to_hex(bytes), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacSha256, DependsOnTheKeyOfItsOwnCallAlone) {
  const auto first = hmac_sha256("a", "x");
  EXPECT_NE(hmac_sha256("b", "x"), first);
  EXPECT_NE(hmac_sha256("a", "y"), first);
  EXPECT_EQ(hmac_sha256("a", "x"), first);
  EXPECT_EQ(to_hex([] {
              const auto mac = hmac_sha256("", "");
              return std::string(mac.begin(), mac.end());
            }()),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(RandomBytes, DoNotRepeat) { EXPECT_NE(random_bytes(32), random_bytes(32)); }

TEST(Sha256, GivesTheSameDigitsAsSafeText) {
  EXPECT_EQ(Sha256::text_of("abc").view(), Sha256::of("abc"));
  Sha256 sha;
  sha.add("a");
  sha.add("bc");
  EXPECT_EQ(sha.text().view(), Sha256::of("abc"));
}

}  // namespace
}  // namespace sgw
