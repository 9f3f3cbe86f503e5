#include "src/package/temporary_name.hpp"

#include "src/package/file_io.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace sgw::package {

namespace {

constexpr auto k_moment = std::chrono::milliseconds(10);

struct LiveNames {
  std::mutex mutex;
  std::atomic<bool> ending = false;  // the program ends: nobody may take the names any more
  std::set<std::string> names;
};

LiveNames& live() {
  // Never destroyed: a name may go when the program's static objects already have.
  static auto* const names = new LiveNames;
  return *names;
}

// Whoever comes once the program ends is held: a thread that makes name after name would keep them from the one that
// removes them all.
std::unique_lock<std::mutex> hold() {
  while (live().ending) std::this_thread::sleep_for(k_moment);
  return std::unique_lock(live().mutex);
}

}  // namespace

TemporaryName::TemporaryName(TemporaryName&& other) noexcept : name_(std::exchange(other.name_, {})) {}

TemporaryName& TemporaryName::operator=(TemporaryName&& other) noexcept {
  std::swap(name_, other.name_);
  return *this;
}

TemporaryName::~TemporaryName() {
  if (name_.empty()) return;
  const std::unique_lock lock = hold();
  unlink(name_.c_str());
  live().names.erase(name_);
}

void TemporaryName::forget() noexcept {
  const std::unique_lock lock = hold();
  live().names.erase(name_);
  name_.clear();
}

Result<TemporaryFile> TemporaryFile::make(const std::filesystem::path& folder, std::string_view suffix,
                                          Literal otherwise) {
  std::string name = (folder / ".sgw-diag-XXXXXX").string() + std::string(suffix);
  // One step for whoever looks at the names: there is no file that is not among them.
  const std::unique_lock lock = hold();
  UniqueFd file(mkostemps(name.data(), static_cast<int>(suffix.size()), O_CLOEXEC));
  if (!file) return tl::make_unexpected(output_error(errno, otherwise));
  live().names.insert(name);
  return TemporaryFile{std::move(file), TemporaryName(std::move(name))};
}

void remove_temporary_names_for_good() {
  constexpr int k_tries = 100;  // a second in all
  LiveNames& all = live();
  all.ending = true;
  for (int i = 0; i < k_tries; ++i) {
    if (all.mutex.try_lock()) {
      for (const std::string& name : all.names) unlink(name.c_str());
      return;
    }
    std::this_thread::sleep_for(k_moment);
  }
}

}  // namespace sgw::package
