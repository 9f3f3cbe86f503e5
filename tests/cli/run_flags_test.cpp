#include "src/cli/run_flags.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace sgw::cli {
namespace {

TEST(RunFlags, FillTheOptionsTheyName) {
  CLI::App app;
  app::RunOptions options;
  add_run_flags(app, options);
  app.parse(
      "--from docker --from podman --timeout 90s --max-log-size 2G --tail 50 --no-probes --profile strict "
      "--as-of 2026-01-02 --container a --container b --endpoint host.example.test --map m.json");
  EXPECT_EQ(options.selection.from, (std::vector<std::string>{"docker", "podman"}));
  EXPECT_EQ(options.limits.timeout, std::chrono::seconds(90));
  EXPECT_EQ(options.limits.max_log_size, std::uint64_t{2} << 30);
  EXPECT_EQ(options.selection.tail, 50U);
  EXPECT_FALSE(options.selection.probes);
  EXPECT_EQ(options.profile, redaction::Profile::strict);
  EXPECT_EQ(options.as_of, parse_time("2026-01-02"));
  EXPECT_EQ(options.selection.containers.size(), 2U);
  EXPECT_EQ(options.selection.endpoint, "host.example.test");
  EXPECT_EQ(options.given.map, "m.json");
}

TEST(RunFlags, NamePlacesInKubernetes) {
  CLI::App app;
  app::RunOptions options;
  add_run_flags(app, options);
  app.parse(
      "--kubeconfig k.yaml --context west --context north -n apim --namespace edge -l app=gw --pod gw-1 --pod gw-2");
  EXPECT_EQ(options.selection.kubeconfig, "k.yaml");
  EXPECT_EQ(options.selection.contexts, (std::vector<std::string>{"west", "north"}));
  EXPECT_EQ(options.selection.namespaces, (std::vector<std::string>{"apim", "edge"}));
  EXPECT_FALSE(options.selection.all_namespaces);
  EXPECT_EQ(options.selection.label_selector, "app=gw");
  EXPECT_EQ(options.selection.pods, (std::vector<std::string>{"gw-1", "gw-2"}));

  CLI::App all;
  add_run_flags(all, options);
  EXPECT_THROW(all.parse("-A -n apim"), CLI::ParseError);
  all.parse("-A");
  EXPECT_TRUE(options.selection.all_namespaces);
  EXPECT_FALSE(options.selection.read_secret_metadata);
  all.parse("--read-secret-metadata");
  EXPECT_TRUE(options.selection.read_secret_metadata);
}

TEST(RunFlags, AskARegistryWithOrWithoutItsName) {
  const auto registry = [](const std::string& typed) {
    CLI::App app;
    app::RunOptions options;
    add_run_flags(app, options);
    app.parse(typed);
    return options.selection.registry;
  };
  EXPECT_EQ(registry("--no-probes"), std::nullopt);
  EXPECT_EQ(registry("--check-registry"), "");
  EXPECT_EQ(registry("--check-registry --no-probes"), "");
  EXPECT_EQ(registry("--check-registry=mirror.example:5000/gateway"), "mirror.example:5000/gateway");
  EXPECT_EQ(registry("--check-registry mirror.example --tail 5"), "mirror.example");
}

TEST(RunFlags, CountsAreWholeNumbersFromZero) {
  EXPECT_EQ(parse_count("0"), 0U);
  EXPECT_EQ(parse_count("5000000000"), 5000000000U);
  for (const char* typed : {"", "-1", "+1", "1.5", "1k", " 1", "18446744073709551616"}) {
    EXPECT_FALSE(parse_count(typed)) << typed;
  }
}

TEST(RunFlags, SinceIsATimeOrASpanBeforeNow) {
  ::setenv("SOURCE_DATE_EPOCH", "1000000", 1);
  EXPECT_EQ(parse_time_or_span("1h"), UtcTime(std::chrono::seconds(1000000 - 3600)));
  ::unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_EQ(parse_time_or_span("2026-01-02T03:04Z"), parse_time("2026-01-02T03:04Z"));
  EXPECT_FALSE(parse_time_or_span("soon"));
}

TEST(RunFlags, RefuseNonsenseWithWhatWasExpected) {
  for (const char* typed : {"--timeout never", "--since soonish", "--max-log-size lots", "--profile lax", "--profile 1",
                            "--tail x", "--tail -1", "--tail 99999999999999999999999", "--from nowhere"}) {
    CLI::App app;
    app::RunOptions options;
    add_run_flags(app, options);
    EXPECT_THROW(app.parse(typed), CLI::ParseError) << typed;
  }
}

}  // namespace
}  // namespace sgw::cli
