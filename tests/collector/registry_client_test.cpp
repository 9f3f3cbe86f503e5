#include "collector/registry_client.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/memory_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

constexpr const char* k_list = "/v2/gateway/tags/list";

struct Read {
  TagList list;
  std::vector<std::pair<std::string, std::string>> learnt;
  std::vector<test::MemoryRawSink::CallRow> calls;

  std::string error() const { return list.error ? std::string(list.error->what.view()) : std::string(); }
};

Read read(const test::FakeHttpServer& server, const RegistryLimits& limits = {}, std::stop_token stop = {}) {
  test::MemoryRawSink sink;
  const RegistryAddress address{"127.0.0.1", server.port(), true, "gateway"};
  RegistryClient client(address, SafeName("registry"), probe_context(60s, std::move(stop)), sink, {}, limits);
  Read result{client.tags(), {}, {}};
  result.learnt = sink.learnt;
  result.calls = sink.calls;
  return result;
}

test::HttpAnswer page(const std::string& tags) {
  return test::HttpAnswer::json(R"({"name":"gateway","tags":)" + tags + "}");
}

test::HttpAnswer challenge(const std::string& header) {
  auto answer = test::HttpAnswer::error(401, "authentication required");
  return std::move(answer).header("WWW-Authenticate", header);
}

std::string bearer(const std::string& realm) {
  return R"(Bearer realm=")" + realm + R"(",service="s",scope="registry:all:*")";
}

TEST(RegistryClient, ReadsEveryPageOnceAndInOrder) {
  test::FakeHttpServer server;
  server.on(k_list, page(R"(["2.9.1","2.10.0"])").header("Link", "</v2/gateway/tags/list?last=2.10.0>; rel=\"next\""));
  server.on("/v2/gateway/tags/list?last=2.10.0",
            page(R"(["latest","2.9.1"])").header("Date", "Mon, 23 Nov 2026 16:44:57 GMT"));
  const Read result = read(server);
  EXPECT_EQ(result.error(), "");
  EXPECT_TRUE(result.list.whole);
  EXPECT_EQ(result.list.pages, 2);
  EXPECT_THAT(result.list.tags, ElementsAre("2.10.0", "2.9.1", "latest"));
  EXPECT_EQ(result.calls.size(), 2U);
}

TEST(RegistryClient, TakesARepositoryWithoutTagsForAnAnswer) {
  test::FakeHttpServer server;
  server.on(k_list, page("null"));
  EXPECT_TRUE(read(server).list.whole);
}

TEST(RegistryClient, KeepsNothingOfNamesThatAreNoTags) {
  test::FakeHttpServer server;
  server.on(k_list, page(R"(["2.9.1", "", "a b", "-x", "<script>", 7, null, ")" + std::string(129, 'a') + R"("])"));
  const Read result = read(server);
  EXPECT_THAT(result.list.tags, ElementsAre("2.9.1"));
  EXPECT_EQ(result.list.refused, 7U);
}

TEST(RegistryClient, KeepsWhatItHadWhenALaterPageFails) {
  test::FakeHttpServer server;
  server.on(k_list, page(R"(["2.9.1"])").header("Link", "</v2/gateway/tags/list?last=x>; rel=\"next\""));
  server.on("/v2/gateway/tags/list?last=x", test::HttpAnswer::error(500, "oops"));
  const Read result = read(server);
  EXPECT_EQ(result.error(), "the registry does not answer with a list");
  EXPECT_FALSE(result.list.whole);
  EXPECT_THAT(result.list.tags, ElementsAre("2.9.1"));
}

test::HttpAnswer redirect(int status, const std::string& place) {
  return {.status = status, .headers = {{"Location", place}}, .body = {}};
}

struct Refusal {
  const char* name;
  test::HttpAnswer answer;
  const char* error;
};

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, IsSaidInWordsOfOurOwn) {
  test::FakeHttpServer server;
  server.on(k_list, GetParam().answer);
  const Read result = read(server);
  EXPECT_EQ(result.error(), GetParam().error);
  EXPECT_FALSE(result.list.whole);
}

