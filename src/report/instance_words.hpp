#pragma once

#include "src/triage/evidence.hpp"

#include <sgw_diag/safe_text.hpp>

#include <string_view>

namespace sgw::report {

// One gateway in a few words, for tables and for the request form. Each is empty when nothing is known of it.
struct InstanceWords {
  SafeText name;     // with the folder behind it when another gateway has the same name: "edge-gw (edge-gw-2)"
  SafeText image;    // "mcr.microsoft.com/…:2.10.0", or what is known of the version without one
  SafeText version;  // "2.10.0", "2.10 (from the start banner)", "latest"
  SafeText support;  // "supported", "unsupported (VER-WINDOW)", "unknown"
  SafeText status;   // "running", "exited (139, segfault)", "restarting (OOM-killed)"
  SafeText restarts;
};
InstanceWords words_of(const triage::InstanceFacts& instance);

// "edge-1: running, version 2.10.0, supported (VER-WINDOW), restarts 3": for the terminal.
SafeText instance_line(const triage::InstanceFacts& instance);

// "Recorded sample, not your gateway: edge-gw." for the gateways that are one; empty when none is.
SafeText recorded_words(const triage::Evidence& evidence);

// What the support windows of the gateways were judged by, and how old that is: "Support window by the table of
// releases of 2026-11-20 (6 days old)."; what to do about it when it is too old. Empty when no window was judged.
SafeText window_words(const triage::Evidence& evidence);

// The first value of `key` in words, with " (stated by the operator)" when only the operator says so; empty without
// one.
SafeText fact_words(const triage::FactSet& facts, std::string_view key);

}  // namespace sgw::report
