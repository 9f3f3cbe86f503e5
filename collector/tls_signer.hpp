#pragma once

#include <sgw_diag/safe_text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Whose signature stands on the certificate: that of a CA which every system trusts, of a product that opens TLS on the
// way, of somebody's own CA, or it cannot be told.
enum class SignedBy { unknown, public_ca, interceptor, private_ca };
Literal to_literal(SignedBy signer);

struct SignerName {
  std::string text;          // the whole name
  std::string organisation;  // without one the common name
};

// What of a handshake tells who signed.
struct SignerEvidence {
  std::vector<SignerName> issuers;  // from the server's certificate upwards; the last is that of the root or nearest it
  bool self_signed = false;
  bool trusted = false;         // the chain leads to a root that this host trusts
  bool has_trust_store = true;  // false: `trusted` says nothing
  bool missing_intermediate = false;
  bool public_host = false;  // its own certificates are those of public CAs always: is_public_host()
  bool root_sent = false;    // the other side sent the root as well
};

struct Signer {
  SignedBy by = SignedBy::unknown;
  std::string interceptor;  // the product, when it is known
};

// A name alone proves nothing: that the certificate is genuine is said by the chain's being trusted. But nobody whose
// root is in no public list is a public CA, whoever trusts it: that root was added to this host. Where the host has
// certificates of public CAs alone, such a one is an interceptor's, known by its product or not.
Signer signer_of(const SignerEvidence& evidence);

}  // namespace sgw::collector
