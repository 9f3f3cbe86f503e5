#include "tests/redaction/corpus/embedding.hpp"

#include "tests/redaction/corpus/embedding_families.hpp"

namespace sgw::corpus {

bool Embedding::accepts(const Kind& kind) const {
  if (own_shape_only && kind.shape == Shape::named) return false;
  if (kind.group == Group::benign && !benign_too) return false;
  if (holds == Holds::words) return kind.form == Form::word;
  if (kind.group == Group::benign && in_name) return false;
  if ((kind.group == Group::personal || kind.group == Group::internal) && !identifiers_too) return false;
  return holds == Holds::anything || kind.form != Form::block;
}

std::string Embedding::make(Page& page, std::span<const Slot> slots) const {
  if (file != nullptr) return file(page, slots);
  std::string out;
  for (const Slot& slot : slots) {
    for (std::size_t i = page.rng().below(4); noise != nullptr && i > 0; --i) out += noise(page) + '\n';
    out += line(page, slot) + '\n';
  }
  if (noise != nullptr) out += noise(page) + '\n';
  return out;
}

const std::vector<Embedding>& all_embeddings() {
  static const std::vector<Embedding> k_embeddings = [] {
    std::vector<Embedding> all;
    for (const auto family :
         {json_embeddings(), yaml_embeddings(), kubernetes_embeddings(), container_embeddings(), config_embeddings(),
          xml_embeddings(), shell_embeddings(), http_embeddings(), log_embeddings(), code_embeddings(),
          table_embeddings(), escaped_embeddings(), base64_embeddings(), dump_embeddings(), framed_embeddings(),
          archive_embeddings(), broken_embeddings(), long_embeddings()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return k_embeddings;
}

}  // namespace sgw::corpus
