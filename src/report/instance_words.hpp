#pragma once

#include "src/triage/fact.hpp"

#include <sgw_diag/safe_text.hpp>

#include <string_view>

namespace sgw::report {

// One gateway in a few words, for tables and for the request form. Each is empty when nothing is known of it.
struct InstanceWords {
  SafeText name;
  SafeText image;    // "mcr.microsoft.com/…:2.10.0", or what is known of the version without one
  SafeText version;  // "2.10.0", "2.10 (from the start banner)", "latest"
  SafeText support;  // "supported", "unsupported (VER-WINDOW)", "unknown"
  SafeText status;   // "running", "exited (139, segfault)", "restarting (OOM-killed)"
  SafeText restarts;
};
InstanceWords words_of(const triage::InstanceFacts& instance);

// "running gateway-1, 2.10.0 (supported), 3 restarts": for the terminal.
SafeText instance_line(const triage::InstanceFacts& instance);

// The first value of `key` in words, with " (stated by the operator)" when only the operator says so; empty without
// one.
SafeText fact_words(const triage::FactSet& facts, std::string_view key);

}  // namespace sgw::report
