#include "collector/status_report.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <cstdint>

namespace sgw::collector {

namespace {

constexpr std::string_view k_unassigned_prefix = "/sgw-diag-unassigned-";

std::string_view configuration(const StatusAnswer& unassigned) {
  if (unassigned.http_status == 404 && unassigned.resource_not_found) return "loaded";
  if (unassigned.http_status == 200 && unassigned.body_bytes == 0) return "not-loaded";
  return "unknown";
}

void write_answer(JsonWriter& json, const StatusAnswer& answer) {
  json.member("reached", answer.reached);
  if (answer.reached) {
    json.member("http_status", answer.http_status).member("body_bytes", static_cast<std::uint64_t>(answer.body_bytes));
  }
  if (!answer.error.view().empty()) json.member("error", answer.error.view());
  json.member("ms", static_cast<std::int64_t>(answer.took.count()));
}

}  // namespace

std::string unassigned_path() { return std::string(k_unassigned_prefix) + to_hex(random_bytes(8)); }

bool says_resource_not_found(std::string_view body) {
  const auto json = JsonReader::parse(body);
  return json && (*json)["message"].text_or("") == "Resource not found";
}

std::string status_document(const StatusReport& report) {
  JsonWriter json;
  json.begin_object().member("address", report.address).member("time", format_time(report.asked));
  json.key("status_endpoint").begin_object();
  write_answer(json, report.status);
  json.end_object().key("unassigned_path").begin_object();
  write_answer(json, report.unassigned);
  if (report.unassigned.reached) json.member("resource_not_found", report.unassigned.resource_not_found);
  json.end_object().member("configuration", configuration(report.unassigned)).end_object();
  return json.take();
}

}  // namespace sgw::collector
