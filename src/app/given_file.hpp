#pragma once

#include "src/package/unique_fd.hpp"

#include <sgw_diag/result.hpp>

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>

namespace sgw::app {

// Bytes that the operator named: a plain file, or standard input, which may be silent for long. Errors without a
// subject: the name as typed is raw, and the caller adds it through the gate.
class GivenInput {
 public:
  static Result<GivenInput> open(const std::filesystem::path& path);
  // Ends at `stop` too, without an error.
  static GivenInput standard_input(std::stop_token stop);

  // The next bytes, at most k_chunk_bytes; empty at the end. The view lives until the next call, and in this object:
  // not to be asked of one that is gone by the time the bytes are looked at.
  Result<std::string_view> read() &;

 private:
  GivenInput(package::UniqueFd file, int descriptor, std::stop_token stop);
  bool wait() const;

  package::UniqueFd file_;  // none for standard input
  int descriptor_;
  std::stop_token stop_;
  std::string chunk_;
};

// Reads a file that the operator named, at most `max_bytes`. Errors as above.
Result<std::string> read_given_file(const std::filesystem::path& path, std::size_t max_bytes);

// What a file of rules is for, by its keys: a redaction pack's rules say what to find, a triage rule says when it
// fires. Unknown when it says neither, or both, or is no JSON: whoever reads it in full says what is wrong with it.
enum class RuleKind { redaction, triage, unknown };
RuleKind rule_kind(std::string_view bytes);

// Can a file of this name be made? What cannot be kept is told now, not after two minutes of work. Errors: io.
Result<void> can_be_made(const std::filesystem::path& file);

// Whether two names, of files that need not be there, lead to one place.
bool is_same_place(const std::filesystem::path& left, const std::filesystem::path& right);

}  // namespace sgw::app
