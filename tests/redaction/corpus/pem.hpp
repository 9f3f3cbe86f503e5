#pragma once

#include "tests/redaction/corpus/rng.hpp"

#include <string>
#include <string_view>

namespace sgw::corpus {

// A private key's text: true labels, true lengths and a true DER (or OpenSSH, PGP, PuTTY) head; the numbers are random.
struct PemKey {
  std::string text;    // the block with its line feeds, none at the end
  std::string secret;  // the base64 without line feeds, behind what every key of the type begins with
};

// `type`: rsa2048, rsa4096, pkcs8, pkcs8-ec, ec, dsa, encrypted, legacy-encrypted, openssh, openssh-rsa, pgp, putty,
// ssh2. Throws std::invalid_argument for another one.
PemKey pem_key(Rng& rng, std::string_view type);

std::string certificate(Rng& rng);  // a PEM certificate with random numbers
std::string pfx(Rng& rng);          // the base64 of a PKCS #12 file: MII…

}  // namespace sgw::corpus
