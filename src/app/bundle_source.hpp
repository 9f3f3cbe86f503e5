#pragma once

#include <sgw_diag/collector.hpp>
#include <sgw_diag/json_reader.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace sgw::app {

// What a bundle says about itself, as far as `inspect` needs it. Plain strings: foreign until shown through the gate.
struct BundleFacts {
  bool readable = false;
  std::optional<UtcTime> finished;  // of the manifest, as the next two
  std::optional<UtcTime> as_of;     // what it was judged at
  bool as_of_given = true;          // by --as-of or a sample's record; true where the manifest does not say
  std::string owner;                // of the verdict it carries
  JsonReader verdict;               // the whole of it
  struct File {
    std::string path;
    std::uint64_t bytes = 0;
    std::string outcome;
    std::vector<std::string> instances;  // folders of the gateways that it is about; empty: it does not say
  };
  std::vector<File> files;
};

// Reads manifest.json and verdict.json of the bundle. Errors: not_found, denied, io, protocol, too_large, cancelled.
Result<BundleFacts> read_bundle_facts(const std::filesystem::path& bundle, const std::stop_token& stop);

// What is read of one bundle. A fleet of some thousand gateways stays below both.
inline constexpr std::size_t k_max_gateways = 5000;
inline constexpr std::uint64_t k_max_documents = std::uint64_t{256} << 20;  // bytes of what is no log, together

// A plan whose one source is a finished bundle: each artifact in it goes through the gate again, as if it had just been
// collected, so that a bundle made by someone else can neither leak nor write to the terminal. `files` as the bundle's
// manifest has them: whom a file is about that lies in no gateway's folder. Of what is over the limits nothing is read,
// and a gap says so.
std::unique_ptr<collector::Plan> bundle_plan(std::filesystem::path bundle, const std::vector<BundleFacts::File>& files);

}  // namespace sgw::app
