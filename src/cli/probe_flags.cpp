#include "src/cli/run_flags.hpp"

namespace sgw::cli {

namespace {

constexpr std::size_t k_max_climbs = 100;

std::optional<std::size_t> parse_climbs(std::string_view text) {
  const auto count = parse_count(text);
  if (!count || *count == 0 || *count > k_max_climbs) return std::nullopt;
  return static_cast<std::size_t>(*count);
}

}  // namespace

void add_probe_flags(CLI::App& command, collector::Selection& selection) {
  const std::string group = "What";
  command
      .add_flag_callback(
          "--no-probes", [&selection] { selection.probes = false; }, "Do not probe the network")
      ->group(group);
  command.add_option("--endpoint", selection.endpoint, "Probe this configuration endpoint as well")
      ->group(group)
      ->type_name("URL");
  command.add_option("--probe", selection.probe, "Probe this destination as well (several may be given)")
      ->group(group)
      ->type_name("HOST[:PORT]");
  add_parsed(command, "--probe-count", selection.probe_count, parse_climbs,
             "How often each destination is probed (default 3)", "a number from 1 to 100")
      ->group(group)
      ->type_name("N");
  command
      .add_flag(
          "--probe-auth", selection.probe_auth,
          "Send the gateway's own token to its own configuration endpoint, over verified TLS, to see whether it is "
          "taken; off unless given")
      ->group(group);
  command
      .add_option("--check-registry", selection.registry,
                  "Ask the public registry, or this one, which releases there are; off unless given")
      ->expected(0, 1)
      ->default_str("")
      ->group(group)
      ->type_name("HOST/REPOSITORY");
}

}  // namespace sgw::cli
