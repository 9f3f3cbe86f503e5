#pragma once

#include "tests/support/kube_path.hpp"

#include <sgw_diag/json_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::test {

struct KubeAnswer {
  int status = 200;
  std::string type = "application/json";
  std::string body;
};

// A Status object, as an API server says no.
KubeAnswer kube_status(int code, const std::string& reason, const std::string& message);

// What a cluster holds, from tests/data/kubernetes: answers of a real API server of version 1.25 in eleven states, one
// namespace each (access.jsonl has those about rights). Besides what was recorded word for word it answers what follows
// from it: selectors, pages, one object of a list, a list of all namespaces, an empty list of a kind that is known.
class KubeRecording {
 public:
  // Read from the files once for all. Throws when they are not there.
  static const KubeRecording& shipped();

  // What a GET finds, whoever asks; 404 else. `metadata_only` as the Accept header says it.
  KubeAnswer find(const KubePath& path, bool metadata_only) const;

  // Changes what is there. A list (a document with `items`) is served with selectors and in pages too.
  void put(std::string_view target, KubeAnswer answer);
  // What is answered when metadata alone is asked for.
  void put_metadata(std::string_view target, KubeAnswer answer);
  void put_list(std::string_view path, const std::string& kind, const std::string& api_version,
                std::vector<std::string> items);
  void remove(std::string_view target);
  // A server may hand out less than it was asked for.
  void at_most_in_page(std::size_t items) { most_in_page_ = items; }

 private:
  struct Item {
    std::string text;
    JsonReader json;
  };
  struct Row {
    KubePath path;
    KubeAnswer answer;
    bool is_list = false;
    std::string kind, api_version, resource_version;
    std::vector<Item> items;
  };

  KubeRecording() = default;
  void load(const std::string& file);
  static Row make_row(KubePath path, KubeAnswer answer, const JsonReader& json);
  static std::string key_of(const KubePath& path, bool metadata_only);
  void make_room(const KubePath& path, std::string_view target);
  const Row* row(const std::string& path, bool metadata_only) const;
  std::optional<KubeAnswer> log(const KubePath& path) const;
  std::optional<KubeAnswer> list(const KubePath& path, bool metadata_only) const;
  std::optional<KubeAnswer> object(const KubePath& path, bool metadata_only) const;
  std::optional<Row> of_all_namespaces(const KubePath& path, bool metadata_only) const;

  std::multimap<std::string, Row> rows_;  // by path without the query
  std::size_t most_in_page_ = SIZE_MAX;
};

}  // namespace sgw::test
