#include "collector/status_source.hpp"

#include "collector/dns_name.hpp"
#include "collector/http_client.hpp"
#include "collector/http_probe.hpp"
#include "collector/raw_artifact.hpp"
#include "collector/status_report.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_body = std::size_t{64} << 10;
constexpr std::chrono::seconds k_limit{4};

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
    const StatusAnswer status = ask(client, std::string(k_status_path), context, sink);
    const StatusAnswer unassigned = ask(client, unassigned_path(), context, sink);

    entry->write(RawBytes(status_document({host_and_port(target_.host, target_.port, 0), asked, status, unassigned})));
    const bool cut = context.over() && !(status.reached && unassigned.reached);
    entry->finish(cut ? RawOutcome::partial({ErrorKind::cancelled, "the run's time was over", RawText(base_)})
                      : RawOutcome::complete());
  }

 private:
  StatusAnswer ask(HttpClient& client, const std::string& path, const CollectContext& context, RawSink& sink) const {
    const auto start = Deadline::Clock::now();
    HttpRequest request;
    request.target = path;
    StatusAnswer answer;
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
