#include "collector/kube_list.hpp"

#include "tests/collector/kube_api_fixture.hpp"

#include <gmock/gmock.h>
#include <set>

namespace sgw::collector {
namespace {

using test::FakeHttpServer;
using test::HttpAnswer;
using testing::ElementsAre;

const std::string k_crowd = "/api/v1/namespaces/crowd/pods";

class KubeListTest : public KubeFixture {
 protected:
  KubeResult<std::size_t> list(KubeApi& api, const std::string& path, std::size_t most = 1'000'000) {
    return api.list(
        path,
        [this, most](const JsonReader& object) {
          names.push_back(object["metadata"]["name"].text_or(""));
          return names.size() < most;
        },
        context());
  }
  std::size_t different() const { return std::set<std::string>(names.begin(), names.end()).size(); }

  std::vector<std::string> names;
};

// A server that answers lists as a test says, and has a version.
class Scripted {
 public:
  explicit Scripted(FakeHttpServer::Handler handler) {
    server_.on("/version", HttpAnswer::json(R"({"gitVersion":"v1.29.0"})"));
    server_.on_request([handler = std::move(handler)](const test::FakeRequest& request) -> std::optional<HttpAnswer> {
      if (!request.target.starts_with("/api/v1/things")) return std::nullopt;
      return handler(request);
    });
  }
  KubeAccess access() const {
    KubeAccess access;
    access.server = server_.url();
    return access;
  }
  std::vector<std::string> lists() const {
    std::vector<std::string> result;
    for (const std::string& target : server_.targets()) {
      if (target.starts_with("/api/v1/things")) result.push_back(target);
    }
    return result;
  }

 private:
  FakeHttpServer server_;
};

HttpAnswer page(const std::string& items, const std::string& next = {}) {
  return HttpAnswer::json(R"({"kind":"ThingList","metadata":{"continue":")" + next + R"("},"items":[)" + items + "]}");
}

TEST_F(KubeListTest, ReadsPagesToTheEndAndRecordsThemShortly) {
  server.many_pods("crowd", 5000);
  KubeApi& api = connect();
  const auto given = list(api, k_crowd + "?labelSelector=app.kubernetes.io%2Fcomponent%3Dself-hosted-gateway");
  ASSERT_TRUE(given);
  EXPECT_EQ(*given, 5000U);
  EXPECT_EQ(different(), 5000U);
  EXPECT_EQ(count_calls("&limit=500"), 10U);
  EXPECT_EQ(count_calls("continue=…"), 9U);
  EXPECT_EQ(count_calls("continue=page"), 0U);
}

TEST_F(KubeListTest, EndsWhenTheTakerHasEnough) {
  server.many_pods("crowd", 1200);
  KubeApi& api = connect();
  EXPECT_EQ(list(api, k_crowd, 3).value_or(0), 3U);
  EXPECT_EQ(names.size(), 3U);
  EXPECT_EQ(count_calls(k_crowd), 1U);
}

TEST_F(KubeListTest, StartsOverWhenItExpiredAndGivesEachObjectOnce) {
  server.many_pods("crowd", 1500);
  server.fault(k_crowd, {.kind = KubeFault::Kind::expired, .after = 1, .times = 1});
  KubeApi& api = connect();
  EXPECT_EQ(list(api, k_crowd).value_or(0), 1500U);
  EXPECT_EQ(names.size(), 1500U);
  EXPECT_EQ(different(), 1500U);
  EXPECT_EQ(count_calls(k_crowd), 6U) << "two pages, the 410, three pages";
}

TEST_F(KubeListTest, StartsOverTwiceAtMostAndLeavesWhatCameValid) {
  server.many_pods("crowd", 1500);
  server.fault(k_crowd, {.kind = KubeFault::Kind::expired});
  KubeApi& api = connect();
  const auto given = list(api, k_crowd);
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().status, 410);
  EXPECT_EQ(given.error().reason, "Expired");
  EXPECT_EQ(different(), 500U);
  EXPECT_EQ(names.size(), 500U);
  EXPECT_EQ(count_calls(k_crowd), 6U);
}

TEST_F(KubeListTest, StartsOverWhenItsPlaceIsNotUnderstood) {
  int refused = 0;
  Scripted things([&refused](const test::FakeRequest& request) {
    const bool has_place = request.target.find("continue=") != std::string::npos;
    if (!has_place) return page(R"({"metadata":{"name":"a","uid":"1"}})", refused == 0 ? "x y" : "");
    ++refused;
    return HttpAnswer::json(R"({"kind":"Status","reason":"BadRequest"})").with_status(400);
  });
  EXPECT_EQ(list(connect(things.access()), "/api/v1/things").value_or(0), 1U);
  EXPECT_THAT(things.lists(), ElementsAre("/api/v1/things?limit=500", "/api/v1/things?limit=500&continue=x%20y",
                                          "/api/v1/things?limit=500"));
}

TEST_F(KubeListTest, TakesARefusalOfTheFirstPageForWhatItIs) {
  KubeApi& api = connect();
  server.put(k_crowd, test::kube_status(400, "BadRequest", "unable to parse requirement"));
  const auto given = list(api, k_crowd);
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().status, 400);
  EXPECT_EQ(given.error().message, "unable to parse requirement");
  EXPECT_EQ(count_calls(k_crowd), 1U);
}

