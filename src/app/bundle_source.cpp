#include "src/app/bundle_source.hpp"

#include "src/package/archive_reader.hpp"

#include <sgw_diag/json_reader.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace sgw::app {

namespace {

constexpr std::size_t k_max_document = std::size_t{64} << 20;  // bytes: the manifest of a bundle with very many files

// "root/gateways/gw/logs/stdout.log" → {"gateways", "gw", "logs", "stdout.log"}: the root folder goes.
std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (slash > 0) parts.emplace_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  if (!parts.empty()) parts.erase(parts.begin());
  return parts;
}

struct Kind {
  Role role;
  Format format;
};

Kind gateway_kind(const std::vector<std::string>& parts) {
  if (parts.size() >= 4 && parts[2] == "logs") return {Role::log, Format::text};
  if (parts.size() == 4 && parts[2] == "probes") return {Role::probe, Format::json};
  static const std::map<std::string_view, Kind> kinds{
      {"state.json", {Role::state, Format::json}},     {"settings.json", {Role::settings, Format::json}},
      {"status.json", {Role::status, Format::json}},   {"kubernetes.json", {Role::kubernetes, Format::json}},
      {"events.jsonl", {Role::events, Format::jsonl}}, {"stated-facts.json", {Role::stated, Format::json}}};
  const auto found = kinds.find(parts[2]);
  return found == kinds.end() ? Kind{Role::other, Format::text} : found->second;
}

Kind kind_of(const std::vector<std::string>& parts) {
  if (parts.size() >= 3 && parts[0] == "gateways") return gateway_kind(parts);
  if (parts.size() == 2 && parts[0] == "probes") return {Role::probe, Format::json};
  if (parts.size() >= 2 && parts[0] == "environment") {
    if (parts.back() == "cluster.json") return {Role::cluster, Format::json};
  }
  if (parts.size() == 2 && parts[0] == "environment") {
    if (parts[1] == "registry.json") return {Role::registry, Format::json};
    return {parts[1] == "host.json" ? Role::host : Role::engine, Format::json};
  }
  return {Role::other, Format::text};
}

// Folders of gateways by the file that is about them, both without the root folder. Only of gateways that have a
// folder.
using Subjects = std::map<std::string, std::vector<std::string>, std::less<>>;

Subjects subjects_of(const std::vector<BundleFacts::File>& files) {
  std::set<std::string, std::less<>> folders;
  for (const BundleFacts::File& file : files) {
    const auto parts = parts_of("root/" + file.path);
    if (parts.size() >= 3 && parts[0] == "gateways") folders.insert(parts[1]);
  }
  Subjects subjects;
  for (const BundleFacts::File& file : files) {
    for (const std::string& folder : file.instances) {
      if (folders.contains(folder)) subjects[file.path].push_back(folder);
    }
  }
  return subjects;
}

class BundleSource : public Source {
 public:
  BundleSource(std::filesystem::path bundle, Subjects subjects)
      : bundle_(std::move(bundle)), subjects_(std::move(subjects)) {}

