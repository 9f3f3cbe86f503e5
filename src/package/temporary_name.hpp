#pragma once

#include "src/package/unique_fd.hpp"

#include <sgw_diag/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace sgw::package {

// The name of a temporary file of ours, which goes with this object. A program that ends at once runs no destructor:
// it calls remove_temporary_names_for_good(). Names may be made and dropped on any thread.
class TemporaryName {
 public:
  TemporaryName() = default;  // none
  TemporaryName(TemporaryName&& other) noexcept;
  TemporaryName& operator=(TemporaryName&& other) noexcept;
  ~TemporaryName();

  bool empty() const noexcept { return name_.empty(); }
  const std::string& text() const noexcept { return name_; }
  // The file has another name now, and this one is nobody's.
  void forget() noexcept;

 private:
  friend struct TemporaryFile;
  explicit TemporaryName(std::string name) : name_(std::move(name)) {}

  std::string name_;
};

// An empty file of that name, open for reading and writing, 0600.
struct TemporaryFile {
  UniqueFd file;
  TemporaryName name;

  // Makes "<folder>/.sgw-diag-XXXXXX<suffix>". Errors: io; `otherwise` is said when it is none of the usual ones.
  static Result<TemporaryFile> make(const std::filesystem::path& folder, std::string_view suffix, Literal otherwise);
};

// Unlinks every temporary name that there is. No name can be made after it: only for a program that ends now. Waits at
// most a second for a thread that is just making one (on a file system that hangs, it may never be done).
void remove_temporary_names_for_good();

}  // namespace sgw::package
