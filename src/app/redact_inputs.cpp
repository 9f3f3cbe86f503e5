#include "src/app/redact_inputs.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace sgw::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_max_files = 100000;

Result<void> list_folder(const Session& session, const fs::path& given, std::vector<RedactInput>& inputs,
                         RedactReport& report) {
  const auto left_out = [&](const fs::path& path, Literal why) {
    report.files.push_back({session.shown_path(path), "left out", SafeText(why), 0, 0, {}});
  };
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(given, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code ignored;
    if (entry->is_symlink(ignored)) {
      left_out(path, "a link, which is not followed");
    } else if (entry->is_directory(ignored)) {
      if (::access(path.c_str(), R_OK | X_OK) == 0) continue;
      left_out(path, "no right to read the folder");
      entry.disable_recursion_pending();
    } else if (!entry->is_regular_file(ignored)) {
      left_out(path, "not a plain file");
    } else if (session.is_map(path)) {
      left_out(path, "the map of this run");
    } else {
      inputs.push_back({path, path.lexically_relative(given)});
    }
    if (inputs.size() > k_max_files) return fail(ErrorKind::bad_usage, "the folder holds too many files");
  }
  if (error) return fail(ErrorKind::bad_usage, "cannot read the folder");
  return {};
}

}  // namespace

Result<std::vector<RedactInput>> list_redact_inputs(const Session& session, const RedactJob& job,
                                                    RedactReport& report) {
  std::vector<RedactInput> inputs;
  for (const fs::path& given : job.inputs) {
    const auto problem = [&](Error error) {
      return tl::make_unexpected(session.with_subject(std::move(error), given.native()));
    };
    std::error_code error;
    if (!fs::exists(given, error)) return problem({ErrorKind::bad_usage, "there is no such file or folder", {}});
    if (!fs::is_directory(given, error)) {
      inputs.push_back({given, given.filename()});
      continue;
    }
    if (!job.out) {
      return problem({ErrorKind::bad_usage, "a folder needs -o OUT, where the cleaned tree goes", {}});
    }
    if (auto listed = list_folder(session, given, inputs, report); !listed) return problem(std::move(listed).error());
  }
  std::sort(inputs.begin(), inputs.end(),
            [](const RedactInput& left, const RedactInput& right) { return left.name < right.name; });
  return inputs;
}

}  // namespace sgw::app
