#include "collector/kube_selection.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_label = 63;
constexpr std::size_t k_max_name = 253;
constexpr std::size_t k_max_selector = 4096;

bool is_lower_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_label(std::string_view text, std::size_t max) {
  return !text.empty() && text.size() <= max && is_lower_alnum(text.front()) && is_lower_alnum(text.back()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_lower_alnum(c) || c == '-'; });
}

bool is_of_selector(char c) {
  return is_lower_alnum(c) || (c >= 'A' && c <= 'Z') ||
         std::string_view("-_./=!,() <>").find(c) != std::string_view::npos;
}

}  // namespace

bool names_kubernetes(const Selection& selection) {
  return selection.kubeconfig || !selection.contexts.empty() || !selection.namespaces.empty() ||
         selection.all_namespaces || !selection.label_selector.empty() || !selection.pods.empty() ||
         selection.read_secret_metadata;
}

bool is_kube_namespace(std::string_view text) { return is_label(text, k_max_label); }

bool is_kube_name(std::string_view text) {
  if (text.size() > k_max_name) return false;
  for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
    if (!is_label(text.substr(0, dot), k_max_name)) return false;
    text.remove_prefix(dot + 1);
  }
  return is_label(text, k_max_name);
}

bool is_kube_selector(std::string_view text) {
  bool inside = false;
  for (const char c : text) {
    if (!is_of_selector(c) || (c == '(' && inside) || (c == ')' && !inside)) return false;
    if (c == '(' || c == ')') inside = c == '(';
  }
  return !inside && !text.empty() && text.size() <= k_max_selector;
}

Result<void> check_kube_selection(const Selection& selection) {
  const auto all_are = [](const std::vector<std::string>& names, bool (*is_one)(std::string_view)) {
    return std::all_of(names.begin(), names.end(), [is_one](const std::string& name) { return is_one(name); });
  };
  if (!all_are(selection.namespaces, is_kube_namespace)) {
    return fail(ErrorKind::bad_usage,
                "-n takes the name of a namespace: lower-case letters, digits and inner hyphens, 63 at most; give -n "
                "once for each");
  }
  if (selection.all_namespaces && !selection.namespaces.empty()) {
    return fail(ErrorKind::bad_usage, "-A takes all namespaces: leave -n away, or -A");
  }
  if (!all_are(selection.pods, is_kube_name)) {
    return fail(ErrorKind::bad_usage,
                "--pod takes the name of a pod: lower-case letters, digits, inner hyphens and dots, 253 at most; its "
                "namespace goes into -n");
  }
  if (!selection.label_selector.empty() && !is_kube_selector(selection.label_selector)) {
    return fail(ErrorKind::bad_usage,
                "-l takes a label selector such as app=gateway,tier!=test or 'app in (gateway, edge)'");
  }
  return {};
}

}  // namespace sgw::collector
