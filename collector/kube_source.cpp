#include "collector/kube_source.hpp"

#include "collector/engine_address.hpp"
#include "collector/kube_collection.hpp"
#include "collector/kube_config.hpp"
#include "collector/kube_remark.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

constexpr std::chrono::seconds k_cluster_reserve{15};  // kept for each of the other clusters

class KubeSource : public Source {
 public:
  KubeSource(Selection selection, std::shared_ptr<Targets> targets, const KubeLimits& limits)
      : selection_(std::move(selection)), targets_(std::move(targets)), limits_(limits) {
    if (!targets_) targets_ = std::make_shared<Targets>();
  }

  SafeName name() const override { return SafeName("kubernetes"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    auto accesses = kube_accesses({selection_.kubeconfig, selection_.contexts}, process_environment);
    if (!accesses) {
      RawError& error = accesses.error();
      // A kubeconfig that is there but broken is worth the operator's eye even if nobody asked for Kubernetes.
      const bool absent = error.kind == ErrorKind::not_found && !asked_for();
      return kube_remark(sink, absent ? Remark::Kind::looked : Remark::Kind::gap, "Kubernetes configuration",
                         std::move(error.subject), RawText(std::string(error.what.view())));
    }
    for (std::size_t i = 0; i < accesses->size(); ++i) {
      const auto left = context.deadline.left();
      const auto others = k_cluster_reserve * static_cast<std::int64_t>(accesses->size() - i - 1);
      CollectContext share = context;
      share.deadline = context.deadline.capped(
          std::max<std::chrono::milliseconds>(left - others, left / static_cast<std::int64_t>(accesses->size() - i)));
      collect_cluster(std::move((*accesses)[i]), accesses->size() > 1, share, sink);
    }
  }

 private:
  bool asked_for() const {
    return std::find(selection_.from.begin(), selection_.from.end(), "kubernetes") != selection_.from.end() ||
           selection_.kubeconfig || !selection_.contexts.empty();
  }

  void collect_cluster(KubeAccess access, bool one_of_many, const CollectContext& context, RawSink& sink) {
    const std::string shown = access.context + " (" + access.server + ")";
    KubeClusterFacts cluster;
    cluster.context = access.context;
    cluster.server = access.server;
    cluster.insecure = access.insecure;
    cluster.in_cluster = access.file.empty();
    cluster.several_clusters = one_of_many;
    if (access.insecure) {
      kube_remark(sink, Remark::Kind::warning, "the API server's certificate is not verified", RawText(shown),
                  RawText("insecure-skip-tls-verify is set in the kubeconfig: anybody on the way can read what is "
                          "collected"));
    }
    auto api = KubeApi::connect(std::move(access), limits_, context, sink);
    if (!api) {
      cluster.problem = words_of(api.error());
      // Beside others it has a verdict of its own, which needs a file to stand on.
      if (one_of_many) report_cluster(cluster, sink);
      return not_reached(std::move(api).error(), shown, sink);
    }
    KubeCollection(**api, selection_, *targets_, one_of_many).run(context, sink);
  }

  // Without an answer the error's own subject says most: the address, or which plugin of which user.
  void not_reached(KubeFailure failure, const std::string& shown, RawSink& sink) const {
    const bool unasked = !asked_for() && failure.status == 0;
    const bool own_subject = failure.status == 0 && !failure.error.subject.empty();
    std::string why = words_of(failure);
    kube_remark(sink, unasked ? Remark::Kind::looked : Remark::Kind::gap, "Kubernetes cluster",
                own_subject ? std::move(failure.error.subject) : RawText(shown), RawText(std::move(why)));
  }

  static std::string words_of(const KubeFailure& failure) {
    return std::string(failure.error.what.view()) + (failure.message.empty() ? std::string() : ": " + failure.message);
  }

  Selection selection_;
  std::shared_ptr<Targets> targets_;
  KubeLimits limits_;
};

}  // namespace

std::unique_ptr<Source> make_kube_source(const Selection& selection, std::shared_ptr<Targets> targets,
                                         const KubeLimits& limits) {
  return std::make_unique<KubeSource>(selection, std::move(targets), limits);
}

}  // namespace sgw::collector
