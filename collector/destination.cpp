#include "collector/destination.hpp"

namespace sgw::collector {

Literal to_literal(ProbePurpose purpose) {
  switch (purpose) {
    case ProbePurpose::configuration_endpoint:
      return "configuration-endpoint";
    case ProbePurpose::entra:
      return "entra";
    case ProbePurpose::azure_management:
      return "azure-management";
    case ProbePurpose::storage:
      return "storage";
    case ProbePurpose::application_insights:
      return "application-insights";
    case ProbePurpose::open_telemetry:
      return "open-telemetry";
    case ProbePurpose::statsd:
      return "statsd";
    case ProbePurpose::syslog:
      return "syslog";
    case ProbePurpose::registry:
      return "registry";
    case ProbePurpose::operator_named:
      return "operator";
  }
  return "operator";
}

}  // namespace sgw::collector