INSTANTIATE_TEST_SUITE_P(
    Registries, Refused,
    testing::Values(
        Refusal{"absent", test::HttpAnswer::error(404, "NAME_UNKNOWN"), "the registry has no such repository"},
        Refusal{"busy", test::HttpAnswer::error(429, "slow"), "the registry asks to come later"},
        Refusal{"basic", challenge("Basic realm=\"x\""), "the registry wants credentials, and none are sent"},
        Refusal{"tokens_elsewhere_in_the_clear", challenge(bearer("http://evil.example/token")),
                "the registry's tokens are given out by a place that is not asked"},
        Refusal{"tokens_by_an_address", challenge(bearer("https://127.0.0.1:9/token")),
                "the registry's tokens are given out by a place that is not asked"},
        Refusal{"tokens_by_a_place_with_credentials", challenge(bearer("https://me:pw@localhost:9/token")),
                "the registry's tokens are given out by a place that is not asked"},
        Refusal{"no_json", test::HttpAnswer::text("<html>"), "the registry does not answer with a list"},
        Refusal{"no_list", test::HttpAnswer::json("{}"), "the registry does not answer with a list"},
        Refusal{"list_of_another_kind", page("\"2.9.1\""), "the registry does not answer with a list"},
        Refusal{"redirect_elsewhere", redirect(307, "http://evil.example/"), "the registry redirects to another place"},
        Refusal{"redirect_nowhere", redirect(302, ""), "the registry redirects to another place"},
        Refusal{"circle", redirect(301, k_list), "the registry redirects in a circle"},
        Refusal{"page_elsewhere", page("[]").header("Link", "<http://evil.example/v2/gateway/tags/list>; rel=\"next\""),
                "the registry's next page is another place"},
        Refusal{"page_of_another_repository", page("[]").header("Link", "</v2/secret/tags/list?n=1>; rel=\"next\""),
                "the registry's next page is another place"},
        Refusal{"pages_in_a_circle", page("[]").header("Link", "</v2/gateway/tags/list>; rel=\"next\""),
                "the registry's pages go in a circle"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(RegistryClient, GetsAnAnonymousTokenForPullingAndNothingElse) {
  test::FakeHttpServer server;
  server.on(k_list, challenge(bearer(server.url() + "/token?a=b")));
  server.on("/token", test::HttpAnswer::json(R"({"access_token":"anonymous-token"})"));
  const Read result = read(server);
  // The scripted server goes on refusing: one token is asked for, not one more each time.
  EXPECT_EQ(result.error(), "the registry wants credentials, and none are sent");
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_THAT(requests[1], HasSubstr("GET /token?a=b&service=s&scope=repository%3Agateway%3Apull HTTP/1.1"));
  EXPECT_THAT(requests[0] + requests[1], Not(HasSubstr("Authorization")));
  EXPECT_THAT(requests[2], HasSubstr("Authorization: Bearer anonymous-token"));
  EXPECT_THAT(result.learnt, ElementsAre(std::pair<std::string, std::string>("anonymous-token", "registry-token")));
}

TEST(RegistryClient, RefusesATokenThatIsNone) {
  for (const char* body : {"", "{}", R"({"token":""})", R"({"token":"a\r\nX: y"})", R"({"token":7})"}) {
    test::FakeHttpServer server;
    server.on(k_list, challenge(bearer("/token")));
    server.on("/token", test::HttpAnswer::json(body));
    EXPECT_EQ(read(server).error(), "the registry's token is none") << body;
  }
}

TEST(RegistryClient, StopsAtItsBounds) {
  test::FakeHttpServer server;
  for (int i = 0; i < 9; ++i) {
    server.on(std::string(k_list) + (i == 0 ? "" : "?p=" + std::to_string(i)),
              page(R"(["t)" + std::to_string(i) + R"("])")
                  .header("Link", "<" + std::string(k_list) + "?p=" + std::to_string(i + 1) + ">; rel=\"next\""));
  }
  const Read pages = read(server, {.pages = 4});
  EXPECT_EQ(pages.error(), "the registry's list has too many pages");
  EXPECT_EQ(pages.list.tags.size(), 4U);
  EXPECT_EQ(read(server, {.bytes = 100}).error(), "the registry's list is too large");
  EXPECT_EQ(read(server, {.tags = 2}).error(), "the registry's list has too many tags");
  EXPECT_EQ(read(server, {.page_bytes = 10}).error(), "the answer is too large");
}

TEST(RegistryClient, GivesUpInTimeAndWhenToldTo) {
  test::FakeHttpServer server;
  server.on(k_list, test::HttpAnswer::silence());
  EXPECT_EQ(read(server, {.time = 200ms}).error(), "no complete answer in time");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_NE(read(server, {}, stop.get_token()).error(), "");
}

}  // namespace
}  // namespace sgw::collector
