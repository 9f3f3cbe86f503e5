#pragma once

#include "src/app/exit_code.hpp"
#include "src/app/session.hpp"
#include "src/app/verify_run.hpp"
#include "src/cli/console.hpp"

namespace sgw::cli {

// 0 sound, 1 tampered or unreadable, 4 a secret found, 130 stopped.
app::ExitCode code_of_check(const verify::BundleCheck& check);

// What was found, for people.
void show_check(Console& console, const app::Session& session, const verify::BundleCheck& check);

}  // namespace sgw::cli
