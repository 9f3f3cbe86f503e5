#pragma once

#include <sgw_diag/collector.hpp>
#include <sgw_diag/resource.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// A recorded deployment that is compiled in: collector/samples/<name>/ with sample.json, host.json, engine.json,
// probes/*.json and one folder for each instance.
struct Sample {
  SampleInfo info;
  std::vector<std::string> instances;  // folders, in order of announcement
};

// Reads a sample.json. An unknown key or an absent value is an error that names the place.
Result<Sample> read_sample(const Resource& resource);
Result<Sample> find_sample(const ResourceStore& store, std::string_view name);

// "collector/samples/<name>"
std::string sample_folder(std::string_view name);

}  // namespace sgw::collector
