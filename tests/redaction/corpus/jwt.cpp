#include "tests/redaction/corpus/jwt.hpp"

#include "tests/redaction/corpus/encode.hpp"

namespace sgw::corpus {
namespace {

std::string part(std::string_view bytes) { return base64(bytes, Alphabet::url, Padding::no); }

std::string head(Rng& rng, std::string_view algorithm) {
  std::string json = R"({"typ":"JWT","alg":")" + std::string(algorithm) + '"';
  if (algorithm != "HS256") json += R"(,"kid":")" + part(rng.bytes(20)) + '"';
  return json + '}';
}

std::string times(Rng& rng) {
  const std::string start = "17" + rng.chars(k_digits, 8);
  return R"("iat":)" + start + R"(,"nbf":)" + start + R"(,"exp":17)" + rng.chars(k_digits, 8);
}

std::string entra_claims(Rng& rng, bool user) {
  const std::string tenant = guid(rng);
  std::string json = R"({"aud":"https://management.azure.com/","iss":"https://sts.windows.net/)" + tenant + R"(/",)" +
                     times(rng) + R"(,"appid":")" + guid(rng) + R"(","oid":")" + guid(rng) + R"(","tid":")" + tenant +
                     R"(","uti":")" + part(rng.bytes(16)) + R"(","ver":"1.0")";
  if (user) json += R"(,"upn":")" + word(rng) + '@' + word(rng) + R"(.onmicrosoft.com")";
  return json + '}';
}

std::string kubernetes_claims(Rng& rng) {
  const std::string account = word(rng);
  return R"({"aud":["https://kubernetes.default.svc"],)" + times(rng) +
         R"(,"iss":"https://kubernetes.default.svc","kubernetes.io":{"namespace":")" + word(rng) +
         R"(","serviceaccount":{"name":")" + account + R"(","uid":")" + guid(rng) +
         R"("}},"sub":"system:serviceaccount:apim:)" + account + R"("})";
}

}  // namespace

std::string jwt(Rng& rng, std::string_view type) {
  if (type == "encrypted") {
    return part(R"({"alg":"RSA-OAEP","enc":"A256GCM","kid":")" + part(rng.bytes(20)) + R"("})") + '.' +
           part(rng.bytes(256)) + '.' + part(rng.bytes(12)) + '.' + part(rng.bytes(180)) + '.' + part(rng.bytes(16));
  }
  if (type == "hs256") {
    return part(head(rng, "HS256")) + '.' + part(R"({"sub":")" + word(rng) + R"(",)" + times(rng) + '}') + '.' +
           part(rng.bytes(32));
  }
  if (type == "es256") {
    return part(head(rng, "ES256")) + '.' + part(entra_claims(rng, false)) + '.' + part(rng.bytes(64));
  }
  if (type == "kubernetes") {
    return part(R"({"alg":"RS256","kid":")" + part(rng.bytes(32)) + R"("})") + '.' + part(kubernetes_claims(rng)) +
           '.' + part(rng.bytes(256));
  }
  return part(head(rng, "RS256")) + '.' + part(entra_claims(rng, type == "id")) + '.' + part(rng.bytes(256));
}

}  // namespace sgw::corpus
