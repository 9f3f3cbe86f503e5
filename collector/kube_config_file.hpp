#pragma once

#include "collector/kube_value.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// The text of one kubeconfig (YAML or JSON), understood as far as its kind. Errors: bad_data_file, with line and column
// of what is no YAML.
RawResult<KubeValue> parse_kube_config(std::string_view text, const std::filesystem::path& file);

// The same of a file. Errors besides: not_found, denied, io.
RawResult<KubeValue> read_kube_config(const std::filesystem::path& file);

// Several kubeconfigs as one, as kubectl merges them: the first file that has a name, or the current context, wins, and
// nothing of the others' entry of that name counts.
class KubeConfigSet {
 public:
  explicit KubeConfigSet(std::vector<KubeValue> files) : files_(std::move(files)) {}

  // Empty when no file says.
  RawResult<KubeValue> current_context() const;
  // The entry of a list ("contexts", "clusters", "users"), without its name: `member` ("context", …) of it. Nothing
  // when no file has that name; an error when a file has it twice.
  RawResult<std::optional<KubeValue>> find(std::string_view list, std::string_view member, std::string_view name) const;
  // Of a list, each once, sorted; malformed ones are left out.
  std::vector<std::string> names(std::string_view list) const;
  // Whether there is nothing in any of the files.
  bool empty() const;
  // "a, b"
  std::string files() const;
  const std::filesystem::path& first_file() const { return files_.front().file(); }

 private:
  std::vector<KubeValue> files_;
};

}  // namespace sgw::collector