  SafeName name() const override { return SafeName("bundle"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    std::unique_ptr<RawEntry> entry;
    package::ArchiveVisitor visitor;
    visitor.begin = [&](const package::ArchiveEntry& found) {
      const auto parts = parts_of(found.path);
      const Kind kind = kind_of(parts);
      if (!found.regular || kind.role == Role::other) return false;
      auto about = header(parts, kind, sink);
      if (!about || !has_room(found.size, kind)) return false;
      entry = sink.open(*std::move(about));
      return true;
    };
    visitor.data = [&](std::string_view chunk) -> Result<void> {
      if (context.over()) return fail(ErrorKind::cancelled, "stopped");
      entry->write(RawBytes(chunk));
      return {};
    };
    visitor.end = [&]() -> Result<void> {
      if (entry) entry->finish(RawOutcome::complete());
      entry.reset();
      return {};
    };
    const auto read = package::read_archive(bundle_, visitor, {}, context.stop);
    say_what_was_left(sink);
    if (read) return;
    RawError why{read.error().kind, read.error().what, {}};
    if (entry) entry->finish(RawOutcome::partial(std::move(why)));
    sink.remark(
        {Remark::Kind::gap, name(), "the bundle could not be read to its end", {}, RawText(read.error().what.view())});
  }

 private:
  // Nothing for what is about gateways over the limit alone.
  std::optional<RawHeader> header(const std::vector<std::string>& parts, Kind kind, RawSink& sink) {
    RawHeader header{.source = name(),
                     .role = kind.role,
                     .format = kind.format,
                     .folder = {},
                     .instances = {},
                     .parts = {},
                     .attributes = {}};
    std::size_t first = 0;
    if (parts[0] == "gateways") {
      header.folder = instance(parts[1], sink);
      if (!header.folder) return std::nullopt;
      first = 2;
    } else if (const auto about = subjects_.find(joined(parts)); about != subjects_.end()) {
      for (const std::string& folder : about->second) {
        if (const auto id = instance(folder, sink)) header.instances.push_back(*id);
      }
      // Of whom nothing is said it would be about all.
      if (header.instances.empty()) return std::nullopt;
    }
    for (std::size_t i = first; i < parts.size(); ++i) header.parts.emplace_back(RawText(parts[i]));
    return header;
  }

  // Nothing when it is one too many.
  std::optional<InstanceId> instance(const std::string& folder, RawSink& sink) {
    const auto known = instances_.find(folder);
    if (known != instances_.end()) return known->second;
    if (instances_.size() >= k_max_gateways) {
      too_many_gateways_ = true;
      return std::nullopt;
    }
    const InstanceId id = sink.add_instance(name(), RawText(folder));
    instances_.emplace(folder, id);
    return id;
  }

  bool has_room(std::uint64_t bytes, Kind kind) {
    if (kind.role == Role::log) return true;
    if (bytes > k_max_documents - document_bytes_) {
      ++documents_left_;
      return false;
    }
    document_bytes_ += bytes;
    return true;
  }

  void say_what_was_left(RawSink& sink) const {
    if (too_many_gateways_) {
      sink.remark({Remark::Kind::gap,
                   name(),
                   "gateways of the bundle were not read",
                   {},
                   RawText("it has more than " + std::to_string(k_max_gateways) +
                           ", the most that are read of one: unpack it to see the others")});
    }
    if (documents_left_ == 0) return;
    sink.remark({Remark::Kind::gap, name(), "documents of the bundle were not read",
                 RawText(std::to_string(documents_left_)),
                 RawText("all together have more than " + std::to_string(k_max_documents >> 20U) +
                         " MiB, the most that are read of one: unpack it to see the others")});
  }

  static std::string joined(const std::vector<std::string>& parts) {
    std::string path;
    for (const std::string& part : parts) path.append(path.empty() ? "" : "/").append(part);
    return path;
  }

  std::filesystem::path bundle_;
  Subjects subjects_;
  std::map<std::string, InstanceId> instances_;
  bool too_many_gateways_ = false;
  std::uint64_t document_bytes_ = 0;
  std::size_t documents_left_ = 0;
};

class BundlePlan : public collector::Plan {
 public:
  BundlePlan(std::filesystem::path bundle, Subjects subjects)
      : bundle_(std::move(bundle)), subjects_(std::move(subjects)) {}
  std::vector<std::unique_ptr<Source>> first_round() override {
    std::vector<std::unique_ptr<Source>> sources;
    sources.push_back(std::make_unique<BundleSource>(bundle_, subjects_));
    return sources;
  }
  std::vector<std::unique_ptr<Source>> follow_up() override { return {}; }
  std::optional<UtcTime> recorded_at() const override { return std::nullopt; }

 private:
  std::filesystem::path bundle_;
  Subjects subjects_;
};

void read_manifest(const JsonReader& manifest, BundleFacts& facts) {
  facts.readable = manifest["schema"].text_or("") == "sgw-diag/manifest/1";
  facts.finished = parse_time(manifest["finished"].text_or(""));
  facts.as_of = parse_time(manifest["as_of"].text_or(""));
  facts.as_of_given = manifest["as_of_given"].boolean_or(true);
  for (const JsonReader& file : manifest["files"].items()) {
    facts.files.push_back({file["path"].text_or(""),
                           static_cast<std::uint64_t>(file["bytes"].integer_or(0)),
                           file["outcome"].text_or(""),
                           {}});
    for (const JsonReader& folder : file["instances"].items(k_max_gateways))
      facts.files.back().instances.push_back(folder.text_or(""));
  }
}

}  // namespace

Result<BundleFacts> read_bundle_facts(const std::filesystem::path& bundle, const std::stop_token& stop) {
  BundleFacts facts;
  std::string wanted;
  std::string document;
  package::ArchiveVisitor visitor;
  visitor.begin = [&](const package::ArchiveEntry& found) {
    const auto parts = parts_of(found.path);
    wanted = parts.size() == 1 && (parts[0] == "manifest.json" || parts[0] == "verdict.json") ? parts[0] : "";
    document.clear();
    return found.regular && !wanted.empty();
  };
  visitor.data = [&](std::string_view chunk) -> Result<void> {
    if (stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
    if (document.size() + chunk.size() > k_max_document) {
      return fail(ErrorKind::too_large, "a document of the bundle is too large");
    }
    document += chunk;
    return {};
  };
  visitor.end = [&]() -> Result<void> {
    const auto json = JsonReader::parse(document);
    if (json && wanted == "manifest.json") read_manifest(*json, facts);
    if (json && wanted == "verdict.json") {
      facts.owner = (*json)["owner"].text_or("");
      facts.verdict = *json;
    }
    return {};
  };
  SGW_CHECK(package::read_archive(bundle, visitor, {}, stop));
  return facts;
}

std::unique_ptr<collector::Plan> bundle_plan(std::filesystem::path bundle,
                                             const std::vector<BundleFacts::File>& files) {
  return std::make_unique<BundlePlan>(std::move(bundle), subjects_of(files));
}

}  // namespace sgw::app
