#pragma once

#include "tests/redaction/corpus/embedding.hpp"

#include <span>

namespace sgw::corpus {

// One table a family; each lies in the file of its name.
std::span<const Embedding> json_embeddings();
std::span<const Embedding> yaml_embeddings();
std::span<const Embedding> kubernetes_embeddings();
std::span<const Embedding> container_embeddings();
std::span<const Embedding> config_embeddings();
std::span<const Embedding> xml_embeddings();
std::span<const Embedding> shell_embeddings();
std::span<const Embedding> http_embeddings();
std::span<const Embedding> log_embeddings();
std::span<const Embedding> code_embeddings();
std::span<const Embedding> table_embeddings();
std::span<const Embedding> escaped_embeddings();
std::span<const Embedding> base64_embeddings();
std::span<const Embedding> dump_embeddings();
std::span<const Embedding> framed_embeddings();
std::span<const Embedding> archive_embeddings();
std::span<const Embedding> broken_embeddings();
std::span<const Embedding> long_embeddings();

}  // namespace sgw::corpus
