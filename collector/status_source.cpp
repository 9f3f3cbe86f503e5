#include "collector/status_source.hpp"

#include "collector/dns_name.hpp"
#include "collector/http_client.hpp"
#include "collector/http_probe.hpp"
#include "collector/raw_artifact.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::string_view k_status_path = "/status-0123456789abcdef";
constexpr std::string_view k_unassigned_prefix = "/sgw-diag-unassigned-";
constexpr std::size_t k_max_body = std::size_t{64} << 10;
constexpr std::chrono::seconds k_limit{4};

struct Answer {
  bool reached = false;
  int http_status = 0;
  std::size_t body_bytes = 0;
  bool resource_not_found = false;
  Literal error = "";
  std::chrono::milliseconds took{0};
};

// {"statusCode": 404, "message": "Resource not found"}
bool says_resource_not_found(const std::string& body) {
  const auto json = JsonReader::parse(body);
  return json && (*json)["message"].text_or("") == "Resource not found";
}

std::string_view configuration(const Answer& unassigned) {
  if (unassigned.http_status == 404 && unassigned.resource_not_found) return "loaded";
  if (unassigned.http_status == 200 && unassigned.body_bytes == 0) return "not-loaded";
  return "unknown";
}

void write_answer(JsonWriter& json, const Answer& answer) {
  json.member("reached", answer.reached);
  if (answer.reached) {
    json.member("http_status", answer.http_status).member("body_bytes", static_cast<std::uint64_t>(answer.body_bytes));
  }
  if (!answer.error.view().empty()) json.member("error", answer.error.view());
  json.member("ms", static_cast<std::int64_t>(answer.took.count()));
}

class StatusSource : public Source {
 public:
  explicit StatusSource(StatusTarget target)
      : target_(std::move(target)), base_("http://" + host_and_port(target_.host, target_.port, 80)) {}

  SafeName name() const override { return SafeName("status"); }

  void collect(const CollectContext& context, RawSink& sink) override {
    const auto entry =
        sink.open(raw_header(name(), Role::status, Format::json, target_.instance, Literal("status.json")));
    if (context.over()) {
      entry->finish(RawOutcome::missing({ErrorKind::cancelled, "the run's time was over", RawText(base_)}));
      return;
    }
    HttpClient client(HttpServer{.base = base_, .unix_socket = {}, .ca_file = {}, .cert_file = {}, .key_file = {}});
    const UtcTime asked = wall_clock();
    const Answer status = ask(client, std::string(k_status_path), context, sink);
    const Answer unassigned = ask(client, std::string(k_unassigned_prefix) + to_hex(random_bytes(8)), context, sink);

    JsonWriter json;
    json.begin_object().member("address", host_and_port(target_.host, target_.port, 0));
    json.member("time", format_time(asked));
    json.key("status_endpoint").begin_object();
    write_answer(json, status);
    json.end_object().key("unassigned_path").begin_object();
    write_answer(json, unassigned);
    if (unassigned.reached) json.member("resource_not_found", unassigned.resource_not_found);
    json.end_object().member("configuration", configuration(unassigned)).end_object();
    entry->write(RawBytes(json.take()));
    const bool cut = context.over() && !(status.reached && unassigned.reached);
    entry->finish(cut ? RawOutcome::partial({ErrorKind::cancelled, "the run's time was over", RawText(base_)})
                      : RawOutcome::complete());
  }

 private:
  Answer ask(HttpClient& client, const std::string& path, const CollectContext& context, RawSink& sink) const {
    const auto start = Deadline::Clock::now();
    HttpRequest request;
    request.target = path;
    Answer answer;
    std::string body;  // the start of it
    const auto on_data = [&](std::string_view chunk) {
      body.append(chunk.substr(0, k_max_body - body.size()));
      return body.size() < k_max_body;
    };
    const auto response = client.stream(request, on_data, context.deadline.capped(k_limit), context.stop);
    answer.took = std::chrono::duration_cast<std::chrono::milliseconds>(Deadline::Clock::now() - start);
    if (response) {
      answer.reached = true;
      answer.http_status = response->status;
      if (!response->ok()) body = response->body;
      answer.body_bytes = body.size();
      answer.resource_not_found = response->status == 404 && says_resource_not_found(body);
    } else {
      answer.error = response.error().what;
    }
    sink.call({.source = name(),
               .verb = "GET",
               .target = RawText(base_ + path),
               .status = answer.http_status,
               .took = answer.took});
    return answer;
  }

  StatusTarget target_;
  std::string base_;
};

}  // namespace

std::unique_ptr<Source> make_status_source(StatusTarget target) {
  return std::make_unique<StatusSource>(std::move(target));
}

}  // namespace sgw::collector
