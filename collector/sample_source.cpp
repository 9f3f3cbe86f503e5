#include "collector/sample_source.hpp"

#include "collector/container_report.hpp"
#include "collector/log_excerpt.hpp"
#include "collector/raw_artifact.hpp"

#include <sgw_diag/json_reader.hpp>

#include <array>
#include <utility>

namespace sgw::collector {

namespace {

struct Recorded {
  std::string_view file;
  Role role;
  Format format;
  Literal folder;  // below the instance's folder; "" for none
  Literal name;
};

constexpr std::array k_of_instance{
    Recorded{"events.jsonl", Role::events, Format::jsonl, "", "events.jsonl"},
    Recorded{"status.json", Role::status, Format::json, "", "status.json"},
    Recorded{"stdout.log", Role::log, Format::text, "logs", "stdout.log"},
    Recorded{"stderr.log", Role::log, Format::text, "logs", "stderr.log"},
};
constexpr std::array k_of_host{
    Recorded{"host.json", Role::host, Format::json, "environment", "host.json"},
    Recorded{"engine.json", Role::engine, Format::json, "environment", "engine.json"},
};

class SampleSource : public Source {
 public:
  SampleSource(std::vector<Resource> files, Sample sample, const Selection& selection)
      : files_(std::move(files)), sample_(std::move(sample)), tail_(selection.tail) {
    range_.since = selection.since;
    range_.until = selection.until;
    folder_ = sample_folder(sample_.info.name.view()) + "/";
  }

  void collect(const CollectContext& context, RawSink& sink) override {
    for (const std::string& instance : sample_.instances) replay_instance(instance, context, sink);
    for (const Recorded& kind : k_of_host) replay(kind, "", std::nullopt, context, sink);
    replay_probes(context, sink);
  }

  SafeName name() const override { return SafeName("sample"); }

 private:
  // Nothing when the sample has no such file.
  std::optional<std::string_view> file(std::string_view path) const {
    for (const Resource& resource : files_) {
      if (resource.name.view() == folder_ + std::string(path)) return resource.bytes;
    }
    return std::nullopt;
  }

  JsonReader json(std::string_view path) const {
    const auto bytes = file(path);
    return bytes ? JsonReader::parse(*bytes).value_or(JsonReader()) : JsonReader();
  }

  void replay_instance(const std::string& folder, const CollectContext& context, RawSink& sink) {
    ContainerContext container;
    container.source = name();
    container.reasons = {"recorded"};
    container.image = json(folder + "/image.json");
    container.stats = json(folder + "/stats.json");
    container.live = false;
    Targets nobody_probes_these;
    const InstanceId instance = report_container(json(folder + "/inspect.json"), container, nobody_probes_these, sink);
    for (const Recorded& kind : k_of_instance) replay(kind, folder + "/", instance, context, sink);
  }

  void replay(const Recorded& kind, const std::string& folder, std::optional<InstanceId> instance,
              const CollectContext& context, RawSink& sink) {
    const auto bytes = file(folder + std::string(kind.file));
    if (!bytes) return;
    RawHeader header = raw_header(name(), kind.role, kind.format, instance);
    if (!kind.folder.view().empty()) header.parts.emplace_back(kind.folder);
    header.parts.emplace_back(kind.name);
    if (kind.role != Role::log || (range_.whole() && !tail_)) {
      write_artifact(std::move(header), *bytes, context, sink);
      return;
    }
    const LogExcerpt excerpt = excerpt_of(*bytes, range_, tail_);
    write_artifact(std::move(header), excerpt.lines, context, sink);
    if (excerpt.left_out == 0) return;
    say_left_out(name(), kind.name.view(), excerpt.left_out,
                 excerpt.lines.empty() ? LeftOfLog::nothing : LeftOfLog::some, sink);
  }

  void replay_probes(const CollectContext& context, RawSink& sink) {
    const std::string probes = folder_ + "probes/";
    for (const Resource& resource : files_) {
      const std::string_view path = resource.name.view();
      if (!path.starts_with(probes)) continue;
      write_artifact(raw_header(name(), Role::probe, Format::json, std::nullopt, Literal("probes"),
                                RawText(path.substr(probes.size()))),
                     resource.bytes, context, sink);
    }
  }

  std::vector<Resource> files_;
  Sample sample_;
  LogRange range_;
  std::optional<std::uint64_t> tail_;
  std::string folder_;
};

}  // namespace

std::unique_ptr<Source> make_sample_source(const ResourceStore& store, Sample sample, const Selection& selection) {
  auto files = store.in_folder(sample_folder(sample.info.name.view()));
  return std::make_unique<SampleSource>(std::move(files), std::move(sample), selection);
}

}  // namespace sgw::collector
