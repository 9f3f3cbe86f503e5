#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_apim = Group::apim;
constexpr auto k_own = Shape::own;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;

constexpr std::array k_kinds{
    Kind{"apim-gateway-key", k_apim, k_own, k_word, "primaryKey|gatewayKey|value", "<key:apim-gateway>"},
    Kind{"apim-subscription-key", k_apim, k_own, k_word, "Ocp-Apim-Subscription-Key|subscriptionKey|value",
         "<key:apim-subscription>"},
    Kind{"apim-management-key", k_apim, k_own, k_word, "managementKey|secondaryKey|value", "<key:apim-management>"},
    Kind{"apim-repository-key", k_apim, k_own, k_word, "gitAccessKey|repositoryKey|value", "<key:apim-repository>"},
    Kind{"apim-subscription-hex", k_apim, k_named, k_word,
         "Ocp-Apim-Subscription-Key|subscription-key|subscriptionKey|OCP_APIM_SUBSCRIPTION_KEY", "<hex:32>"},
    Kind{"apim-subscription-in-url", k_apim, k_own, k_word, "url|backendUrl|requestUri|Location",
         "https://<word>.azure-api.net/orders/v<d:1>?subscription-key=[[<hex:32>]]&top=5"},
    Kind{"apim-subscription-beside-mask", k_apim, k_own, k_word, "url|requestUri",
         "https://<word>.azure-api.net/a?subscription-key=a7****&retry=https://<word>.azure-api.net/"
         "a?subscription-key=[[<hex:32>]]"},
    Kind{"apim-gateway-token", k_apim, k_own, k_word, "config.service.auth|gateway.auth.key|config.service.auth.key",
         "GatewayKey ((<word>-edge))&<date>&[[<b64:64>]]"},
    Kind{"apim-gateway-token-bare", k_apim, k_own, k_word, "gateway-key|value|gatewayToken",
         "<word>-gw&<date>&[[<b64:64>]]"},
    Kind{"apim-sas-integration", k_apim, k_own, k_word, "Authorization|accessToken|managementSas",
         "SharedAccessSignature integration&<date>&[[<b64:64>]]"},
    Kind{"apim-sas-uid", k_apim, k_own, k_word, "Authorization|APIM_SAS",
         "SharedAccessSignature uid=<hex:24>&ex=2026-11-<d:1>1T04:42:00.0000000Z&sn=[[<b64:64>]]"},
    Kind{"apim-integration-bare", k_apim, k_own, k_word, "token|apimSas|value", "integration&<date>&[[<b64:64>]]"},
    Kind{"apim-git-password", k_apim, k_own, k_word, "gitPassword|password|value", "git&<date>&[[<b64:64>]]"},
    Kind{"apim-git-remote", k_apim, k_own, k_word, "remote|gitUrl|origin",
         "https://apim:git%26<date>%26[[<b64:64|pct>]]@<word>.scm.azure-api.net"},
    Kind{"apim-legacy-key", k_apim, k_named, k_word, "primaryKey|secondaryKey|gatewayKey|masterKey", "<b64:64>"},
    Kind{"apim-debug-token", k_apim, k_own, k_word, "Apim-Debug-Authorization",
         "aid=<word>&p=<hex:16>&ex=<date>&sn=[[<b64:64>]]"},
    Kind{"apim-backend-credential", k_apim, k_named, k_word,
         "backend-api-key|additional.backendApiKey|x-backend-api-key", "<an:40>"},
    Kind{"apim-validation-key", k_apim, k_named, k_word,
         "delegationValidationKey|validationKey|delegation.validationKey", "<b64:64>"},
};

}  // namespace

std::span<const Kind> apim_kinds() { return k_kinds; }

}  // namespace sgw::corpus
