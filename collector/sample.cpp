#include "collector/sample.hpp"

#include <sgw_diag/json_reader.hpp>

#include <utility>

namespace sgw::collector {

namespace {

constexpr std::string_view k_samples_folder = "collector/samples";
constexpr std::string_view k_description = "/sample.json";

SafeText names_of(const std::vector<SampleInfo>& known) {
  SafeText list;
  for (const SampleInfo& info : known) {
    if (!list.empty()) list += ", ";
    list += info.name;
  }
  return list;
}

}  // namespace

Result<Sample> read_sample(const Resource& resource) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"name", "says", "recorded_at", "instances"});
  Sample sample;
  if (const auto name = SafeName::parse(problems.text(root, "name"))) {
    sample.info.name = *name;
  } else {
    problems.add(root["name"], "is no name");
  }
  sample.info.says = problems.text(root, "says");
  if (const auto time = parse_time(problems.text(root, "recorded_at").view())) {
    sample.info.recorded_at = *time;
  } else {
    problems.add(root["recorded_at"], "is no time");
  }
  for (const SafeText& folder : problems.texts(root, "instances")) sample.instances.emplace_back(folder.view());
  if (sample.instances.empty()) problems.add(root["instances"], "needs at least one instance");
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return sample;
}

std::string sample_folder(std::string_view name) { return std::string(k_samples_folder) + "/" + std::string(name); }

std::vector<SampleInfo> samples(const ResourceStore& store) {
  std::vector<SampleInfo> known;
  for (const Resource& resource : store.in_folder(k_samples_folder)) {
    if (resource.origin != Origin::shipped || !resource.name.view().ends_with(k_description)) continue;
    if (auto sample = read_sample(resource)) known.push_back(std::move(sample->info));
  }
  return known;
}

Result<Sample> find_sample(const ResourceStore& store, std::string_view name) {
  // A name that is no name would search elsewhere in the store.
  if (SafeName::fits(name)) {
    if (const auto resource = store.find(sample_folder(name) + std::string(k_description))) {
      return read_sample(*resource);
    }
  }
  return fail(ErrorKind::bad_usage, "there is no such sample; known are", names_of(samples(store)));
}

}  // namespace sgw::collector
