#include "tests/support/kube_path.hpp"

#include <cstdlib>

namespace sgw::test {

namespace {

std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      result += static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

KubeQuery parse_query(std::string_view text) {
  KubeQuery query;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(pair.size() == text.size() ? pair.size() : pair.size() + 1);
    const std::size_t equals = pair.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    query.emplace_back(decoded(pair.substr(0, equals)), decoded(value));
  }
  return query;
}

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    segments.push_back(decoded(segment));
    path.remove_prefix(segment.size());
  }
  return segments;
}

}  // namespace

std::string KubePath::asked(std::string_view name_asked) const {
  for (const auto& [key, value] : query) {
    if (key == name_asked) return value;
  }
  return {};
}

std::string KubePath::list_path() const {
  std::string result = group.empty() ? "/api/" + version : "/apis/" + group + "/" + version;
  if (!ns.empty()) result += "/namespaces/" + ns;
  return result + "/" + resource;
}

KubePath parse_kube_path(std::string_view target) {
  KubePath result;
  const std::size_t mark = target.find('?');
  result.path = target.substr(0, mark);
  if (mark != std::string_view::npos) result.query = parse_query(target.substr(mark + 1));
  std::vector<std::string> parts = segments_of(result.path);
  const auto take = [&parts] {
    if (parts.empty()) return std::string();
    std::string first = parts.front();
    parts.erase(parts.begin());
    return first;
  };
  const std::string root = take();
  if (root != "api" && root != "apis") return result;
  if (root == "apis") result.group = take();
  result.version = take();
  if (parts.size() > 2 && parts.front() == "namespaces") {
    take();
    result.ns = take();
  }
  result.resource = take();
  result.name = take();
  while (!parts.empty()) result.subresource += (result.subresource.empty() ? "" : "/") + take();
  return result;
}

}  // namespace sgw::test
