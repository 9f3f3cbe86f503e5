#include "src/app/redact_run.hpp"

#include "src/app/given_file.hpp"
#include "src/app/redact_inputs.hpp"
#include "src/app/redact_unpack.hpp"

#include <optional>

namespace sgw::app {

Result<void> redact(const Session& session, const RedactJob& job, RedactReport& report, const std::stop_token& stop) {
  RedactFeed feed(session, job, report, stop);
  if (job.inputs.empty()) {
    GivenInput input = GivenInput::standard_input(stop);
    return feed.feed(RedactName("standard-input"), [&] { return input.read(); });
  }
  SGW_TRY(const std::vector<RedactInput> inputs, list_redact_inputs(session, job, report));
  for (const RedactInput& input : inputs) {
    std::optional<GivenInput> file;
    SGW_CHECK(feed.feed(RedactName(input.name), [&]() -> Result<std::string_view> {
      if (!file) {
        SGW_TRY(file, GivenInput::open(input.path));
      }
      return file->read();
    }));
  }
  return {};
}

}  // namespace sgw::app
