#include "collector/endpoint_probe.hpp"

#include "collector/dns_name.hpp"
#include "collector/raw_artifact.hpp"

#include <utility>

namespace sgw::collector {

namespace {

constexpr unsigned k_usual_port = 443;

// Every spelling of the credentials that could turn up: as in the URL, the password alone, and as sent.
void learn_userinfo(std::string_view userinfo, RawSink& sink) {
  if (userinfo.empty()) return;
  sink.learn(RawText(userinfo), "url-credentials");
  const std::size_t colon = userinfo.find(':');
  if (colon != std::string_view::npos) sink.learn(RawText(userinfo.substr(colon + 1)), "url-credentials");
}

void learn(const ProbeTask& task, RawSink& sink) {
  if (!task.proxy || task.proxy->authorization.empty()) return;
  learn_userinfo(task.proxy->userinfo, sink);
  sink.learn(RawText(task.proxy->password), "url-credentials");
  sink.learn(RawText(task.proxy->authorization.substr(task.proxy->authorization.find(' ') + 1)), "url-credentials");
}

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
  EndpointProbe(EndpointTarget target, ProbePurpose purpose, std::string typed_userinfo, ProbeOptions options)
      : target_(std::move(target)),
        purpose_(purpose),
        typed_userinfo_(std::move(typed_userinfo)),
        options_(std::move(options)) {}

  SafeName name() const override { return SafeName("probe"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    const ProbeTask task = probe_task(target_);
    learn_userinfo(typed_userinfo_, sink);
    learn(task, sink);
    RawHeader header =
        raw_header(name(), Role::probe, Format::json, std::nullopt, Literal("probes"), RawText(file_name(task)));
    header.instances = target_.instances;
    const auto entry = sink.open(std::move(header));
    const LadderResult result = climb(task, options_, context, sink);
    entry->write(RawBytes(probe_report(task, result, purpose_)));
    entry->finish(outcome_of(task, result, context));
  }

 private:
  static std::string file_name(const ProbeTask& task) {
    const std::string host = task.host.empty() ? "no-host" : task.host;
    return host + (task.port == k_usual_port ? "" : "-" + std::to_string(task.port)) + ".json";
  }

  EndpointTarget target_;
  ProbePurpose purpose_;
  std::string typed_userinfo_;
  ProbeOptions options_;
};

}  // namespace

ProbeTask probe_task(const EndpointTarget& target) {
  ProbeTask task;
  task.host = normal_host(target.host);
  task.port = target.port;
  task.plain = target.plain;
  const bool own_environment = target.instances.empty() && target.proxy.empty();
  const ProxySettings settings = own_environment ? proxy_settings_of_environment() : target.proxy;
  const std::string& setting = target.plain ? settings.http : settings.https;
  if (setting.empty() || is_exempt(settings.no_proxy, task.host)) return task;
  task.proxy = parse_proxy(setting);
  task.proxy_unreadable = !task.proxy;
  return task;
}

std::unique_ptr<Source> make_endpoint_probe(EndpointTarget target, ProbePurpose purpose, std::string typed_userinfo,
                                            ProbeOptions options) {
  return std::make_unique<EndpointProbe>(std::move(target), purpose, std::move(typed_userinfo), std::move(options));
}

}  // namespace sgw::collector
