#pragma once

#include "collector/engine_api.hpp"
#include "collector/engine_report.hpp"
#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <set>
#include <string>
#include <vector>

namespace sgw::collector {

// Collects the gateways of one engine that answered: first what is small of all of them (state, settings, events), then
// the logs, so that one endless log cannot cost the others their state.
class EngineCollection {
 public:
  // `seen`: ids of containers collected already, also through another socket of the same engine. `missed_name` is the
  // kind of remark for a --container that this engine does not have. All references outlive this.
  EngineCollection(EngineApi& api, const Selection& selection, Targets& targets, std::set<std::string>& seen,
                   Remark::Kind missed_name);

  void run(const CollectContext& context, RawSink& sink);

 private:
  struct Gateway {
    JsonReader inspect;
    InstanceId instance{};
  };

  std::vector<std::string> wanted_ids(const JsonReader& list, RawSink& sink) const;
  void look_at(const std::string& id, const EngineSelf& engine, const CollectContext& context, RawSink& sink);
  void take(const JsonReader& inspect, std::vector<std::string> reasons, const EngineSelf& engine,
            const CollectContext& context, RawSink& sink);
  void remark(RawSink& sink, Remark::Kind kind, Literal text, std::string subject, std::string detail) const;

  EngineApi& api_;
  const Selection& selection_;
  Targets& targets_;
  std::set<std::string>& seen_;
  Remark::Kind missed_name_;
  std::vector<Gateway> gateways_;
};

}  // namespace sgw::collector
