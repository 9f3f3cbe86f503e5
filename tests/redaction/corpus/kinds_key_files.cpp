#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/kind_families.hpp"
#include "tests/redaction/corpus/pem.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_jwt = Group::jwt;
constexpr auto k_pem = Group::pem;
constexpr auto k_own = Shape::own;
constexpr auto k_word = Form::word;
constexpr auto k_block = Form::block;

Secret block(Rng& rng, std::string_view type) {
  PemKey key = pem_key(rng, type);
  return {std::move(key.text), std::move(key.secret), {}};
}

// A server's file: its certificate must stay, its key must go.
Secret with_certificate(Rng& rng) {
  const std::string public_part = certificate(rng);
  PemKey key = pem_key(rng, "pkcs8");
  return {public_part + '\n' + key.text, std::move(key.secret), {public_part.substr(100, 40)}};
}

Secret pfx_file(Rng& rng) {
  std::string text = pfx(rng);
  std::string secret = text.substr(56);
  return {std::move(text), std::move(secret), {}};
}

Secret client_key_data(Rng& rng) {
  PemKey key = pem_key(rng, rng.one_in(2) ? "ec" : "rsa2048");
  return {base64(key.text + '\n'), std::move(key.secret), {}};
}

// As a cloud's console hands it out: JSON with the key's line feeds escaped.
Secret service_account(Rng& rng) {
  PemKey key = pem_key(rng, "pkcs8");
  const std::string account = word(rng);
  return {R"({"type":"service_account","project_id":")" + account + R"(","private_key_id":")" + rng.chars(k_hex, 40) +
              R"(","private_key":")" + json(key.text) + R"(\n","client_email":"bot@)" + account +
              R"(.iam.gserviceaccount.com"})",
          std::move(key.secret),
          {}};
}

Secret json_web_key(Rng& rng) {
  const auto number = [&](std::size_t bytes) { return base64(rng.bytes(bytes), Alphabet::url, Padding::no); };
  std::string secret = number(256);
  return {
      R"({"kty":"RSA","kid":")" + number(20) + R"(","n":")" + number(256) + R"(","e":"AQAB","d":")" + secret + R"("})",
      std::move(secret),
      {}};
}

constexpr std::array k_kinds{
    Kind{"jwt-entra", k_jwt, k_own, k_word, "access_token|token|value", "<jwt:entra>"},
    Kind{"jwt-id-token", k_jwt, k_own, k_word, "id_token|X-MS-TOKEN-AAD-ID-TOKEN|value", "<jwt:id>"},
    Kind{"jwt-hs256", k_jwt, k_own, k_word, "sessionToken|data|value", "<jwt:hs256>"},
    Kind{"jwt-es256", k_jwt, k_own, k_word, "client_assertion|assertion|value", "<jwt:es256>"},
    Kind{"jwt-kubernetes", k_jwt, k_own, k_word, "token|serviceAccountToken|value", "<jwt:kubernetes>"},
    Kind{"jwt-encrypted", k_jwt, k_own, k_word, "token|SAMLart|value", "<jwt:encrypted>"},
    Kind{"jwt-bearer", k_jwt, k_own, k_word, "Authorization|authorization|X-Original-Authorization",
         "Bearer [[<jwt:entra>]]"},
    Kind{"jwt-in-query", k_jwt, k_own, k_word, "url|requestUri|Location",
         "https://<word>.azure-api.net/cb?access_token=[[<jwt:es256>]]&token_type=Bearer"},
    Kind{"pem-rsa", k_pem, k_own, k_block, "tls.key|privateKey|value", "",
         [](Rng& rng) { return block(rng, "rsa2048"); }},
    Kind{"pem-rsa-4096", k_pem, k_own, k_block, "key.pem|value", "", [](Rng& rng) { return block(rng, "rsa4096"); }},
    Kind{"pem-pkcs8", k_pem, k_own, k_block, "tls.key|signingKey|value", "",
         [](Rng& rng) { return block(rng, "pkcs8"); }},
    Kind{"pem-pkcs8-ec", k_pem, k_own, k_block, "tls.key|value", "", [](Rng& rng) { return block(rng, "pkcs8-ec"); }},
    Kind{"pem-ec", k_pem, k_own, k_block, "ec.key|value", "", [](Rng& rng) { return block(rng, "ec"); }},
    Kind{"pem-dsa", k_pem, k_own, k_block, "dsa.key|value", "", [](Rng& rng) { return block(rng, "dsa"); }},
    Kind{"pem-encrypted", k_pem, k_own, k_block, "tls.key|value", "", [](Rng& rng) { return block(rng, "encrypted"); }},
    Kind{"pem-legacy-encrypted", k_pem, k_own, k_block, "tls.key|value", "",
         [](Rng& rng) { return block(rng, "legacy-encrypted"); }},
    Kind{"pem-openssh", k_pem, k_own, k_block, "id_ed25519|sshKey|value", "",
         [](Rng& rng) { return block(rng, "openssh"); }},
    Kind{"pem-openssh-rsa", k_pem, k_own, k_block, "id_rsa|value", "",
         [](Rng& rng) { return block(rng, "openssh-rsa"); }},
    Kind{"pem-pgp", k_pem, k_own, k_block, "secring|value", "", [](Rng& rng) { return block(rng, "pgp"); }},
    Kind{"pem-putty", k_pem, k_own, k_block, "ppk|value", "", [](Rng& rng) { return block(rng, "putty"); }},
    Kind{"pem-ssh2", k_pem, k_own, k_block, "hostKey|value", "", [](Rng& rng) { return block(rng, "ssh2"); }},
    Kind{"pem-with-certificate", k_pem, k_own, k_block, "server.pem|value", "", &with_certificate},
    Kind{"pfx-base64", k_pem, k_own, k_word, "certificate|pfx|value", "", &pfx_file},
    Kind{"client-key-data", k_pem, k_own, k_word, "client-key-data|clientKey|value", "", &client_key_data},
    Kind{"service-account-file", k_pem, k_own, Form::phrase, "GOOGLE_CREDENTIALS|credentials|value", "",
         &service_account},
    Kind{"json-web-key", k_pem, k_own, Form::phrase, "jwk|signingKey|value", "", &json_web_key},
    Kind{"tls-key-log", k_pem, k_own, k_word, "sslkeylog|line", "CLIENT_RANDOM <hex:64> [[<hex:96>]]"},
};

}  // namespace

std::span<const Kind> key_file_kinds() { return k_kinds; }

}  // namespace sgw::corpus
