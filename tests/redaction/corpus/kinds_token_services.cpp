#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_token = Group::token;
constexpr auto k_own = Shape::own;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;

// Messaging, payment, monitoring, identity and secret stores.
constexpr std::array k_kinds{
    Kind{"slack-bot", k_token, k_own, k_word, "SLACK_TOKEN|value", "xoxb-<d:12>-<d:13>-<an:24>"},
    Kind{"slack-user", k_token, k_own, k_word, "SLACK_TOKEN|value", "xoxp-<d:12>-<d:12>-<d:13>-<hex:32>"},
    Kind{"slack-app", k_token, k_own, k_word, "SLACK_APP_TOKEN|value", "xapp-1-A<ua:10>-<d:13>-<hex:64>"},
    Kind{"slack-webhook", k_token, k_own, k_word, "webhook|url",
         "https://hooks.slack.com/services/T<ua:8>/B<ua:10>/[[<an:24>]]"},
    Kind{"teams-webhook", k_token, k_own, k_word, "webhook|url",
         "https://<word>.webhook.office.com/webhookb2/<guid>@<guid>/IncomingWebhook/[[<hex:32>]]/<guid>"},
    Kind{"discord-webhook", k_token, k_own, k_word, "webhook|url",
         "https://discord.com/api/webhooks/<d:18>/[[<url:68>]]"},
    Kind{"telegram-bot", k_token, k_own, k_word, "TELEGRAM_TOKEN|value", "<d:10>:AA<url:33>"},
    Kind{"stripe-live", k_token, k_own, k_word, "STRIPE_KEY|value", "sk_live_<an:24>"},
    Kind{"stripe-restricted", k_token, k_own, k_word, "STRIPE_KEY|value", "rk_live_<an:99>"},
    Kind{"stripe-webhook", k_token, k_own, k_word, "STRIPE_ENDPOINT|value", "whsec_<an:32>"},
    Kind{"square", k_token, k_own, k_word, "SQUARE_TOKEN|value", "EAAA<url:60>"},
    Kind{"shopify", k_token, k_own, k_word, "SHOPIFY_TOKEN|value", "shpat_<hex:32>"},
    Kind{"twilio-key", k_token, k_own, k_word, "TWILIO_API_KEY|value", "SK<hex:32>"},
    Kind{"twilio-auth-token", k_token, k_named, k_word, "TWILIO_AUTH_TOKEN|authToken", "<hex:32>"},
    Kind{"sendgrid", k_token, k_own, k_word, "SENDGRID_API_KEY|value", "SG.<url:22>.<url:43>"},
    Kind{"mailgun", k_token, k_own, k_word, "MAILGUN_API_KEY|value", "key-<hex:32>"},
    Kind{"mailchimp", k_token, k_own, k_word, "MAILCHIMP_API_KEY|apikey", "<hex:32>-us12"},
    Kind{"grafana-service", k_token, k_own, k_word, "GRAFANA_TOKEN|value", "glsa_<an:32>_<hex:8>"},
    Kind{"grafana-cloud", k_token, k_own, k_word, "GRAFANA_CLOUD_KEY|value", "glc_eyJv<an:120>"},
    Kind{"dynatrace", k_token, k_own, k_word, "DT_API_TOKEN|value", "dt0c01.<B32:24>.<B32:64>"},
    Kind{"new-relic", k_token, k_own, k_word, "NEW_RELIC_USER_KEY|value", "NRAK-<ua:27>"},
    Kind{"new-relic-license", k_token, k_named, k_word, "NEW_RELIC_LICENSE_KEY|licenseKey", "<hex:36>NRAL"},
    Kind{"datadog-api", k_token, k_named, k_word, "DD_API_KEY|DATADOG_API_KEY|datadog.apiKey", "<hex:32>"},
    Kind{"datadog-app", k_token, k_named, k_word, "DD_APP_KEY|DATADOG_APP_KEY", "<hex:40>"},
    Kind{"splunk-hec", k_token, k_own, k_word, "Authorization", "Splunk [[<guid>]]"},
    Kind{"splunk-hec-setting", k_token, k_named, k_word, "SPLUNK_HEC_TOKEN|splunk.token|hecToken", "<guid>"},
    Kind{"sentry-dsn", k_token, k_own, k_word, "SENTRY_DSN|dsn", "https://[[<hex:32>]]@o<d:6>.ingest.sentry.io/<d:7>"},
    Kind{"elastic-api-key", k_token, k_named, k_word, "ELASTIC_API_KEY|elasticsearch.apiKey", "<b64:46>"},
    Kind{"influx", k_token, k_named, k_word, "INFLUX_TOKEN|influxdb.token", "<url:86>=="},
    Kind{"pagerduty", k_token, k_named, k_word, "PAGERDUTY_TOKEN|routing_key|integrationKey", "<hex:32>"},
    Kind{"vault-service", k_token, k_own, k_word, "VAULT_TOKEN|X-Vault-Token|value", "hvs.CAESI<url:90>"},
    Kind{"vault-batch", k_token, k_own, k_word, "VAULT_TOKEN|value", "hvb.AAAAAQ<url:140>"},
    Kind{"vault-legacy", k_token, k_named, k_word, "VAULT_TOKEN|X-Vault-Token", "s.<an:24>"},
    Kind{"vault-secret-id", k_token, k_named, k_word, "secret_id|VAULT_SECRET_ID", "<guid>"},
    Kind{"doppler", k_token, k_own, k_word, "DOPPLER_TOKEN|value", "dp.pt.<an:43>"},
    Kind{"okta", k_token, k_own, k_word, "Authorization", "SSWS [[00<url:40>]]"},
    Kind{"postman", k_token, k_own, k_word, "POSTMAN_API_KEY|X-Api-Key|value", "PMAK-<hex:24>-<hex:34>"},
    Kind{"launchdarkly", k_token, k_own, k_word, "LD_SDK_KEY|sdkKey", "sdk-<guid>"},
    Kind{"linear", k_token, k_own, k_word, "LINEAR_API_KEY|value", "lin_api_<an:40>"},
    Kind{"notion", k_token, k_own, k_word, "NOTION_TOKEN|value", "ntn_<d:11><an:35>"},
    Kind{"figma", k_token, k_own, k_word, "FIGMA_TOKEN|value", "figd_<url:40>"},
    Kind{"airtable", k_token, k_own, k_word, "AIRTABLE_TOKEN|value", "pat<an:14>.<hex:64>"},
    Kind{"cloudflare-token", k_token, k_named, k_word, "CLOUDFLARE_API_TOKEN|CF_API_TOKEN", "<url:40>"},
    Kind{"age-key", k_token, k_own, k_word, "SOPS_AGE_KEY|value", "AGE-SECRET-KEY-1<ua:58>"},
    Kind{"wireguard-key", k_token, k_named, k_word, "PrivateKey|privateKey|PresharedKey", "<b64:32>"},
    Kind{"htpasswd-bcrypt", k_token, k_own, k_word, "htpasswd|users", "<word>:[[$2y$10$<an:53>]]"},
    Kind{"shadow-hash", k_token, k_own, k_word, "shadow|passwordHash", "$6$<an:16>$<an:86>"},
};

}  // namespace

std::span<const Kind> token_kinds_of_services() { return k_kinds; }

}  // namespace sgw::corpus
