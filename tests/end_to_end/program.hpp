#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sgw::test {

// The binary of this build, or the one that the variable SGW_DIAG_PROGRAM names (another build's, such as a
// sanitizer's).
std::string program_path();

// Runs the real binary. Its environment is this process's without what would lead it to an engine, a cluster or a proxy
// outside the test; `options.more_env` is added.
ProcessResult run_program(std::vector<std::string> arguments, ProcessOptions options = {});

// The one file of `folder` whose name starts with "sgw-diag-". Throws if there is none or more than one.
std::filesystem::path only_bundle(const std::filesystem::path& folder);

// Everything in an archive, read by a program that is not ours: path without the root folder → bytes.
std::map<std::string, std::string> unpacked(const std::filesystem::path& bundle, const TempDir& scratch);

// The JSON document that a command printed on standard output.
JsonReader document_of(const ProcessResult& result);

// A finding's or the verdict's clauses as one text: "RESP-SH-AUTH VER-WINDOW".
std::string clauses_of(const JsonReader& finding);

}  // namespace sgw::test
