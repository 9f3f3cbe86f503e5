#include "collector/container_probe.hpp"

#include "collector/endpoint_probe.hpp"
#include "collector/foreign_probe.hpp"
#include "collector/namespace_report.hpp"
#include "collector/process.hpp"
#include "collector/proxy_secrets.hpp"
#include "collector/raw_artifact.hpp"

#include <sgw_diag/namespace_probe.hpp>

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>
#include <utility>

namespace sgw::collector {

namespace {

// Where distributions keep what their programs trust.
constexpr std::array k_trust_files{"/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem",
                                   "/etc/pki/tls/certs/ca-bundle.crt",
                                   "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"};
constexpr std::chrono::milliseconds k_start{1500};  // of a process, besides the climb
constexpr std::chrono::milliseconds k_least{500};   // within which a climb may tell anything

constexpr Literal k_not_probed = "not probed from the container's network";

std::string how_to_enter(const ContainerTarget& container) {
  return "it takes root to enter it: run `sudo sgw-diag collect …`, or sgw-diag in that network: `" + container.engine +
         " run --rm --network container:" + container.name + " IMAGE-WITH-SGW-DIAG sgw-diag …`";
}

// Why nothing was probed there.
std::string reason(Entry entry, const ContainerTarget& container) {
  switch (entry) {
    case Entry::gone:
      return "it ended meanwhile";
    case Entry::another_process:
      return "the process that its engine names is not the container here: the engine counts another machine's, or "
             "this "
             "tool runs in a container itself; run it where the engine runs";
    case Entry::same_network:
      return "it shares this host's network: the probes from here hold for it";
    case Entry::denied:
      return how_to_enter(container);
    case Entry::unreadable:
      return "its resolv.conf, hosts file or trust store is not a file that everybody may read";
    default:
      return "the system refused to enter it";
  }
}

RawOutcome outcome_of(ProbeEnding ending, const std::string& host) {
  switch (ending) {
    case ProbeEnding::complete:
      return RawOutcome::complete();
    case ProbeEnding::cut:
      return RawOutcome::partial({ErrorKind::timeout, "the run's time was over before the probe's end", RawText(host)});
    case ProbeEnding::no_way:
      return RawOutcome::partial({ErrorKind::protocol,
                                  "not probed: it is reached by a proxy that is neither http:// nor https://",
                                  RawText(host)});
    case ProbeEnding::no_trust:
      return RawOutcome::partial(
          {ErrorKind::not_found, "there is no trust store to judge certificates by", RawText(host)});
  }
  return RawOutcome::complete();
}

class ContainerProbe : public Source {
 public:
  ContainerProbe(ContainerTarget container, std::vector<Destination> destinations, ContainerProbeOptions options)
      : container_(std::move(container)), destinations_(std::move(destinations)), options_(std::move(options)) {}

