#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_sas = Group::sas;
constexpr auto k_own = Shape::own;
constexpr auto k_word = Form::word;

constexpr std::array k_kinds{
    Kind{"sas-blob-url", k_sas, k_own, k_word, "url|blobUrl|source",
         "https://<la:12>.blob.core.windows.net/backups/"
         "<word>.json?sp=r&st=2026-11-01T00:00:00Z&((se=2027-01-0<d:1>T08:00:00Z))&spr=https&sv=2024-11-04&sr=b&sig=[[<"
         "b64:32|pct>]]"},
    Kind{"sas-account-query", k_sas, k_own, k_word, "sasToken|query",
         "?sv=2024-11-04&ss=bfqt&srt=sco&sp=rwdlacupiytfx&((se=2027-03-1<d:1>T00:00:00Z))&st=2026-11-01T00:00:00Z&spr="
         "https&sig=[[<b64:32|pct>]]"},
    Kind{"sas-sig-first", k_sas, k_own, k_word, "url|requestUri",
         "https://<la:12>.blob.core.windows.net/c/"
         "<word>?sig=[[<b64:32|pct>]]&((se=2027-02-1<d:1>T08%3A00%3A00Z))&sv=2024-11-04&sr=c&sp=rl"},
    Kind{"sas-user-delegation", k_sas, k_own, k_word, "url|artifact",
         "https://<la:12>.blob.core.windows.net/c/"
         "<word>?skoid=<guid>&sktid=<guid>&skt=2026-11-01T00%3A00%3A00Z&ske=2026-11-08T00%3A00%3A00Z&sks=b&skv=2024-11-"
         "04&sv=2024-11-04&((se=2026-12-0<d:1>T00%3A00%3A00Z))&sr=b&sp=r&sig=[[<b64:32|pct>]]"},
    Kind{"sas-servicebus-token", k_sas, k_own, k_word, "Authorization|token",
         "SharedAccessSignature "
         "sr=https%3A%2F%2F<word>.servicebus.windows.net%2F&sig=[[<b64:32|pct>]]&se=((17<d:8>))&skn="
         "RootManageSharedAccessKey"},
    Kind{"sas-iothub-token", k_sas, k_own, k_word, "Authorization|password",
         "SharedAccessSignature sr=<word>.azure-devices.net%2Fdevices%2F<word>&sig=[[<b64:32|pct>]]&se=17<d:8>"},
    Kind{"sas-eventgrid-token", k_sas, k_own, k_word, "aeg-sas-token|token",
         "r=https%3A%2F%2F<word>.westeurope-1.eventgrid.azure.net%2Fapi%2Fevents&e=1%2F15%2F2027%2012%3A00%3A00%20AM&s="
         "[[<b64:32|pct>]]"},
    Kind{"sas-logic-app-url", k_sas, k_own, k_word, "url|callbackUrl|webhook",
         "https://prod-0<d:1>.westeurope.logic.azure.com:443/workflows/<hex:32>/triggers/manual/paths/"
         "invoke?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=[[<url:43>]]"},
    Kind{"sas-cdn-signature", k_sas, k_own, k_word, "url|download",
         "https://d<la:13>.cloudfront.net/"
         "<word>.zip?Expires=17<d:8>&Signature=[[<url:120>~<url:120>__]]&Key-Pair-Id=K<ua:13>"},
    Kind{"aws-presigned-url", k_sas, k_own, k_word, "url|download",
         "https://<word>.s3.eu-west-1.amazonaws.com/"
         "<word>?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA<B32:16>%2F20261101%2Feu-west-1%2Fs3%2Faws4_"
         "request&X-Amz-Date=20261101T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=[[<hex:64>]]"},
    Kind{"gcp-signed-url", k_sas, k_own, k_word, "url|download",
         "https://storage.googleapis.com/<word>/"
         "<word>?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=20261101T000000Z&X-Goog-Expires=900&X-Goog-"
         "SignedHeaders=host&X-Goog-Signature=[[<hex:512>]]"},
};

}  // namespace

std::span<const Kind> sas_kinds() { return k_kinds; }

}  // namespace sgw::corpus
