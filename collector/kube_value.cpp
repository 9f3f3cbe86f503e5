#include "collector/kube_value.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

bool is_index(std::string_view segment) {
  return !segment.empty() && std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Of RFC 6901.
std::string unescaped(std::string_view segment) {
  std::string text;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const bool escape = segment[i] == '~' && i + 1 < segment.size();
    text += escape ? (segment[++i] == '1' ? '/' : '~') : segment[i];
  }
  return text;
}

}  // namespace

std::string KubeValue::where() const {
  std::string text;
  std::string_view left = value_.pointer();
  while (!left.empty()) {
    left.remove_prefix(1);
    const std::string_view segment = left.substr(0, left.find('/'));
    left.remove_prefix(segment.size());
    if (is_index(segment)) {
      text.append("[").append(segment).append("]");
    } else {
      if (!text.empty()) text += '.';
      text += unescaped(segment);
    }
  }
  return text;
}

RawError KubeValue::error(std::string_view says) const {
  const std::string place = where();
  return kube_config_error(file_, place.empty() ? std::string(says) : place + ": " + std::string(says));
}

RawResult<std::string> KubeValue::text() const {
  if (!exists()) return std::string();
  if (const auto flag = value_.boolean()) return std::string(*flag ? "true" : "false");
  auto text = value_.text();
  if (!text) return tl::make_unexpected(error("must be text"));
  return *std::move(text);
}

RawResult<bool> KubeValue::flag() const {
  if (!exists()) return false;
  const auto flag = value_.boolean();
  if (!flag) return tl::make_unexpected(error("must be true or false, without quotes"));
  return *flag;
}

RawResult<std::vector<KubeValue>> KubeValue::items() const {
  std::vector<KubeValue> values;
  if (!exists()) return values;
  if (!value_.is_array()) return tl::make_unexpected(error("must be a list"));
  for (const JsonReader& item : value_.items()) values.emplace_back(file_, item);
  return values;
}

RawResult<std::vector<std::string>> KubeValue::texts() const {
  SGW_TRY(const std::vector<KubeValue> values, items());
  std::vector<std::string> all;
  for (const KubeValue& value : values) {
    SGW_TRY(std::string text, value.text());
    all.push_back(std::move(text));
  }
  return all;
}

RawResult<void> KubeValue::must_be_mapping() const {
  if (exists() && !value_.is_object()) return tl::make_unexpected(error("must be a mapping (name: value)"));
  return {};
}

RawResult<std::filesystem::path> KubeValue::path() const {
  SGW_TRY(const std::string text, this->text());
  if (text.empty()) return std::filesystem::path();
  const std::filesystem::path given(text);
  if (given.is_absolute()) return given;
  // Absolute: "./plugin" must not become a name that is looked up in PATH.
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::absolute(file_, error).parent_path();
  return (folder / given).lexically_normal();
}

RawError kube_config_error(const std::filesystem::path& file, std::string_view says) {
  return {ErrorKind::bad_data_file, "the kubeconfig cannot be used", RawText(file.string() + ": " + std::string(says))};
}

}  // namespace sgw::collector
