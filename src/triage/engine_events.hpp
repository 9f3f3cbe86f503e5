#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/safe_text.hpp>

#include <cstdint>
#include <functional>

namespace sgw::triage {

// One line of events.jsonl (ARCHITECTURE.md, "Facts").
struct EngineEvent {
  SafeJson json;
  SafeText row;            // the line itself
  std::uint64_t line = 0;  // from 1
};

// In the order of the file. A line that is no JSON is passed over.
void for_each_event(const SafeText& text, const std::function<void(const EngineEvent&)>& take);

}  // namespace sgw::triage
