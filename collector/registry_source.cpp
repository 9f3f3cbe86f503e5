#include "collector/registry_source.hpp"

#include "collector/dns_name.hpp"
#include "collector/raw_artifact.hpp"

#include <sgw_diag/json_writer.hpp>

#include <utility>

namespace sgw::collector {

namespace {

class RegistrySource : public Source {
 public:
  RegistrySource(RegistryAddress address, RegistryWay way) : address_(std::move(address)), way_(std::move(way)) {}

  SafeName name() const override { return SafeName("registry"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    const auto entry = sink.open(raw_header(name(), Role::registry, Format::json, std::nullopt, Literal("environment"),
                                            Literal("registry.json")));
    if (context.over()) {
      entry->finish(RawOutcome::missing({ErrorKind::cancelled, "the run's time was over", RawText(address_.shown())}));
      return;
    }
    TagList list = RegistryClient(address_, name(), context, sink, way_).tags();
    if (list.tags.empty() && list.error) {
      entry->finish(RawOutcome::missing(*std::move(list.error)));
      return;
    }
    entry->write(RawBytes(document(list, context.now)));
    entry->finish(list.error ? RawOutcome::partial(*std::move(list.error)) : RawOutcome::complete());
  }

 private:
  std::string document(const TagList& list, UtcTime now) const {
    JsonWriter json;
    json.begin_object().member("registry", host_and_port(address_.host, address_.port, address_.plain ? 80 : 443));
    json.member("repository", address_.repository).member("asked", format_time(now));
    if (list.answered) json.member("answered", format_time(*list.answered));
    json.member("whole", list.whole).member("pages", list.pages);
    json.member("refused", static_cast<std::uint64_t>(list.refused)).key("tags").begin_array();
    for (const std::string& tag : list.tags) json.value(tag);
    return json.end_array().end_object().take();
  }

  RegistryAddress address_;
  RegistryWay way_;
};

}  // namespace

std::unique_ptr<Source> make_registry_source(RegistryAddress address, RegistryWay way) {
  return std::make_unique<RegistrySource>(std::move(address), std::move(way));
}

}  // namespace sgw::collector
