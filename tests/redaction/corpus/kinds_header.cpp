#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_header = Group::header;
constexpr auto k_own = Shape::own;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;
constexpr auto k_phrase = Form::phrase;

Secret basic(Rng& rng) {
  std::string password = rng.chars(k_alnum, 9) + ":" + rng.chars(k_alnum, 7);
  std::string text = "Basic " + base64(word(rng) + ':' + password);
  return {std::move(text), std::move(password), {}};
}

Secret docker_auth(Rng& rng) {
  std::string password = rng.chars(k_alnum, 24);
  std::string text = base64(word(rng) + ':' + password);
  return {std::move(text), std::move(password), {}};
}

// NTLM's third message: the answer to the challenge stands behind a readable head.
Secret ntlm(Rng& rng, std::string_view scheme) {
  std::string body = base64("NTLMSSP" + std::string("\0\3\0\0\0", 5) + rng.bytes(300));
  std::string secret = body.substr(16);
  return {std::string(scheme) + ' ' + body, std::move(secret), {}};
}

Secret kerberos(Rng& rng) {
  std::string body = base64("\x60\x82\x06\x06\x06\x06\x2b\x06\x01\x05\x05\x02" + rng.bytes(900));
  std::string secret = body.substr(16);
  return {"Negotiate " + body, std::move(secret), {}};
}

Secret smtp_plain(Rng& rng) {
  std::string password = rng.chars(k_alnum, 16);
  const std::string nul(1, '\0');
  std::string text = "AUTH PLAIN " + base64(nul + word(rng) + nul + password);
  return {std::move(text), std::move(password), {}};
}

constexpr std::array k_kinds{
    Kind{"bearer-opaque", k_header, k_own, k_word, "Authorization|authorization", "Bearer [[<url:48>]]"},
    Kind{"bearer-lower-case", k_header, k_own, k_word, "authorization|x-forwarded-authorization", "bearer [[<an:40>]]"},
    Kind{"basic", k_header, k_own, k_word, "Authorization|authorization", "", &basic},
    Kind{"proxy-basic", k_header, k_own, k_word, "Proxy-Authorization|proxy-authorization", "", &basic},
    Kind{"negotiate", k_header, k_own, k_word, "Authorization|WWW-Authenticate", "", &kerberos},
    Kind{"negotiate-ntlm", k_header, k_own, k_word, "Authorization", "",
         [](Rng& rng) { return ntlm(rng, "Negotiate"); }},
    Kind{"ntlm", k_header, k_own, k_word, "Authorization|Proxy-Authorization", "",
         [](Rng& rng) { return ntlm(rng, "NTLM"); }},
    Kind{"shared-key", k_header, k_own, k_word, "Authorization", "SharedKey <la:12>:[[<b64:32>]]"},
    Kind{"shared-key-lite", k_header, k_own, k_word, "Authorization", "SharedKeyLite <la:12>:[[<b64:32>]]"},
    Kind{"hmac-sha256", k_header, k_own, k_word, "Authorization",
         "HMAC-SHA256 Credential=<an:8>&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=[[<b64:32>]]"},
    Kind{"aws4-signature", k_header, k_own, k_phrase, "Authorization",
         "AWS4-HMAC-SHA256 Credential=AKIA<B32:16>/20261101/eu-west-1/s3/aws4_request, SignedHeaders=host;x-amz-date, "
         "Signature=[[<hex:64>]]"},
    Kind{"digest-response", k_header, k_own, k_phrase, "Authorization",
         R"(Digest username="<word>", realm="apim", nonce="<hex:32>", uri="/v1", response="[[<hex:32>]]")"},
    Kind{"api-key-scheme", k_header, k_own, k_word, "Authorization", "ApiKey [[<b64:36>]]"},
    Kind{"token-scheme", k_header, k_own, k_word, "Authorization", "Token token=[[<hex:40>]]"},
    Kind{"cookie-session", k_header, k_own, k_phrase, "Cookie|cookie",
         "lang=en-GB; .AspNetCore.Cookies=[[CfDJ8<url:220>]]; theme=dark"},
    Kind{"cookie-affinity", k_header, k_own, k_phrase, "Cookie|cookie", "ARRAffinity=[[<hex:64>]]; ai_user=<an:6>"},
    Kind{"cookie-php", k_header, k_own, k_phrase, "Cookie", "PHPSESSID=[[<b32:26>]]; path=home"},
    Kind{"cookie-entra", k_header, k_own, k_phrase, "Cookie",
         "x-ms-gateway-slice=estsfd; ESTSAUTHPERSISTENT=[[1.A<url:340>]]"},
    Kind{"set-cookie", k_header, k_own, k_phrase, "Set-Cookie|set-cookie",
         "session=[[<url:64>]]; expires=Wed, 09 Dec 2026 10:18:14 GMT; path=/; HttpOnly; SameSite=Lax"},
    Kind{"set-cookie-jwt", k_header, k_own, k_phrase, "Set-Cookie",
         "AppServiceAuthSession=[[<jwt:hs256>]]; path=/; secure"},
    Kind{"functions-key-header", k_header, k_named, k_word, "x-functions-key|X-Functions-Key", "<an:54>=="},
    Kind{"api-key-header", k_header, k_named, k_word, "api-key|X-Api-Key|apikey", "<an:32>"},
    Kind{"auth-token-header", k_header, k_named, k_word, "X-Auth-Token|X-Access-Token|X-Vault-Token", "<an:40>"},
    Kind{"csrf-header", k_header, k_named, k_word, "X-CSRF-Token|X-XSRF-TOKEN", "<url:64>"},
    Kind{"principal-header", k_header, k_named, k_word, "X-MS-TOKEN-AAD-ACCESS-TOKEN|X-MS-TOKEN-AAD-REFRESH-TOKEN",
         "<url:400>"},
    Kind{"docker-auth", k_header, k_named, k_word, "auth|registryAuth|X-Registry-Auth", "", &docker_auth},
    Kind{"smtp-auth-plain", k_header, k_own, k_word, "smtp|sent", "", &smtp_plain},
    Kind{"signed-cookie", k_header, k_own, k_phrase, "Cookie|cookie", "connect.sid=s%3A[[<url:32>.<an:43>]]; seen=1"},
    Kind{"forwarded-cookie", k_header, k_named, k_word, "X-Session-Id|sessionid|JSESSIONID", "<HEX:32>"},
};

}  // namespace

std::span<const Kind> header_kinds() { return k_kinds; }

}  // namespace sgw::corpus
