#include "collector/probe_report.hpp"

#include "collector/probe_rung_report.hpp"

#include <sgw_diag/json_writer.hpp>

namespace sgw::collector {

std::string probe_report(const ProbeTask& task, const LadderResult& result, ProbePurpose purpose) {
  JsonWriter json;
  json.begin_object().member("destination", task.host).member("port", static_cast<int>(task.port));
  json.member("purpose", purpose == ProbePurpose::operator_named ? "operator" : "configuration-endpoint");
  json.member("from", "host");
  json.member("time", format_time(result.started));
  if (result.broken) {
    json.member("first_broken", to_literal(*result.broken).view());
  } else if (result.whole()) {
    json.member("first_broken", "none");
  }
  write_proxy(json, task, result);
  write_dns(json, result.dns);
  write_tcp(json, result.tcp);
  write_tls(json, result.tls);
  write_http(json, result.http);
  write_transfer(json, result.transfer);
  write_auth(json, result.auth);
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
