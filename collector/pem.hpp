#pragma once

#include <sgw_diag/safe_text.hpp>

#include <optional>
#include <string>

namespace sgw::collector {

// Whether there is at least one certificate in the PEM text.
bool has_certificate(const std::string& pem);

// Why certificate and key (PEM) cannot be used together; nothing when they can.
std::optional<Literal> key_pair_problem(const std::string& cert_pem, const std::string& key_pem);

}  // namespace sgw::collector
