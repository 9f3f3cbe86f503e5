#include "tests/redaction/corpus/kind_families.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr auto k_azure = Group::azure;
constexpr auto k_own = Shape::own;
constexpr auto k_named = Shape::named;
constexpr auto k_word = Form::word;
constexpr auto k_phrase = Form::phrase;

// Connection strings stand for themselves: `Password=` within one names its secret, whatever the setting is called.
constexpr std::array k_kinds{
    Kind{"storage-key", k_azure, k_own, k_word, "AZURE_STORAGE_KEY|storageKey|value", "<key:storage>"},
    Kind{"storage-key-legacy", k_azure, k_named, k_word, "AZURE_STORAGE_KEY|storageAccountKey|accountKey", "<b64:64>"},
    Kind{"storage-connection", k_azure, k_own, k_word, "AzureWebJobsStorage|Values__Blob|ConnectionStrings__Blob",
         "DefaultEndpointsProtocol=https;AccountName=((<la:14>));AccountKey=[[<key:storage>]];EndpointSuffix=core."
         "windows.net"},
    Kind{"storage-connection-legacy", k_azure, k_own, k_word, "AzureWebJobsDashboard|blobStore",
         "BlobEndpoint=https://<la:12>.blob.core.windows.net/;AccountName=<la:12>;AccountKey=[[<b64:64>]]"},
    Kind{"storage-sas-connection", k_azure, k_own, k_word, "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING|queue",
         "QueueEndpoint=https://<la:12>.queue.core.windows.net/"
         ";SharedAccessSignature=sv=2024-11-04&ss=q&srt=sco&sp=rwl&se=2027-01-01T00:00:00Z&sig=[[<b64:32|pct>]]"},
    Kind{"cosmos-key", k_azure, k_own, k_word, "COSMOS_KEY|PrimaryMasterKey|value", "<key:cosmos>"},
    Kind{"cosmos-connection", k_azure, k_own, k_word, "CosmosDb__ConnectionString|cosmos|Orders",
         "AccountEndpoint=https://<la:12>.documents.azure.com:443/;AccountKey=[[<key:cosmos>]];"},
    Kind{"cosmos-connection-legacy", k_azure, k_own, k_word, "CosmosDb__ConnectionString|store",
         "AccountEndpoint=https://<la:12>.documents.azure.com:443/;AccountKey=[[<b64:64>]]"},
    Kind{"batch-key", k_azure, k_own, k_word, "AZURE_BATCH_ACCESS_KEY|batch|value", "<key:batch>"},
    Kind{"ml-key", k_azure, k_own, k_word, "endpointKey|value", "<key:ml>"},
    Kind{"servicebus-connection", k_azure, k_own, k_word, "AzureWebJobsServiceBus|ServiceBus|messaging",
         "Endpoint=sb://<word>.servicebus.windows.net/"
         ";SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=[[<key:servicebus>]]"},
    Kind{"servicebus-connection-legacy", k_azure, k_own, k_word, "ServiceBus__ConnectionString|bus",
         "Endpoint=sb://<word>.servicebus.windows.net/"
         ";SharedAccessKeyName=<word>;SharedAccessKey=[[<b64:32>]];EntityPath=((orders-<la:6>))"},
    Kind{"eventhub-connection", k_azure, k_own, k_word, "EventHub__Connection|telemetry.eventhub|ingest",
         "Endpoint=sb://<word>.servicebus.windows.net/"
         ";SharedAccessKeyName=send;SharedAccessKey=[[<key:eventhub>]];EntityPath=<word>"},
    Kind{"relay-connection", k_azure, k_own, k_word, "Relay|hybridConnection",
         "Endpoint=sb://<word>.servicebus.windows.net/"
         ";SharedAccessKeyName=listen;SharedAccessKey=[[<key:relay>]];EntityPath=<word>"},
    Kind{"iothub-connection", k_azure, k_own, k_word, "IOTHUB_CONNECTION_STRING|hub",
         "HostName=<word>.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=[[<key:iothub>]]"},
    Kind{"iot-device-connection", k_azure, k_own, k_word, "IOTEDGE_DEVICE|device",
         "HostName=<word>.azure-devices.net;DeviceId=((edge-<la:8>));SharedAccessKey=[[<key:iotdevice>]]"},
    Kind{"iot-dps-key", k_azure, k_own, k_word, "symmetricKey|value", "<key:iotdps>"},
    Kind{"redis-connection", k_azure, k_own, k_phrase, "Redis__ConnectionString|externalCache|cache",
         "<word>.redis.cache.windows.net:6380,password=[[<key:redis>]],ssl=True,abortConnect=False"},
    Kind{"redis-connection-legacy", k_azure, k_own, k_phrase, "CACHE_CONNECTION|cache",
         "<word>.redis.cache.windows.net:6380,password=[[<b64:32>]],ssl=True,abortConnect=False"},
    Kind{"eventgrid-key", k_azure, k_own, k_word, "aeg-sas-key|topicKey|value", "<key:eventgrid>"},
    Kind{"eventgrid-key-legacy", k_azure, k_named, k_word, "aeg-sas-key|topicKey|EVENTGRID_KEY", "<b64:32>"},
    Kind{"acr-password", k_azure, k_own, k_word, "REGISTRY_PASSWORD|imagePassword|value", "<key:acr>"},
    Kind{"search-admin-key", k_azure, k_own, k_word, "api-key|SEARCH_ADMIN_KEY|value", "<key:search>"},
    Kind{"search-query-key", k_azure, k_own, k_word, "api-key|SEARCH_KEY|value", "<key:search-query>"},
    Kind{"functions-key", k_azure, k_own, k_word, "x-functions-key|FUNCTION_KEY|value", "<key:functions>"},
    Kind{"functions-master-key", k_azure, k_own, k_word, "_master|masterKey|value", "<key:functions-master>"},
    Kind{"functions-code-in-url", k_azure, k_own, k_word, "url|backendUrl|requestUri",
         "https://<word>.azurewebsites.net/api/orders?code=[[<key:functions>]]&clientId=default"},
    Kind{"functions-code-legacy-in-url", k_azure, k_own, k_word, "url|backendUrl",
         "https://<word>.azurewebsites.net/api/orders?code=[[<an:52>/<an:2>==]]"},
    Kind{"sql-connection", k_azure, k_own, k_phrase, "ConnectionStrings__Sql|SqlDb|Main",
         "Server=tcp:<word>.database.windows.net,1433;Initial Catalog=((<word>));User "
         "ID=<word>;Password=[[<an:9>!<an:6>]];Encrypt=True;"},
    Kind{"sql-connection-quoted", k_azure, k_own, k_phrase, "ConnectionStrings__Sql|Reporting",
         "Data Source=<word>.database.windows.net;User Id=<word>;Password=\"[[<an:7>;<an:6>&<an:7>]]\";Encrypt=True"},
    Kind{"sql-connection-pwd", k_azure, k_own, k_phrase, "ConnectionStrings__Audit|dsn",
         "Driver={ODBC Driver 18 for SQL "
         "Server};Server=<word>.database.windows.net;Uid=<word>;Pwd={[[<an:7>;<an:6>=<an:5>]]};"},
    Kind{"appconfig-connection", k_azure, k_own, k_word, "AppConfig__ConnectionString|settings",
         "Endpoint=https://<word>.azconfig.io;Id=<an:4>;Secret=[[<b64:32>]]"},
    Kind{"appconfig-connection-cask", k_azure, k_own, k_word, "AppConfig|settings",
         "Endpoint=https://<word>.azconfig.io;Id=<an:4>;Secret=[[<key:cask-AZAC>]]"},
    Kind{"signalr-connection", k_azure, k_own, k_word, "Azure__SignalR__ConnectionString|signalr",
         "Endpoint=https://<word>.service.signalr.net;AccessKey=[[<b64:32>]];Version=1.0;"},
    Kind{"webpubsub-connection", k_azure, k_own, k_word, "WebPubSubConnectionString|pubsub",
         "Endpoint=https://<word>.webpubsub.azure.com;AccessKey=[[<b64:32>]];Version=1.0;"},
    Kind{"communication-connection", k_azure, k_own, k_word, "COMMUNICATION_CONNECTION|mailer",
         "endpoint=https://<word>.communication.azure.com/;accesskey=[[<key:cask-AZCS>]]"},
    Kind{"appinsights-connection", k_azure, k_own, k_word,
         "APPLICATIONINSIGHTS_CONNECTION_STRING|telemetry.appinsights",
         "InstrumentationKey=[[<guid>]];IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/"},
    Kind{"notification-hub-connection", k_azure, k_own, k_word, "NotificationHub|push",
         "Endpoint=sb://<word>.servicebus.windows.net/"
         ";SharedAccessKeyName=DefaultFullSharedAccessSignature;SharedAccessKey=[[<b64:32>]]"},
    Kind{"log-analytics-key", k_azure, k_named, k_word, "workspaceKey|WORKSPACE_SHARED_KEY|sharedKey", "<b64:64>"},
    Kind{"cognitive-key-hex", k_azure, k_named, k_word, "Ocp-Apim-Subscription-Key|AZURE_OPENAI_API_KEY|api-key",
         "<hex:32>"},
    Kind{"cognitive-key-cask", k_azure, k_own, k_word, "api-key|value", "<key:cask-ACOG>"},
    Kind{"devops-token", k_azure, k_own, k_word, "AZURE_DEVOPS_EXT_PAT|SYSTEM_ACCESSTOKEN", "<key:pat>"},
    Kind{"devops-token-cask", k_azure, k_own, k_word, "AZP_TOKEN|value", "<key:cask-AZDO>"},
    Kind{"maps-key-cask", k_azure, k_own, k_word, "subscription-key|value", "<key:cask-AZMP>"},
    Kind{"fluid-relay-key-cask", k_azure, k_own, k_word, "tenantKey|value", "<key:cask-AZFR>"},
    Kind{"publish-profile-password", k_azure, k_named, k_word, "userPWD|publishPassword|DEPLOY_PASSWORD", "<an:60>"},
    Kind{"static-web-app-token", k_azure, k_named, k_word, "AZURE_STATIC_WEB_APPS_API_TOKEN|deploymentToken",
         "<hex:64>-<guid>010<hex:16>"},
    Kind{"databricks-token", k_azure, k_own, k_word, "DATABRICKS_TOKEN|value", "dapi<hex:32>"},
};

}  // namespace

std::span<const Kind> azure_kinds() { return k_kinds; }

}  // namespace sgw::corpus