TEST_F(KubeListTest, AsksForSmallerPagesWhenOneHasTooMuch) {
  Scripted things([](const test::FakeRequest& request) {
    if (request.target.find("limit=500") != std::string::npos) {
      return page("\"" + std::string(k_max_json_bytes, 'x') + "\"");
    }
    if (request.target.find("limit=250") != std::string::npos) {
      std::string values = "0";
      values.reserve(2 * JsonReader::k_max_values + 10);
      for (std::size_t i = 0; i < JsonReader::k_max_values; ++i) values += ",0";
      return page(values);
    }
    return page(R"({"metadata":{"name":"a","uid":"1"}})");
  });
  EXPECT_EQ(list(connect(things.access()), "/api/v1/things").value_or(0), 1U);
  EXPECT_THAT(things.lists(),
              ElementsAre("/api/v1/things?limit=500", "/api/v1/things?limit=250", "/api/v1/things?limit=125"));
}

TEST_F(KubeListTest, GivesUpOnOneObjectThatIsTooLarge) {
  limits.page = 1;
  Scripted things([](const test::FakeRequest&) { return page(std::string(1024 * 1024, ' ')).endless(); });
  const auto given = list(connect(things.access()), "/api/v1/things");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().error.kind, ErrorKind::too_large);
  EXPECT_EQ(things.lists().size(), 1U);
}

TEST_F(KubeListTest, DoesNotAskAgainForWhatIsNoJson) {
  Scripted things([](const test::FakeRequest&) { return HttpAnswer::json(R"({"items":[{"a":}]})"); });
  const auto given = list(connect(things.access()), "/api/v1/things");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().error.what.view(), "the API server's answer is not JSON");
  EXPECT_EQ(things.lists().size(), 1U);
}

TEST_F(KubeListTest, TellsAnAnswerThatIsNoList) {
  Scripted things([](const test::FakeRequest&) { return HttpAnswer::json(R"({"kind":"Thing","metadata":{}})"); });
  const auto given = list(connect(things.access()), "/api/v1/things");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().error.what.view(), "the API server's answer is no list");
}

TEST_F(KubeListTest, TakesNullForAListOfNothing) {
  Scripted things([](const test::FakeRequest&) { return HttpAnswer::json(R"({"kind":"ThingList","items":null})"); });
  EXPECT_EQ(list(connect(things.access()), "/api/v1/things").value_or(7), 0U);
}

TEST_F(KubeListTest, TellsALoginPageInBetween) {
  Scripted things([](const test::FakeRequest&) {
    return HttpAnswer::text("\n <html><title>Portal</title></html>").header("Content-Type", "application/json");
  });
  const auto given = list(connect(things.access()), "/api/v1/things");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().message, "Portal");
}

TEST_F(KubeListTest, EndsWhenThePagesDoNot) {
  Scripted things([](const test::FakeRequest&) { return page(R"({"metadata":{"name":"a","uid":"1"}})", "same"); });
  const auto given = list(connect(things.access()), "/api/v1/things");
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().error.what.view(), "the list's next page is the same again");
  EXPECT_THAT(names, ElementsAre("a"));
  EXPECT_EQ(things.lists().size(), 2U);
}

TEST_F(KubeListTest, TellsObjectsWithoutUidApartByTheirNames) {
  Scripted things([](const test::FakeRequest&) {
    return page(R"({"metadata":{"name":"a","namespace":"x"}},{"metadata":{"name":"a","namespace":"y"}},)"
                R"({"metadata":{"name":"a","namespace":"x"}},{},{})");
  });
  EXPECT_EQ(list(connect(things.access()), "/api/v1/things").value_or(0), 4U);
}

}  // namespace
}  // namespace sgw::collector
