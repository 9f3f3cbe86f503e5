#include "collector/tls_signer.hpp"

#include "collector/known_signers.hpp"

namespace sgw::collector {

Literal to_literal(SignedBy signer) {
  switch (signer) {
    case SignedBy::unknown:
      return "unknown";
    case SignedBy::public_ca:
      return "public";
    case SignedBy::interceptor:
      return "interceptor";
    case SignedBy::private_ca:
      return "private";
  }
  return "unknown";
}

Signer signer_of(const SignerEvidence& evidence) {
  const KnownSigners& known = KnownSigners::shipped();
  if (evidence.issuers.empty()) return {};
  for (const SignerName& name : evidence.issuers) {
    const std::string_view product = known.in_certificate_name(name.text);
    if (!product.empty()) return {SignedBy::interceptor, std::string(product)};
  }
  if (evidence.self_signed) return {SignedBy::private_ca, {}};
  const bool named_public = known.is_public(evidence.issuers.back().organisation);
  const SignedBy other = evidence.public_host ? SignedBy::interceptor : SignedBy::private_ca;
  if (evidence.trusted) return {named_public ? SignedBy::public_ca : other, {}};
  // A root that came along and is not trusted may be called anything.
  if (named_public) return {evidence.root_sent ? SignedBy::unknown : SignedBy::public_ca, {}};
  if (!evidence.has_trust_store || evidence.missing_intermediate) return {};
  return {other, {}};
}

}  // namespace sgw::collector
