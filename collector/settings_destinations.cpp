#include "collector/settings_destinations.hpp"

#include "collector/endpoint_address.hpp"
#include "collector/settings_endpoint.hpp"
#include "collector/storage_hosts.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_destinations = 32;

// Where a cloud signs in, and where it is asked for rights; told by the endpoint's name, or by the token's audience
// where that has a name of the customer's.
struct Cloud {
  std::string_view domain;
  const char* login;
  const char* management;
};
constexpr std::array<Cloud, 3> k_clouds{
    Cloud{"azure-api.net", "login.microsoftonline.com", "management.azure.com"},
    Cloud{"azure-api.us", "login.microsoftonline.us", "management.usgovcloudapi.net"},
    Cloud{"azure-api.cn", "login.partner.microsoftonline.cn", "management.chinacloudapi.cn"},
};

const Cloud& cloud_of(const Environment& env) {
  for (const char* name : {"config.service.auth.tokenAudience", "config.service.endpoint"}) {
    const std::string* value = env.value(name);
    if (value == nullptr) continue;
    const std::string host = lower(url_host(*value));
    for (const Cloud& cloud : k_clouds) {
      if (host == cloud.domain || host.ends_with("." + std::string(cloud.domain))) return cloud;
    }
  }
  return k_clouds.front();
}

class Collector {
 public:
  explicit Collector(const Environment& env) : env_(env) {}

  std::vector<Destination> all() {
    add_endpoint();
    add_sign_in();
    add_telemetry();
    for (const std::string& host : storage_hosts(env_)) add(host, 443, Transport::https, ProbePurpose::storage);
    return std::move(found_);
  }

 private:
  void add(std::string host, std::uint16_t port, Transport transport, ProbePurpose purpose, bool absolute = false) {
    if (host.empty() || found_.size() >= k_max_destinations) return;
    Destination destination;
    destination.host = std::move(host);
    destination.absolute = absolute;
    destination.port = port;
    destination.transport = transport;
    destination.purposes = {purpose};
    found_.push_back(std::move(destination));
  }

  bool is(std::string_view name, std::string_view wanted) const {
    const std::string* value = env_.value(name);
    return value != nullptr && lower(*value) == wanted;
  }

  // A URL. `secure` and `plain` are what can be asked of https:// and http://.
  void add_url(std::string_view name, const char* otherwise, Transport secure, Transport plain, ProbePurpose purpose) {
    const std::string* value = env_.value(name);
    if (value == nullptr && otherwise == nullptr) return;
    const std::string url = value == nullptr ? std::string(otherwise) : *value;
    if (!is_url_host(url)) return;
    EndpointAddress address = parse_endpoint_address(url);
    add(std::move(address.host), address.port, address.plain ? plain : secure, purpose, address.absolute);
  }

  // "host:port" of something that listens for datagrams.
  void add_datagrams(std::string_view name, std::uint16_t usual_port, ProbePurpose purpose) {
    const std::string* value = env_.value(name);
    if (value == nullptr || !is_url_host(*value)) return;
    EndpointAddress address = parse_endpoint_address(*value);
    const bool unsaid = address.port == Destination{}.port && !value->ends_with(":" + std::to_string(address.port));
    add(std::move(address.host), unsaid ? usual_port : address.port, Transport::udp, purpose, address.absolute);
  }

  static bool is_url_host(const std::string& text) { return is_endpoint("https://" + without_scheme(text)); }
  static std::string without_scheme(const std::string& text) {
    const std::size_t mark = text.find("://");
    return mark == std::string::npos ? text : text.substr(mark + 3);
  }

  void add_endpoint() {
    const std::string* value = env_.value("config.service.endpoint");
    if (value == nullptr) return;
    EndpointFacts facts = parse_endpoint(*value);
    if (!facts.usable) return;
    add(std::move(facts.host), facts.port, Transport::https, ProbePurpose::configuration_endpoint, facts.absolute);
  }

  void add_sign_in() {
    const std::string mode = auth_mode_of(env_).value_or("");
    const bool workload = mode == "workloadIdentity";
    if (mode != "azureAdApp" && !workload) return;
    const Cloud& cloud = cloud_of(env_);
    // The webhook of workload identity sets the latter.
    add_url(workload ? "AZURE_AUTHORITY_HOST" : "config.service.auth.azureAd.authority", cloud.login, Transport::https,
            Transport::http, ProbePurpose::entra);
    add(cloud.management, 443, Transport::https, ProbePurpose::azure_management);
  }

  void add_telemetry() {
    add_url("logs.applicationinsights.endpoint", nullptr, Transport::https, Transport::http,
            ProbePurpose::application_insights);
    // Its collectors speak HTTP/2.
    if (is("observability.opentelemetry.enabled", "true")) {
      add_url("observability.opentelemetry.collector.uri", nullptr, Transport::tls, Transport::tcp,
              ProbePurpose::open_telemetry);
    }
    if (is("telemetry.metrics.local", "statsd"))
      add_datagrams("telemetry.metrics.local.statsd.endpoint", 8125, ProbePurpose::statsd);
    if (is("telemetry.logs.local", "rfc5424"))
      add_datagrams("telemetry.logs.local.rfc5424.endpoint", 514, ProbePurpose::syslog);
    if (is("telemetry.logs.local", "json"))
      add_datagrams("telemetry.logs.local.json.endpoint", 8888, ProbePurpose::syslog);
  }

  const Environment& env_;
  std::vector<Destination> found_;
};

}  // namespace

std::vector<Destination> destinations_of(const Environment& env) { return Collector(env).all(); }

}  // namespace sgw::collector
