#include "collector/container_process.hpp"
#include "collector/foreign_probe.hpp"
#include "collector/namespace_report.hpp"
#include "collector/namespace_task.hpp"

#include <sgw_diag/json_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace sgw::collector;

// What is read is what was written: no field is taken for another, none is out of its range.
void read_task(std::string_view text) {
  const auto task = read_namespace_task(text);
  if (!task) return;
  if (task->probes.empty() || task->process <= 0) std::abort();
  const std::string written = write_namespace_task(*task);
  const auto again = read_namespace_task(written);
  // A text that is not UTF-8 may grow over the limit when it is written.
  if (again && write_namespace_task(*again) != written) std::abort();
}

void read_report(std::string_view text) {
  NamespaceTask task;
  task.trust_files = {"/etc/ssl/cert.pem"};
  task.probes.resize(1);
  task.probes[0].host = "contoso.example";
  const auto report = read_namespace_report(text, task);
  if (!report) return;
  for (const NamespaceProbe& probe : report->probes) {
    for (const ProbeCall& call : probe.calls) {
      if (call.status < 0 || call.took.count() < 0 || call.verb.view().empty()) std::abort();
    }
  }
}

void rewrite(std::string_view text) {
  ProbeTask task;
  task.host = "contoso.example";
  const auto made = rewritten_probe(text, task, {}, false);
  if (!made) return;
  const auto json = sgw::JsonReader::parse(*made);
  if (!json || (*json)["destination"].text_or("") != "contoso.example" || (*json)["from"].text_or("") != "container") {
    std::abort();
  }
  if (made->size() > 32 * text.size() + 1000) std::abort();
  if (rewritten_probe(*made, task, {}, false) != made) std::abort();
}

}  // namespace

// What goes to and comes from the helper in a container's network, and what the kernel says of a process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_task(text);
  read_report(text);
  rewrite(text);
  const std::string id(64, 'a');
  if (names_container(text, id) && text.find(id) == std::string_view::npos) std::abort();
  return 0;
}
