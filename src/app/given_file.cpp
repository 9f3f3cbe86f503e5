#include "src/app/given_file.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/limits.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace sgw::app {

GivenInput::GivenInput(package::UniqueFd file, int descriptor, std::stop_token stop)
    : file_(std::move(file)), descriptor_(descriptor), stop_(std::move(stop)) {}

Result<GivenInput> GivenInput::open(const std::filesystem::path& path) {
  // Non-blocking, so that a pipe given by mistake does not hold the run.
  package::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    if (errno == EACCES) return fail(ErrorKind::bad_usage, "no right to read the file");
    return fail(ErrorKind::bad_usage, "cannot open the file");
  }
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return fail(ErrorKind::bad_usage, "not a plain file");
  const int descriptor = file.get();
  return GivenInput(std::move(file), descriptor, {});
}

GivenInput GivenInput::standard_input(std::stop_token stop) {
  return {package::UniqueFd(), STDIN_FILENO, std::move(stop)};
}

bool GivenInput::wait() const {
  constexpr int slice_ms = 100;
  if (file_) return true;
  pollfd input{descriptor_, POLLIN, 0};
  while (!stop_.stop_requested()) {
    if (::poll(&input, 1, slice_ms) != 0) return true;  // read() says whatever there is to say
  }
  return false;
}

Result<std::string_view> GivenInput::read() & {
  chunk_.resize(k_chunk_bytes);
  while (wait()) {
    const ssize_t got = ::read(descriptor_, chunk_.data(), chunk_.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) return fail(ErrorKind::bad_usage, "cannot read the file");
    return std::string_view(chunk_).substr(0, static_cast<std::size_t>(got));
  }
  return std::string_view();
}

Result<std::string> read_given_file(const std::filesystem::path& path, std::size_t max_bytes) {
  SGW_TRY(GivenInput input, GivenInput::open(path));
  std::string bytes;
  while (true) {
    SGW_TRY(const std::string_view chunk, input.read());
    if (chunk.empty()) return bytes;
    if (bytes.size() + chunk.size() > max_bytes) {
      return fail(ErrorKind::bad_usage, "the file is too large for its purpose");
    }
    bytes += chunk;
  }
}

RuleKind rule_kind(std::string_view bytes) {
  const auto json = JsonReader::parse(bytes);
  if (!json) return RuleKind::unknown;
  const auto rules = (*json)["rules"].items();
  const auto any_has = [&rules](std::string_view key) {
    return std::any_of(rules.begin(), rules.end(), [key](const JsonReader& rule) { return rule[key].exists(); });
  };
  const bool finds = (*json)["pack"].exists() || any_has("find") || any_has("detector");
  const bool judges = any_has("when");
  if (finds == judges) return RuleKind::unknown;
  return finds ? RuleKind::redaction : RuleKind::triage;
}

Result<void> can_be_made(const std::filesystem::path& file) {
  const auto parent = file.parent_path();
  const auto folder = parent.empty() ? std::filesystem::path(".") : parent;
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) return fail(ErrorKind::io, "the folder does not exist");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return fail(ErrorKind::io, "no right to write there");
  return {};
}

bool is_same_place(const std::filesystem::path& left, const std::filesystem::path& right) {
  std::error_code ignored;
  const auto place = [&](const std::filesystem::path& path) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
  };
  return place(left) == place(right);
}

}  // namespace sgw::app
