#include "collector/docker_source.hpp"

#include "collector/engine_address.hpp"
#include "collector/engine_api.hpp"
#include "collector/engine_collection.hpp"
#include "collector/settings_endpoint.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace sgw::collector {

namespace {

enum class Engine { docker, podman };

bool asked_for(const Selection& selection, std::string_view source) {
  return std::any_of(selection.from.begin(), selection.from.end(),
                     [source](const std::string& from) { return from == "auto" || from == source; });
}

// Both engines: they differ in where they are looked for and in who answers.
class EngineSource : public Source {
 public:
  EngineSource(Engine engine, Selection selection, std::shared_ptr<Targets> targets)
      : engine_(engine), selection_(std::move(selection)), targets_(std::move(targets)) {
    if (!targets_) targets_ = std::make_shared<Targets>();
  }

  SafeName name() const override { return engine_ == Engine::docker ? SafeName("docker") : SafeName("podman"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    auto places = engine_ == Engine::docker ? docker_places(selection_, process_environment)
                                            : podman_places(selection_, process_environment);
    for (EnginePlace& place : places) {
      if (context.over()) {
        remark(sink, Remark::Kind::gap, "engine not asked", place.shown, "the time is over");
      } else {
        try_place(place, context, sink);
      }
    }
  }

 private:
  void try_place(EnginePlace& place, const CollectContext& context, RawSink& sink) {
    if (const auto credentials = url_credentials(place.shown); !credentials.empty()) {
      sink.learn(RawText(credentials), "url-credentials");
    }
    if (!place.server) return not_there(place, place.server.error(), sink);
    auto api = EngineApi::connect(*place.server, context, sink);
    if (!api) return not_there(place, api.error(), sink);
    if (!is_ours(*api, place, sink)) return;
    EngineCollection(*api, selection_, *targets_, seen_, missed_name()).run(context, sink);
  }

  void not_there(const EnginePlace& place, const RawError& error, RawSink& sink) const {
    if (!place.borrowed) remark(sink, Remark::Kind::looked, what(), place.shown, std::string(error.what.view()));
  }

  // Podman often stands behind Docker's socket: each container is collected once, by the source of its engine. When
  // only one of the two sources was asked for, it takes what it finds.
  bool is_ours(const EngineApi& api, const EnginePlace& place, RawSink& sink) const {
    if (engine_ == Engine::docker && api.is_podman() && asked_for(selection_, "podman")) {
      remark(sink, Remark::Kind::looked, what(), place.shown, "Podman answers there; it is collected as such");
      return false;
    }
    if (engine_ == Engine::docker && api.is_podman()) {
      remark(sink, Remark::Kind::info, "Podman answers at Docker's address", place.shown, "");
    }
    return api.is_podman() || !place.borrowed;
  }

  // With both engines in the plan the other one may have it.
  Remark::Kind missed_name() const {
    const bool both = asked_for(selection_, "docker") && asked_for(selection_, "podman");
    return both ? Remark::Kind::warning : Remark::Kind::gap;
  }

  Literal what() const { return engine_ == Engine::docker ? Literal("Docker engine") : Literal("Podman engine"); }

  void remark(RawSink& sink, Remark::Kind kind, Literal text, std::string subject, std::string detail) const {
    RawRemark row;
    row.kind = kind;
    row.source = name();
    row.text = text;
    row.subject = RawText(std::move(subject));
    row.detail = RawText(std::move(detail));
    sink.remark(std::move(row));
  }

  Engine engine_;
  Selection selection_;
  std::shared_ptr<Targets> targets_;
  std::set<std::string> seen_;
};

}  // namespace

std::unique_ptr<Source> make_docker_source(const Selection& selection, std::shared_ptr<Targets> targets) {
  return std::make_unique<EngineSource>(Engine::docker, selection, std::move(targets));
}

std::unique_ptr<Source> make_podman_source(const Selection& selection, std::shared_ptr<Targets> targets) {
  return std::make_unique<EngineSource>(Engine::podman, selection, std::move(targets));
}

}  // namespace sgw::collector
