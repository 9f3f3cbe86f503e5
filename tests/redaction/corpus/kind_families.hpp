#pragma once

#include "tests/redaction/corpus/kind.hpp"

#include <span>

namespace sgw::corpus {

// One table a family; each lies in the file of its name.
std::span<const Kind> apim_kinds();
std::span<const Kind> entra_kinds();
std::span<const Kind> azure_kinds();
std::span<const Kind> sas_kinds();
std::span<const Kind> key_file_kinds();
std::span<const Kind> header_kinds();
std::span<const Kind> database_kinds();
std::span<const Kind> token_kinds();
std::span<const Kind> token_kinds_of_services();
std::span<const Kind> password_kinds();
std::span<const Kind> personal_kinds();
std::span<const Kind> benign_kinds();

}  // namespace sgw::corpus
