#pragma once

#include <openssl/types.h>

#include <filesystem>

namespace sgw::collector {

// Gives the context its trust anchors: those of `ca_file` (PEM), or the system's (SSL_CERT_FILE and SSL_CERT_DIR, else
// OpenSSL's own places) if it is empty. False when there are none at all, as in a minimal image without
// ca-certificates: then an untrusted chain says something about this host and nothing about the other side.
bool load_trust(SSL_CTX* context, const std::filesystem::path& ca_file);

}  // namespace sgw::collector
