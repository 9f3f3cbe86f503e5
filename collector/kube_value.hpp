#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// A value of a kubeconfig together with where it stands: file and path. What is absent or null is empty; what is of
// another type than asked for is an error that says so, as kubectl refuses it too.
class KubeValue {
 public:
  KubeValue() = default;
  KubeValue(std::filesystem::path file, JsonReader value) : file_(std::move(file)), value_(std::move(value)) {}

  bool exists() const { return value_.exists() && !value_.is_null(); }
  KubeValue operator[](std::string_view key) const { return {file_, value_[key]}; }

  RawResult<std::string> text() const;
  RawResult<bool> flag() const;
  RawResult<std::vector<KubeValue>> items() const;
  RawResult<std::vector<std::string>> texts() const;
  // Of a mapping; fails when it is none.
  RawResult<void> must_be_mapping() const;
  // The text as a path: a relative one is relative to the file. Empty when absent.
  RawResult<std::filesystem::path> path() const;

  const JsonReader& json() const { return value_; }
  const std::filesystem::path& file() const { return file_; }

  // "users[2].user.exec"
  std::string where() const;
  // ErrorKind::bad_data_file, subject "<file>: <where>: <says>"; `says` holds no secret.
  RawError error(std::string_view says) const;

 private:
  std::filesystem::path file_;
  JsonReader value_;
};

// The same for what has no place in the file.
RawError kube_config_error(const std::filesystem::path& file, std::string_view says);

}  // namespace sgw::collector
