#include "collector/endpoint_probe.hpp"

#include "collector/dns_name.hpp"
#include "collector/probe_report.hpp"
#include "collector/proxy_secrets.hpp"
#include "collector/proxy_settings.hpp"
#include "collector/raw_artifact.hpp"

#include <utility>

namespace sgw::collector {

namespace {

constexpr unsigned k_usual_port = 443;

// A broken rung is data; only what kept the probe from its answer is a gap.
RawOutcome outcome_of(const ProbeTask& task, const LadderResult& result, const CollectContext& context) {
  if (result.cut) {
    const bool stopped = context.stop.stop_requested();
    RawError why{
        stopped ? ErrorKind::cancelled : ErrorKind::timeout,
        stopped ? Literal("the probe was interrupted") : Literal("the run's time was over before the probe's end"),
        RawText(task.host)};
    return result.tried ? RawOutcome::partial(std::move(why)) : RawOutcome::missing(std::move(why));
  }
  if (result.proxy == ProxyStatus::unsupported) {
    return RawOutcome::partial({ErrorKind::protocol,
                                "not probed: it is reached by a proxy that is neither http:// nor https://",
                                RawText(task.host)});
  }
  if (!result.broken && !result.proxy_error.view().empty()) {
    return RawOutcome::partial({ErrorKind::not_found, result.proxy_error, RawText(task.host)});
  }
  if (result.tls.status == TlsStatus::error) {
    return RawOutcome::partial({ErrorKind::not_found, result.tls.error, RawText(task.host)});
  }
  return RawOutcome::complete();
}

class EndpointProbe : public Source {
 public:
  EndpointProbe(Destination destination, ProbeOrders orders)
      : destination_(std::move(destination)), orders_(std::move(orders)) {}

  SafeName name() const override { return SafeName("probe"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    const ProbeTask task = probe_task(destination_);
    for (const std::string& typed : orders_.typed_userinfo) learn_userinfo(typed, sink);
    if (task.proxy) learn_proxy(*task.proxy, sink);
    RawHeader header =
        raw_header(name(), Role::probe, Format::json, std::nullopt, Literal("probes"), RawText(probe_file_name(task)));
    header.instances = destination_.instances;
    const auto entry = sink.open(std::move(header));
    const ProbeSeries series = climb_repeatedly(task, orders_.count, orders_.options, context, calls_to(sink));
    entry->write(RawBytes(probe_report(task, series, destination_.purposes)));
    entry->finish(outcome_of(task, series.shown, context));
  }

 private:
  Destination destination_;
  ProbeOrders orders_;
};

}  // namespace

ProbeTask probe_task(const Destination& destination) {
  ProbeTask task;
  task.host = normal_host(destination.host);
  task.absolute = destination.absolute;
  task.port = destination.port;
  task.transport = destination.transport;
  if (!destination.purposes.empty() && destination.purposes.front() == ProbePurpose::registry) task.path = "/v2/";
  if (task.transport == Transport::tcp || task.transport == Transport::udp) return task;
  const bool own_environment = destination.instances.empty() && destination.proxy.empty();
  const ProxySettings settings = own_environment ? proxy_settings_of_environment() : destination.proxy;
  ProxyChoice choice = proxy_for(settings, task.host, task.plain());
  task.proxy = std::move(choice.proxy);
  task.proxy_unreadable = choice.unreadable;
  task.no_proxy = std::move(choice.no_proxy);
  return task;
}

std::string probe_file_name(const ProbeTask& task) {
  const std::string host = task.host.empty() ? "no-host" : task.host;
  return host + (task.port == k_usual_port ? "" : "-" + std::to_string(task.port)) + ".json";
}

std::unique_ptr<Source> make_endpoint_probe(Destination destination, ProbeOrders orders) {
  return std::make_unique<EndpointProbe>(std::move(destination), std::move(orders));
}

}  // namespace sgw::collector
