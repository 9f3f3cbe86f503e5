#include "tests/redaction/corpus/kind_families.hpp"

#include "tests/redaction/corpus/pem.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_benign = Group::benign;
constexpr auto k_own = Shape::own;
constexpr auto k_word = Form::word;
constexpr auto k_phrase = Form::phrase;
constexpr auto k_block = Form::block;

Secret public_certificate(Rng& rng) {
  std::string text = certificate(rng);
  std::string body;
  const std::size_t end = text.rfind('\n');
  for (const char c : text.substr(28, end - 28)) {
    if (c != '\n') body += c;
  }
  return {std::move(text), std::move(body), {}};
}

// What a reader of the bundle needs and what looks like a secret to a careless rule.
constexpr std::array k_kinds{
    Kind{"correlation-id", k_benign, k_own, k_word, "correlationId|x-correlation-id|operationId", "<guid>"},
    Kind{"request-id", k_benign, k_own, k_word, "requestId|x-ms-request-id|x-ms-client-request-id", "<guid>"},
    Kind{"tenant-id", k_benign, k_own, k_word, "tenantId|clientId|subscriptionId", "<guid>"},
    Kind{"trace-id", k_benign, k_own, k_word, "traceId|trace_id|TraceId", "<hex:32>"},
    Kind{"trace-parent", k_benign, k_own, k_word, "traceparent|Traceparent", "00-<hex:32>-<hex:16>-01"},
    Kind{"span-id", k_benign, k_own, k_word, "spanId|parentSpanId", "<hex:16>"},
    Kind{"image-digest", k_benign, k_own, k_word, "imageID|digest|image", "sha256:<hex:64>"},
    Kind{"image-reference", k_benign, k_own, k_word, "image|imageRef",
         "mcr.microsoft.com/azure-api-management/gateway@sha256:<hex:64>"},
    Kind{"container-id", k_benign, k_own, k_word, "containerID|containerId", "containerd://<hex:64>"},
    Kind{"git-commit", k_benign, k_own, k_word, "commit|revision|gitCommit", "<hex:40>"},
    Kind{"etag-azure", k_benign, k_own, k_word, "etag|ETag", "0x8D<HEX:12>"},
    Kind{"etag-hash", k_benign, k_own, k_phrase, "etag|ETag|If-None-Match", "W/\"<hex:32>\""},
    Kind{"thumbprint", k_benign, k_own, k_word, "thumbprint|certificateThumbprint|x5t", "<HEX:40>"},
    Kind{"fingerprint", k_benign, k_own, k_word, "fingerprint|sha256Fingerprint", "SHA256:<an:43>"},
    Kind{"pin", k_benign, k_own, k_word, "pin|publicKeyPin", "pin-sha256=<b64:32>"},
    Kind{"public-key-token", k_benign, k_own, k_phrase, "assembly|type",
         "System.Net.Http, Version=8.0.0.<d:1>, Culture=neutral, PublicKeyToken=<hex:16>"},
    Kind{"integrity-512", k_benign, k_own, k_word, "integrity|sri", "sha512-<b64:64>"},
    Kind{"integrity-256", k_benign, k_own, k_word, "integrity|sri", "sha256-<b64:32>"},
    Kind{"content-md5", k_benign, k_own, k_word, "Content-MD5|contentMd5", "<b64:16>"},
    Kind{"version-banner", k_benign, k_own, k_word, "version|gatewayVersion", "2.12.3<d:3>.0"},
    Kind{"version-long", k_benign, k_own, k_word, "kubeletVersion|runtimeVersion", "v1.31.<d:1>+k3s1-<hex:7>"},
    Kind{"time-stamp", k_benign, k_own, k_word, "startedAt|timestamp|lastTransitionTime", "<time>0000Z"},
    Kind{"oid", k_benign, k_own, k_word, "oid|extension", "1.3.6.1.4.1.311.21.8.<d:7>.<d:6>"},
    Kind{"resource-id", k_benign, k_own, k_word, "resourceId|id",
         "/subscriptions/<guid>/resourceGroups/rg-<word>/providers/Microsoft.ApiManagement/service/<word>"},
    Kind{"azure-host", k_benign, k_own, k_word, "endpoint|host", "<word>.configuration.azure-api.net"},
    Kind{"azure-url", k_benign, k_own, k_word, "config.service.endpoint|url",
         "https://<word>.management.azure-api.net/subscriptions/<guid>?api-version=2024-05-01"},
    Kind{"authority-url", k_benign, k_own, k_word, "authority|issuer", "https://login.microsoftonline.com/<guid>/v2.0"},
    Kind{"stack-frame", k_benign, k_own, k_phrase, "frame|at",
         "at Gateway.Http.<word>Handler.SendAsync(HttpRequestMessage request, CancellationToken token) in "
         "/src/Http/<word>.cs:line 1<d:2>"},
    Kind{"prose-token", k_benign, k_own, k_phrase, "message|note",
         "The access token of gateway <word> expired, request a new token"},
    Kind{"prose-password", k_benign, k_own, k_phrase, "message|note",
         "Password authentication is disabled for <word>; use a key instead"},
    Kind{"prose-key", k_benign, k_own, k_phrase, "message|hint",
         "Subscription key was not sent by client <word>, see the policy"},
    Kind{"secret-reference", k_benign, k_own, k_word, "secretName|existingSecret", "<word>-gateway-token"},
    Kind{"token-endpoint", k_benign, k_own, k_word, "tokenEndpoint|token_endpoint",
         "https://login.microsoftonline.com/<guid>/oauth2/v2.0/token"},
    Kind{"token-audience", k_benign, k_own, k_word, "tokenAudience|aud", "api://<guid>/.default"},
    Kind{"cipher-suite", k_benign, k_own, k_word, "cipher|cipherSuite", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384_<word>"},
    Kind{"event-name", k_benign, k_own, k_word, "event|eventName", "Config<word>SnapshotApplied"},
    Kind{"loopback", k_benign, k_own, k_word, "listen|bind", "http://127.0.0.1:80<d:2>"},
    Kind{"wire-server", k_benign, k_own, k_word, "dns|nameserver", "168.63.129.16"},
    Kind{"ssh-public-key", k_benign, k_own, k_phrase, "publicKey|authorizedKey",
         "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<an:43>"},
    Kind{"pod-name", k_benign, k_own, k_word, "pod|podName", "apim-gateway-<hex:10>-<b32:5>"},
    Kind{"distinguished-name", k_benign, k_own, k_phrase, "subject|issuerName",
         "CN=*.azure-api.net, O=Microsoft Corporation, L=<word>, C=US"},
    Kind{"serial-number", k_benign, k_own, k_word, "serialNumber|serial", "33<HEX:34>"},
    Kind{"jwks-key-id", k_benign, k_own, k_word, "kid|keyId", "<url:27>"},
    Kind{"certificate", k_benign, k_own, k_block, "ca.crt|clientCertificate", "", &public_certificate},
};

}  // namespace

std::span<const Kind> benign_kinds() { return k_kinds; }

}  // namespace sgw::corpus
