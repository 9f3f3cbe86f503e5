#include "collector/yaml_json.hpp"

#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/preview.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

// What deploy/ says: the live suite creates and runs it.

namespace sgw::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Variant {
  std::string folder;
  std::string ns;
  std::vector<std::string> namespaces;  // looked in; empty: all
  std::vector<std::string> where;       // the flags for that
};

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = {{"namespace", "apim", {"apim"}, {"-n", "apim"}},
                                           {"fleet", "sgw-diag", {}, {"-A"}}};
  return all;
}

std::string deployed(const std::string& name) {
  return read_file(std::string(SGW_PROJECT_ROOT) + "/deploy/kubernetes/" + name);
}

// The objects of a file by their kind.
std::map<std::string, JsonReader> objects_of(const std::string& text) {
  std::map<std::string, JsonReader> objects;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find("\n---\n", at), text.size());
    const auto json = collector::yaml_to_json(text.substr(at, end - at));
    EXPECT_TRUE(json) << (json ? "" : json.error().what.view());
    const auto object = JsonReader::parse(json.value_or("null"));
    EXPECT_TRUE(objects.emplace((*object)["kind"].text_or(""), *object).second);
    at = end + 5;
  }
  return objects;
}

std::vector<std::string> texts(const JsonReader& list) {
  std::vector<std::string> found;
  for (const JsonReader& item : list.items()) found.push_back(item.text_or(""));
  return found;
}

TEST(Deploy, GrantsExactlyWhatPlanPrints) {
  for (const Variant& variant : variants()) {
    collector::PlannedCluster cluster;
    cluster.namespaces = variant.namespaces;
    const std::string least =
        collector::rbac_yaml({cluster}, "serviceaccount:" + variant.ns + "/sgw-diag", {.probes = false});
    const std::string file = deployed(variant.folder + "/rbac.yaml");
    ASSERT_THAT(file, testing::EndsWith("\n" + least));
    const auto account = objects_of(file.substr(0, file.size() - least.size()));
    ASSERT_EQ(account.size(), 1U);
    const JsonReader metadata = account.at("ServiceAccount")["metadata"];
    EXPECT_EQ(metadata["name"].text_or(""), "sgw-diag");
    EXPECT_EQ(metadata["namespace"].text_or(""), variant.ns);
  }
}

class Jobs : public testing::TestWithParam<std::string> {};

TEST_P(Jobs, AreWithoutRootRightsAndBounded) {
  for (const Variant& variant : variants()) {
    const auto objects = objects_of(deployed(variant.folder + "/" + GetParam() + ".yaml"));
    const JsonReader job = objects.at("Job");
    EXPECT_EQ(job["metadata"]["namespace"].text_or(""), variant.ns);
    const JsonReader spec = job["spec"];
    EXPECT_EQ(spec["backoffLimit"].text_or(""), "0");
    // Longer than the run and the handing over may take by themselves: 2 and 10 minutes.
    EXPECT_GT(std::stoi(spec["activeDeadlineSeconds"].text_or("0")), 12 * 60);
    EXPECT_EQ(spec["ttlSecondsAfterFinished"].text_or(""), "86400");
    const JsonReader pod = spec["template"]["spec"];
    EXPECT_EQ(pod["restartPolicy"].text_or(""), "Never");
    EXPECT_EQ(pod["serviceAccountName"].text_or(""), "sgw-diag");
    EXPECT_TRUE(pod["securityContext"]["runAsNonRoot"].boolean_or(false));
    EXPECT_EQ(pod["securityContext"]["runAsUser"].text_or(""), "65532");
    EXPECT_EQ(pod["securityContext"]["seccompProfile"]["type"].text_or(""), "RuntimeDefault");
    ASSERT_EQ(pod["containers"].items().size(), 1U);
    const JsonReader container = pod["containers"].at(0);
    const JsonReader security = container["securityContext"];
    EXPECT_TRUE(security["readOnlyRootFilesystem"].boolean_or(false));
    EXPECT_FALSE(security["allowPrivilegeEscalation"].boolean_or(true));
    EXPECT_THAT(texts(security["capabilities"]["drop"]), ElementsAre("ALL"));
    for (const char* limit : {"cpu", "memory", "ephemeral-storage"}) {
      EXPECT_TRUE(container["resources"]["limits"][limit].exists()) << limit;
    }
    EXPECT_EQ(container["image"].text_or(""), "REGISTRY/sgw-diag:0.1.0");
  }
}

TEST_P(Jobs, CollectFromWhereTheyMayReadAndWriteWhereAVolumeIs) {
  for (const Variant& variant : variants()) {
    const JsonReader job = objects_of(deployed(variant.folder + "/" + GetParam() + ".yaml")).at("Job");
    const JsonReader pod = job["spec"]["template"]["spec"];
    const JsonReader container = pod["containers"].at(0);
    const auto arguments = texts(container["args"]);
    std::vector<std::string> begin = {"collect"};
    begin.insert(begin.end(), variant.where.begin(), variant.where.end());
    begin.emplace_back("-o");  // and no --no-probes: it stands where the gateways stand
    ASSERT_GT(arguments.size(), begin.size());
    EXPECT_TRUE(std::equal(begin.begin(), begin.end(), arguments.begin()));
    EXPECT_THAT(arguments, testing::Not(testing::Contains("--no-probes")));
    std::vector<std::string> places;
    std::vector<std::string> mounted;
    for (const JsonReader& mount : container["volumeMounts"].items()) {
      places.push_back(mount["mountPath"].text_or(""));
      mounted.push_back(mount["name"].text_or(""));
    }
    EXPECT_THAT(places, testing::Contains("/tmp"));
    EXPECT_THAT(places, testing::Contains(arguments.at(begin.size())));
    std::vector<std::string> volumes;
    for (const JsonReader& volume : pod["volumes"].items()) volumes.push_back(volume["name"].text_or(""));
    EXPECT_EQ(volumes, mounted);
  }
}

INSTANTIATE_TEST_SUITE_P(Deploy, Jobs, testing::Values("job-volume", "job-sas"),
                         [](const auto& which) { return which.param == "job-sas" ? "WithSas" : "WithVolume"; });

TEST(Deploy, NamesOnlyFilesThatAreThere) {
  const std::filesystem::path folder = std::string(SGW_PROJECT_ROOT) + "/deploy";
  const std::string page = read_file(folder / "README.md");
  for (const char* name :
       {"kubernetes/namespace/", "kubernetes/fleet/", "rbac.yaml", "job-volume.yaml", "job-sas.yaml"}) {
    EXPECT_THAT(page, HasSubstr(name));
  }
  for (const Variant& variant : variants()) {
    for (const char* name : {"rbac.yaml", "job-volume.yaml", "job-sas.yaml"}) {
      EXPECT_TRUE(std::filesystem::exists(folder / "kubernetes" / variant.folder / name)) << name;
    }
  }
}

}  // namespace
}  // namespace sgw::test
