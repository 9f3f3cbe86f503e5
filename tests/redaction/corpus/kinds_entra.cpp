#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_entra = Group::entra;
constexpr auto k_own = Shape::own;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;

constexpr std::array k_kinds{
    Kind{"entra-secret-8q", k_entra, k_own, k_word,
         "config.service.auth.azureAd.clientSecret|AZURE_CLIENT_SECRET|client_secret|value", "<key:entra8>"},
    Kind{"entra-secret-7q", k_entra, k_own, k_word, "azure-ad-app-secret|AZURE_CLIENT_SECRET|clientSecret|value",
         "<key:entra7>"},
    Kind{"entra-secret-base64", k_entra, k_named, k_word, "clientSecret|AZURE_CLIENT_SECRET|AzureAd__ClientSecret",
         "<b64:32>"},
    Kind{"entra-secret-guid", k_entra, k_named, k_word,
         "clientSecret|client_secret|config.service.auth.azureAd.clientSecret", "<guid>"},
    Kind{"entra-form-body", k_entra, k_own, k_word, "requestBody|body|content",
         "grant_type=client_credentials&client_id=((<guid>))&client_secret=[[<key:entra8|pct>]]&scope=https%3A%2F%"
         "2Fvault.azure.net%2F.default"},
    Kind{"entra-refresh-token", k_entra, k_named, k_word, "refresh_token|refreshToken|REFRESH_TOKEN",
         "1.A<an:3>A<url:560>.AgABAwEAAAB<url:260>"},
    Kind{"entra-auth-code", k_entra, k_own, k_word, "Location|url|requestUri",
         "https://portal.<word>.com/signin-oidc?code=[[0.A<an:3>A<url:480>]]&state=<an:16>&session_state=<guid>"},
    Kind{"entra-opaque-access-token", k_entra, k_named, k_word, "access_token|accessToken|ACCESS_TOKEN",
         "EwB<an:5>l3BAAU<url:640>"},
    Kind{"managed-identity-secret", k_entra, k_named, k_word, "IDENTITY_HEADER|MSI_SECRET|X-IDENTITY-HEADER", "<guid>"},
    Kind{"entra-certificate-password", k_entra, k_named, k_word,
         "AZURE_CLIENT_CERTIFICATE_PASSWORD|certificatePassword|pfxPassword", "<an:18>"},
};

}  // namespace

std::span<const Kind> entra_kinds() { return k_kinds; }

}  // namespace sgw::corpus
