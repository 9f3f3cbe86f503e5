#include "src/app/bundle_run.hpp"

#include <unistd.h>

#include <optional>
#include <string>
#include <system_error>

namespace sgw::app {

namespace {

namespace fs = std::filesystem;

std::optional<package::ArchiveFormat> format_of_name(const std::string& name) {
  const auto ends_with = [&](std::string_view ending) { return name.size() > ending.size() && name.ends_with(ending); };
  if (ends_with(".tar.gz") || ends_with(".tgz")) return package::ArchiveFormat::tar_gz;
  if (ends_with(".tar.zst") || ends_with(".tzst")) return package::ArchiveFormat::tar_zst;
  if (ends_with(".zip")) return package::ArchiveFormat::zip;
  return std::nullopt;
}

}  // namespace

Result<OutputPlan> plan_output(const Session& session, const OutputOptions& options) {
  OutputPlan plan;
  const std::string typed = options.output.value_or("");
  const auto failed = [&](ErrorKind kind, Literal what) {
    return tl::make_unexpected(session.with_subject(Error{kind, what, {}}, typed));
  };
  const auto no_folder = [&](Literal what) {
    return tl::make_unexpected(session.with_subject(Error{ErrorKind::io, what, {}}, plan.folder.native()));
  };
  plan.format = options.format.value_or(package::ArchiveFormat::tar_gz);
  if (typed == "-") {
    if (::isatty(STDOUT_FILENO) != 0) {
      return failed(ErrorKind::bad_usage,
                    "-o - writes the archive to standard output: redirect it to a file or a pipe");
    }
    plan.to_stdout = true;
    return plan;
  }
  std::error_code error;
  if (typed.empty()) {
    plan.folder = ".";
  } else if (fs::is_directory(typed, error)) {
    plan.folder = typed;
  } else {
    plan.target = typed;
    plan.folder = plan.target.has_parent_path() ? plan.target.parent_path() : fs::path(".");
    if (!options.format) plan.format = format_of_name(typed).value_or(package::ArchiveFormat::tar_gz);
    if (fs::exists(fs::symlink_status(plan.target, error))) {
      return failed(ErrorKind::io, "there is a file of that name already, and bundles are never overwritten");
    }
  }
  if (!fs::is_directory(plan.folder, error)) return no_folder("the output folder does not exist");
  if (::access(plan.folder.c_str(), W_OK | X_OK) != 0) {
    return no_folder("cannot write to the output folder (choose another one with -o)");
  }
  return plan;
}

}  // namespace sgw::app
