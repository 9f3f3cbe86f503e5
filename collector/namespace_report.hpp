#pragma once

#include "collector/container_process.hpp"
#include "collector/namespace_task.hpp"
#include "collector/probe_ladder.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

inline constexpr std::size_t k_max_namespace_report = std::size_t{32} << 20;  // bytes
inline constexpr std::size_t k_max_namespace_calls = 2500;                    // of one probe; more are not recorded

// What kept a climb from its answer, if anything did; a broken rung is an answer.
enum class ProbeEnding {
  complete,
  cut,       // the time was over
  no_way,    // its proxy is neither http:// nor https://
  no_trust,  // there is no trust store to judge certificates by
};
ProbeEnding ending_of(const LadderResult& result);

struct NamespaceProbe {
  ProbeEnding ending = ProbeEnding::complete;
  std::string document;  // as probe_report() writes it
  std::vector<ProbeCall> calls;
};

// What the helper in a container's network has to say.
struct NamespaceReport {
  Entry entry = Entry::failed;
  std::vector<std::string> files;      // of the container's that were there and used; of those in files_of()
  std::vector<NamespaceProbe> probes;  // when entered: one for each of the task, in its order
};

// All that the helper may look at in the container.
std::vector<std::string> files_of(const NamespaceTask& task);

std::string write_namespace_report(const NamespaceReport& report);
// Of a helper that got this task, and that is not believed more than it must be: nothing for what
// write_namespace_report does not write. The documents in it are still foreign: see foreign_probe.hpp.
std::optional<NamespaceReport> read_namespace_report(std::string_view text, const NamespaceTask& task);

}  // namespace sgw::collector
