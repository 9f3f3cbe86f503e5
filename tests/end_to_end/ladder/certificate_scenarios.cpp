#include "tests/end_to_end/ladder/scenario.hpp"

// The handshake is fine, the certificate is not. Whose it is turns on who signed it: the endpoint's own is Microsoft's,
// any other was put there on the way.

namespace sgw::test {
namespace {

constexpr const char* k_answer = "location / { return 401; }";
constexpr const char* k_microsoft = "SUP-ENDPOINT RESP-MS-ENDPOINT";
constexpr const char* k_custom_host = "gateway-settings.contoso.example";

void serve(World& world, const TlsFiles& files) {
  world.name_server();
  world.serve(files, k_answer);
}
void serve_custom(World& world, const TlsFiles& files) {
  world.configured(k_custom_host);
  world.name_server_of({std::string(k_custom_host) + "," + World::k_far});
  world.serve(files, k_answer);
}
// By an authority of that name, which this machine was told to trust.
void serve_trusted(World& world, const std::string& authority, const std::string& host) {
  const TlsFiles files = world.tls().signed_by(authority, host);
  world.trust(TlsMaterial::ca_of(files));
  serve(world, files);
}

void self_signed(World& world) { serve(world, world.tls().self_signed(World::k_host)); }
void expired(World& world) { serve(world, world.tls().dated(World::k_host, "20250101000000Z", "20260101000000Z")); }
// Nobody's Date says whether it is the certificate or this host's clock.
void expired_and_mute(World& world) {
  world.name_server();
  world.serve(world.tls().dated(World::k_host, "20250101000000Z", "20260101000000Z"), "location / { return 444; }");
}
void not_yet(World& world) { serve(world, world.tls().dated(World::k_host, "20400101000000Z", "20410101000000Z")); }
void other_host(World& world) { serve(world, world.tls().leaf("fabrikam.configuration.azure-api.net")); }
void no_intermediate(World& world) { serve(world, world.tls().leaf_alone(World::k_host)); }
void custom_expired(World& world) {
  serve_custom(world, world.tls().dated(k_custom_host, "20250101000000Z", "20260101000000Z"));
}
void custom_without_intermediate(World& world) { serve_custom(world, world.tls().leaf_alone(k_custom_host)); }
void custom_of_private_authority(World& world) {
  serve_custom(world, world.tls().signed_by("/O=Contoso/CN=Contoso Private CA", k_custom_host));
}
void resigned(World& world) { serve(world, world.tls().intercepted(World::k_host)); }
void resigned_by_a_product(World& world) {
  serve(world, world.tls().signed_by("/O=Zscaler Inc./CN=Zscaler Intermediate Root CA", World::k_host));
}
void resigned_and_trusted(World& world) {
  serve_trusted(world, "/O=Zscaler Inc./CN=Zscaler Intermediate Root CA", World::k_host);
}
void resigned_by_a_trusted_private_authority(World& world) {
  serve_trusted(world, "/O=Contoso/CN=Contoso Web Filter", World::k_host);
}
void block_page_of_a_trusted_authority(World& world) {
  serve_trusted(world, "/O=Contoso/CN=Contoso Web Filter", "blocked.contoso.example");
}

LadderExpected broken(const char* failure, const char* owner, const char* rule, const char* clauses,
                      const std::string& mark, const char* http = "–") {
  const std::string all(clauses);
  const std::size_t end = all.find(' ');
  const std::string whose = end == std::string::npos ? all : all.substr(0, end) + "; also " + all.substr(end + 1);
  return {"tls", failure, owner,
          rule,  clauses, "DNS ✓ → TCP ✓ → TLS ✗ " + mark + " → HTTP " + http + " (" + owner + ", " + whose + ")"};
}

}  // namespace

std::vector<LadderScenario> certificate_scenarios() {
  auto incomplete = broken("untrusted", "undetermined", "tls-incomplete-chain", "RESP-CU-DIAG", "untrusted");
  incomplete.evidence = {{"tls.missing_intermediate", "true"}};
  incomplete.never = {"tls-untrusted"};
  const auto through = [](const char* signer) {
    return LadderExpected{.rung = "none",
                          .failure = "401",
                          .owner = "none",
                          .rule = "healthy",
                          .clauses = "CH-COMMUNITY",
                          .line = std::string("DNS ✓ → TCP ✓ → TLS ✓ but re-signed by \"") + signer +
                                  "\" → HTTP ✓ 401 (customer, RESP-CU-NETWORK; also NOSUP-CLOSED)",
                          .also = {"tls-intercepted"}};
  };
  return {
      {"SelfSignedCertificate", self_signed,
       broken("self-signed", "customer", "tls-untrusted", k_interception, "self-signed")},
      {"EndpointsCertificateExpired", expired,
       broken("expired", "microsoft", "endpoint-certificate", k_microsoft, "expired", "✓ 401")},
      {"CertificateExpiredAndNoClockToCompareWith", expired_and_mute,
       broken("expired", "undetermined", "endpoint-certificate-or-clock", "RESP-CU-DIAG RESP-CU-HOSTING", "expired",
              "✗ reset")},
      {"EndpointsCertificateNotYetValid", not_yet,
       broken("not-yet-valid", "microsoft", "endpoint-certificate", k_microsoft, "not-yet-valid", "✓ 401")},
      {"EndpointsCertificateOfAnotherHost", other_host,
       broken("host-mismatch", "microsoft", "endpoint-certificate", k_microsoft, "host-mismatch")},
      {"IntermediateIsNotSent", no_intermediate, incomplete},
      {"CertificateOfTheCustomHostExpired", custom_expired,
       broken("expired", "customer", "custom-host-certificate", "RESP-CU-NETWORK", "expired", "✓ 401")},
      {"CustomHostSendsNoIntermediate", custom_without_intermediate,
       broken("untrusted", "customer", "custom-host-certificate", "RESP-CU-NETWORK", "untrusted")},
      {"CustomHostOfAnUnknownAuthority", custom_of_private_authority,
       broken("untrusted", "customer", "tls-untrusted", k_interception, "untrusted")},
      {"ResignedOnTheWay", resigned,
       broken("untrusted", "customer", "tls-untrusted", k_interception, "re-signed by \"Corp Proxy CA\"")},
      {"ResignedByAKnownProduct", resigned_by_a_product,
       broken("untrusted", "customer", "tls-untrusted", k_interception,
              "re-signed by \"Zscaler Intermediate Root CA\"")},
      {"ResignedByATrustedProduct", resigned_and_trusted, through("Zscaler Intermediate Root CA")},
      {"ResignedByATrustedAuthority", resigned_by_a_trusted_private_authority, through("Contoso Web Filter")},
      {"BlockPageOfATrustedAuthority", block_page_of_a_trusted_authority,
       broken("host-mismatch", "customer", "tls-wrong-server", k_interception, "re-signed by \"Contoso Web Filter\"")},
  };
}

}  // namespace sgw::test
