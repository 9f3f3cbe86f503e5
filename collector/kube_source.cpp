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
    auto clusters = kube_contexts({selection_.kubeconfig, selection_.contexts}, process_environment);
    if (!clusters) return not_configured(std::move(clusters).error(), {}, sink);
    for (std::size_t i = 0; i < clusters->size(); ++i) {
      const auto left = context.deadline.left();
      const auto others = k_cluster_reserve * static_cast<std::int64_t>(clusters->size() - i - 1);
      CollectContext share = context;
      share.deadline = context.deadline.capped(
          std::max<std::chrono::milliseconds>(left - others, left / static_cast<std::int64_t>(clusters->size() - i)));
      KubeContext& cluster = (*clusters)[i];
      const bool one_of_many = clusters->size() > 1;
      if (cluster.access) {
        collect_cluster(*std::move(cluster.access), one_of_many, share, sink);
      } else {
        report_unusable(std::move(cluster), one_of_many, sink);
      }
    }
  }

 private:
  bool asked_for() const {
    return std::find(selection_.from.begin(), selection_.from.end(), "kubernetes") != selection_.from.end() ||
           selection_.kubeconfig || !selection_.contexts.empty();
  }

  // A kubeconfig that is there but broken is worth the operator's eye even if nobody asked for Kubernetes.
  void not_configured(RawError error, const std::string& which, RawSink& sink) const {
    const bool absent = error.kind == ErrorKind::not_found && !asked_for();
    kube_remark(sink, absent ? Remark::Kind::looked : Remark::Kind::gap, "Kubernetes configuration",
                std::move(error.subject), RawText(std::string(error.what.view()) + which));
  }

  // What stands in its place in the kubeconfig is said by the gap; the cluster's own file tells that nothing was read.
  void report_unusable(KubeContext context, bool one_of_many, RawSink& sink) const {
    if (one_of_many) {
      KubeClusterFacts cluster;
      cluster.context = context.name;
      cluster.several_clusters = true;
      cluster.problem = std::string(context.access.error().what.view());
      report_cluster(cluster, sink);
    }
    not_configured(std::move(context.access).error(), which(context.name, one_of_many), sink);
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
      return not_reached(std::move(api).error(), shown, which(cluster.context, one_of_many), sink);
    }
    KubeCollection(**api, selection_, *targets_, one_of_many).run(context, sink);
  }

  // Without an answer the error's own subject says most: the address, or which plugin of which user.
  void not_reached(KubeFailure failure, const std::string& shown, const std::string& which, RawSink& sink) const {
    const bool unasked = !asked_for() && failure.status == 0;
    const bool own_subject = failure.status == 0 && !failure.error.subject.empty();
    std::string why = words_of(failure) + (own_subject ? which : std::string());
    kube_remark(sink, unasked ? Remark::Kind::looked : Remark::Kind::gap, "Kubernetes cluster",
                own_subject ? std::move(failure.error.subject) : RawText(shown), RawText(std::move(why)));
  }

  // Which of several clusters, where the subject names none.
  static std::string which(const std::string& context, bool one_of_many) {
    return one_of_many ? " (context " + context + ")" : std::string();
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
