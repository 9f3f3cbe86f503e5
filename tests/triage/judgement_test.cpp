#include "src/triage/derived_facts.hpp"

#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

const VersionTable& table() {
  static const VersionTable read = [] {
    ResourceStore store;
    store.add(triage_data());
    return VersionTable::read(*store.find("templates/triage/versions.json")).value();
  }();
  return read;
}

RegistryAnswer answer(const char* newest, const char* asked, bool whole = true) {
  return {*Version::parse(newest), test::at(asked), whole, SafeText("mcr.microsoft.com")};
}

std::string words(const Judgement& judgement) {
  return std::string(judgement.latest->text().view()) + (judgement.stale ? " stale, " : ", ") +
         std::string(judgement.latest_from.view());
}

TEST(Judgement, RestsOnTheTableAndSaysItsAge) {
  EXPECT_EQ(words(make_judgement(test::at("2026-11-21T00:00:00Z"), false, {}, table())),
            "2.12.3, the table of releases of 2026-11-20 (1 day old)");
  EXPECT_EQ(words(make_judgement(test::at("2027-05-19T00:00:00Z"), false, {}, table())),
            "2.12.3, the table of releases of 2026-11-20 (180 days old)");
  EXPECT_EQ(words(make_judgement(test::at("2027-05-20T00:00:00Z"), false, {}, table())),
            "2.12.3 stale, the table of releases of 2026-11-20 (181 days old)");
}

TEST(Judgement, TakesARegistrysNewestReleaseForWhatItIs) {
  const UtcTime now = test::at("2027-06-15T08:00:00Z");
  const auto by = [&](const RegistryAnswer& registry, bool given = false, std::string_view as_of = {}) {
    return words(make_judgement(as_of.empty() ? now : test::at(as_of), given, {}, table(), registry));
  };
  const std::string asked = ", the registry mcr.microsoft.com, asked on 2027-06-15";
  EXPECT_EQ(by(answer("2.14.0", "2027-06-15T07:59:00Z")), "2.14.0" + asked);
  EXPECT_EQ(by(answer("2.12.3", "2027-06-15T07:59:00Z")), "2.12.3" + asked) << "the table's newest is confirmed";
  EXPECT_EQ(by(answer("2.14.0", "2027-06-15T07:59:00Z", false)), "2.14.0 stale" + asked) << "half a list";
  const std::string by_table = "2.12.3 stale, the table of releases of 2026-11-20 (207 days old)";
  EXPECT_EQ(by(answer("2.9.0", "2027-06-15T07:59:00Z")), by_table) << "a mirror that is behind takes nothing away";
  EXPECT_EQ(by(answer("2.14.0", "2027-06-15T07:59:00Z"), true, "2026-12-01T00:00:00Z"),
            "2.12.3, the table of releases of 2026-11-20 (11 days old)")
      << "what is out today was not then";
}

TEST(Judgement, TakesTheOperatorsWordForANewerRelease) {
  const JudgeOptions options{.latest_version = Version::parse("2.15.0")};
  const UtcTime now = test::at("2027-06-15T08:00:00Z");
  EXPECT_EQ(words(make_judgement(now, false, options, table(), answer("2.14.0", "2027-06-15T07:59:00Z"))),
            "2.15.0, --latest-version");
}

struct RegistryCase {
  const char* name;
  const char* state;
  const char* registry;
  std::optional<bool> exists;
  const char* newest;
};

class RegistryFacts : public testing::TestWithParam<RegistryCase> {};

TEST_P(RegistryFacts, FollowFromTheTags) {
  test::Lab lab;
  lab.add(Role::state, "state.json", GetParam().state);
  lab.add(Role::registry, "registry.json", GetParam().registry);
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  const FactSet& facts = evidence.facts.front().facts;
  EXPECT_EQ(facts.boolean("registry.tag_exists"), GetParam().exists);
  EXPECT_EQ(facts.text("registry.newest").value_or(SafeText()).view(), GetParam().newest);
}

constexpr const char* k_tags =
    R"({"registry": "m", "repository": "gw", "asked": "2026-11-20T00:00:00Z", "whole": true,
        "tags": ["2.12.3", "2.9.9", "2.13.0-preview-1", "v2.14.0", "2.15", "2.16.3197", "latest", "v3", "beta"]})";
constexpr const char* k_half =
    R"({"registry": "m", "repository": "gw", "asked": "2026-11-20T00:00:00Z", "whole": false, "tags": ["2.12.3"]})";

INSTANTIATE_TEST_SUITE_P(
    Registry, RegistryFacts,
    testing::Values(
        RegistryCase{"there", R"({"tag": "2.9.9"})", k_tags, true, "2.12.3"},
        RegistryCase{"rolling", R"({"tag": "latest"})", k_tags, true, "2.12.3"},
        RegistryCase{"gone", R"({"tag": "2.8.0"})", k_tags, false, "2.12.3"},
        RegistryCase{"own_repository", R"({"tag": "2.8.0", "repository": "m/gw"})", k_tags, false, "2.12.3"},
        RegistryCase{"other_repository", R"({"tag": "2.8.0", "repository": "x/gw"})", k_tags, std::nullopt, "2.12.3"},
        RegistryCase{"half_a_list", R"({"tag": "2.8.0"})", k_half, std::nullopt, "2.12.3"},
        RegistryCase{"half_a_list_with_it", R"({"tag": "2.12.3"})", k_half, true, "2.12.3"},
        RegistryCase{"no_tag", "{}", k_tags, std::nullopt, "2.12.3"},
        RegistryCase{"nonsense", R"({"tag": "2.8.0"})", R"({"tags": [7, {}, "x"], "whole": "yes"})", std::nullopt, ""}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace sgw::triage