  SafeName name() const override { return SafeName("container-probe"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    if (container_.process <= 0 || container_.status == "paused") {
      return say(sink, Remark::Kind::info, "it is " + container_.status + ": there is nothing to enter");
    }
    if (!container_.engine_is_local) {
      return say(sink, Remark::Kind::info,
                 "its engine is reached over the network: what it runs is on another machine; run sgw-diag there");
    }
    const NamespaceTask task = task_for(context);
    if (destinations_.size() > task.probes.size()) {
      say(sink, Remark::Kind::gap, "only the first 64 of its destinations are");
    }
    for (const ProbeTask& probe : task.probes) {
      if (probe.proxy) learn_proxy(*probe.proxy, sink);
    }
    if (task.time < k_least) return all_missing(task, {ErrorKind::timeout, "there was no time left for it", {}}, sink);
    auto ended = run_helper(task, context);
    if (!ended) return not_run(task, std::move(ended).error(), sink);
    const auto report = read_namespace_report(ended->output, task);
    if (ended->exit_code != 0 || !report) {
      return say(sink, Remark::Kind::gap, "the process that was to enter it failed");
    }
    take(task, *report, sink);
  }

 private:
  NamespaceTask task_for(const CollectContext& context) const {
    NamespaceTask task;
    task.process = container_.process;
    task.container = container_.id;
    task.limits = options_.limits;
    task.time = std::min(context.deadline.left() - k_start, options_.limits.ladder + k_least);
    if (container_.trust_file.starts_with('/') && container_.trust_file.size() < PATH_MAX)
      task.trust_files.push_back(container_.trust_file);
    task.trust_files.insert(task.trust_files.end(), k_trust_files.begin(), k_trust_files.end());
    task.count = options_.count;
    for (const Destination& destination : destinations_) {
      if (task.probes.size() < k_max_namespace_probes) task.probes.push_back(probe_task(destination));
    }
    return task;
  }

  RawResult<ProcessResult> run_helper(const NamespaceTask& task, const CollectContext& context) const {
    ProcessRequest request;
    request.program = options_.helper;
    request.arguments = {std::string(k_namespace_probe)};
    request.input = write_namespace_task(task);
    request.max_output = k_max_namespace_report;
    // Where the container has no trust store, this host's counts as it does for the probes from here.
    for (const char* name : {"SSL_CERT_FILE", "SSL_CERT_DIR"}) {
      if (const char* value = std::getenv(name)) request.environment.emplace_back(name, value);
    }
    auto ended = run_process(request, context.deadline.capped(task.time + k_start), context.stop);
    wipe(request.input);
    return ended;
  }

  void not_run(const NamespaceTask& task, RawError why, RawSink& sink) const {
    if (why.kind == ErrorKind::timeout || why.kind == ErrorKind::cancelled) {
      const bool stopped = why.kind == ErrorKind::cancelled;
      why.what = stopped ? Literal("the probe was interrupted") : Literal("the probe did not end in time");
      return all_missing(task, std::move(why), sink);
    }
    say(sink, Remark::Kind::gap, std::string(why.what.view()));
  }

  void take(const NamespaceTask& task, const NamespaceReport& report, RawSink& sink) const {
    if (report.entry != Entry::entered) return not_entered(report.entry, sink);
    const std::string place = "/proc/" + std::to_string(container_.process);
    call(sink, {"enter", place + "/ns/net"});
    for (const std::string& file : report.files) call(sink, {"read", place + "/root" + file});
    for (std::size_t i = 0; i < task.probes.size(); ++i) take_one(task, report, i, sink);
  }

  void take_one(const NamespaceTask& task, const NamespaceReport& report, std::size_t index, RawSink& sink) const {
    const NamespaceProbe& probe = report.probes[index];
    const ProbeTask& asked = task.probes[index];
    for (const ProbeCall& made : probe.calls) call(sink, made);
    const bool own_trust = std::any_of(task.trust_files.begin(), task.trust_files.end(), [&](const std::string& file) {
      return std::find(report.files.begin(), report.files.end(), file) != report.files.end();
    });
    auto document = rewritten_probe(probe.document, asked, destinations_[index].purposes, own_trust);
    const auto entry = open(asked, sink);
    if (!document) {
      return entry->finish(RawOutcome::withheld(
          {ErrorKind::protocol, "what the process in the container's network found has another shape", {}}));
    }
    entry->write(RawBytes(*std::move(document)));
    entry->finish(outcome_of(probe.ending, asked.host));
  }

  void not_entered(Entry entry, RawSink& sink) const {
    const bool in_hosts_network = entry == Entry::denied && container_.network_mode == "host";
    const bool odd = entry == Entry::failed || entry == Entry::unreadable;
    say(sink, odd ? Remark::Kind::gap : Remark::Kind::info,
        reason(in_hosts_network ? Entry::same_network : entry, container_));
  }

  std::unique_ptr<RawEntry> open(const ProbeTask& task, RawSink& sink) const {
    return sink.open(raw_header(name(), Role::probe, Format::json, container_.instance, Literal("probes"),
                                RawText(probe_file_name(task))));
  }

  void all_missing(const NamespaceTask& task, const RawError& why, RawSink& sink) const {
    for (const ProbeTask& probe : task.probes) {
      open(probe, sink)->finish(RawOutcome::missing({why.kind, why.what, RawText(probe.host)}));
    }
  }

  void call(RawSink& sink, const ProbeCall& made) const {
    sink.call({name(), made.verb, RawText(made.target), made.status, made.took});
  }

  void say(RawSink& sink, Remark::Kind kind, std::string why) const {
    RawRemark row;
    row.kind = kind;
    row.source = name();
    row.text = k_not_probed;
    row.subject = RawText(container_.name);
    row.detail = RawText(std::move(why));
    sink.remark(std::move(row));
  }

  ContainerTarget container_;
  std::vector<Destination> destinations_;
  ContainerProbeOptions options_;
};

}  // namespace

std::unique_ptr<Source> make_container_probe(ContainerTarget container, std::vector<Destination> destinations,
                                             ContainerProbeOptions options) {
  return std::make_unique<ContainerProbe>(std::move(container), std::move(destinations), std::move(options));
}

}  // namespace sgw::collector
