#include "tests/redaction/corpus/truth.hpp"

#include "tests/redaction/corpus/tree.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace sgw::corpus {

void write_truth(const Truth& truth, const std::filesystem::path& path) {
  nlohmann::json document{{"seed", truth.seed}, {"files", nlohmann::json::array()}, {"items", nlohmann::json::array()}};
  for (const FileTruth& file : truth.files) document["files"].push_back({{"path", file.path}, {"syntax", file.syntax}});
  for (const Item& item : truth.items) {
    document["items"].push_back({{"id", item.id},
                                 {"kind", item.kind},
                                 {"group", item.group},
                                 {"embedding", item.embedding},
                                 {"hard", item.hard},
                                 {"file", item.file},
                                 {"value", item.value},
                                 {"tail", item.tail}});
  }
  write_file(path, document.dump(1) + '\n');
}

Truth read_truth(const std::filesystem::path& path) {
  const auto document = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!document.is_object()) throw std::runtime_error("not a truth: " + path.string());
  Truth truth;
  truth.seed = document.at("seed");
  for (const auto& file : document.at("files")) truth.files.push_back({file.at("path"), file.at("syntax")});
  for (const auto& item : document.at("items")) {
    truth.items.push_back({item.at("id"), item.at("kind"), item.at("group"), item.at("embedding"), item.at("hard"),
                           item.at("file"), item.at("value"), item.at("tail")});
  }
  return truth;
}

}  // namespace sgw::corpus
