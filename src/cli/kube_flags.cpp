#include "src/cli/run_flags.hpp"

namespace sgw::cli {

void add_kube_flags(CLI::App& command, collector::Selection& selection) {
  const std::string group = "Kubernetes (any of these implies --from kubernetes)";
  command
      .add_option("--kubeconfig", selection.kubeconfig,
                  "This kubeconfig alone (else KUBECONFIG, ~/.kube/config, the pod's service account)")
      ->group(group)
      ->type_name("FILE");
  command
      .add_option("--context", selection.contexts,
                  "A cluster by its context (default: the current one; several may be given)")
      ->group(group)
      ->type_name("NAME");
  CLI::Option* namespaces = command
                                .add_option("-n,--namespace", selection.namespaces,
                                            "Look in this namespace (default: the context's; several may be given)")
                                ->group(group)
                                ->type_name("NAMESPACE");
  command.add_flag("-A,--all-namespaces", selection.all_namespaces, "Look in all namespaces")
      ->group(group)
      ->excludes(namespaces);
  command.add_option("-l,--selector", selection.label_selector, "Only pods with these labels, in Kubernetes' syntax")
      ->group(group)
      ->type_name("SELECTOR");
  command.add_option("--pod", selection.pods, "Take these pods, whatever they look like")
      ->group(group)
      ->type_name("NAME");
  command
      .add_flag(
          "--read-secret-metadata", selection.read_secret_metadata,
          "Ask for the Secrets that pods name: whether they are there and when they were changed, not what they hold")
      ->group(group);
}

}  // namespace sgw::cli
