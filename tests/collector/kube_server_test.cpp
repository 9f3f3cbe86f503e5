#include "collector/kube_server.hpp"

#include "tests/collector/kube_fixture.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using test::variables;
using test::words_of;

KubeServerAddress server(std::string_view text) {
  Literal problem = "";
  const auto address = parse_kube_server(text, problem);
  EXPECT_TRUE(address) << text << ": " << problem.view();
  return address.value_or(KubeServerAddress{});
}

std::string proxy_of(std::string_view address, std::map<std::string, std::string> environment) {
  const auto proxy = kube_environment_proxy(server(address), variables(std::move(environment)));
  return proxy ? *proxy : words_of(proxy.error());
}

bool is_exempt(std::string_view address, const std::string& no_proxy) {
  return proxy_of(address, {{"HTTPS_PROXY", "http://p:1"}, {"NO_PROXY", no_proxy}}).empty();
}

TEST(KubeServer, KeepsThePrefixAndDropsTheLastSlashes) {
  EXPECT_EQ(server("https://a.test:6443/k8s//").url, "https://a.test:6443/k8s");
  EXPECT_EQ(server("HTTPS://a.test/").url, "https://a.test");
  EXPECT_EQ(server("https://[2001:DB8::1]:6443").host, "2001:db8::1");
  EXPECT_EQ(server("https://[2001:db8::1]").port, 443U);
}

TEST(KubeServer, IsHttpWithoutAScheme) {
  EXPECT_EQ(server("10.0.0.1:8080").url, "http://10.0.0.1:8080");
  EXPECT_FALSE(server("localhost:8080").tls);
}

// The cases are those of the table in the documentation of Go's httpproxy package, and what it leaves out.
TEST(KubeProxy, ExemptsWhatGoExempts) {
  const std::string_view host = "https://api.corp.test:6443";
  EXPECT_FALSE(is_exempt(host, ""));
  EXPECT_TRUE(is_exempt(host, "*"));
  EXPECT_TRUE(is_exempt(host, "corp.test")) << "a bare domain means those below it too";
  EXPECT_TRUE(is_exempt(host, "x, .corp.test"));
  EXPECT_TRUE(is_exempt(host, "*.corp.test"));
  EXPECT_TRUE(is_exempt(host, "API.Corp.Test"));
  EXPECT_TRUE(is_exempt(host, "api.corp.test:6443"));
  EXPECT_FALSE(is_exempt(host, "api.corp.test:443"));
  EXPECT_FALSE(is_exempt(host, ".api.corp.test")) << "a dot in front: only those below it";
  EXPECT_FALSE(is_exempt(host, "orp.test"));
  EXPECT_TRUE(is_exempt("https://10.1.2.3", "10.0.0.0/8"));
  EXPECT_FALSE(is_exempt("https://11.1.2.3", "10.0.0.0/8"));
  EXPECT_TRUE(is_exempt("https://10.1.2.3", "10.1.2.0/23"));
  EXPECT_FALSE(is_exempt("https://10.1.4.3", "10.1.2.0/23"));
  EXPECT_TRUE(is_exempt("https://10.1.2.3", "10.1.2.3:443"));
  EXPECT_FALSE(is_exempt("https://10.1.2.3", "10.1.2.3:6443"));
  EXPECT_TRUE(is_exempt("https://[2001:db8::1]", "2001:db8::1"));
  EXPECT_TRUE(is_exempt("https://[2001:db8::1]", "[2001:db8::1]:443"));
  EXPECT_TRUE(is_exempt("https://[2001:db8::1]", "2001:db8::/32"));
  EXPECT_FALSE(is_exempt("https://10.1.2.3", "10.0.0.0/x, /8, 10.0.0.0/99, :, ,"));
  EXPECT_TRUE(is_exempt("https://localhost:6443", ""));
  EXPECT_TRUE(is_exempt("https://127.0.0.1:6443", ""));
  EXPECT_TRUE(is_exempt("https://[::1]:6443", ""));
}

TEST(KubeProxy, PrefersTheCapitalSpellingAndKnowsNoALL_PROXY) {
  EXPECT_EQ(proxy_of("https://a.test", {{"HTTPS_PROXY", "http://upper:1"}, {"https_proxy", "http://lower:1"}}),
            "http://upper:1");
  EXPECT_EQ(proxy_of("https://a.test", {{"https_proxy", "lower:1"}}), "http://lower:1");
  EXPECT_EQ(proxy_of("https://a.test", {{"ALL_PROXY", "http://all:1"}, {"HTTP_PROXY", "http://plain:1"}}), "");
  EXPECT_EQ(proxy_of("http://a.test", {{"HTTP_PROXY", "http://plain:1"}}), "http://plain:1");
  EXPECT_EQ(proxy_of("https://a.test", {{"HTTPS_PROXY", "socks5://s:1080"}}), "socks5://s:1080");
}

TEST(KubeProxy, RefusesWhatIsNone) {
  EXPECT_EQ(proxy_of("https://a.test", {{"HTTPS_PROXY", "ftp://user:hunter2@p:1"}}),
            "the proxy that the environment names cannot be used: HTTPS_PROXY must begin with http://, https:// or "
            "socks5://");
}

}  // namespace
}  // namespace sgw::collector
