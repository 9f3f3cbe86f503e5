#include "collector/proxy_tunnel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> schemes(const std::vector<std::string>& values) {
  HttpHead head;
  head.code = 407;
  for (const auto& value : values) head.headers.emplace_back("proxy-authenticate", value);
  return proxy_auth_schemes(head);
}

TEST(ProxyTunnel, NamesEachSchemeOnce) {
  EXPECT_THAT(schemes({"Negotiate", "NTLM", "Basic realm=\"corp, proxy\""}), ElementsAre("negotiate", "ntlm", "basic"));
  EXPECT_THAT(schemes({"NTLM, Negotiate, ntlm"}), ElementsAre("ntlm", "negotiate"));
  EXPECT_THAT(schemes({"Digest realm=\"a\", nonce=\"b\", qop=\"auth\""}), ElementsAre("digest"));
  EXPECT_THAT(schemes({"Kerberos"}), ElementsAre("other"));
  EXPECT_THAT(schemes({}), IsEmpty());
  EXPECT_THAT(schemes({""}), IsEmpty());
}

}  // namespace
}  // namespace sgw::collector
