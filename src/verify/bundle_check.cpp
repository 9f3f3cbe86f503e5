#include "src/verify/bundle_check.hpp"

#include "src/package/archive_reader.hpp"
#include "src/verify/characters.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/limits.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <new>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace sgw::verify {

namespace {

constexpr std::string_view k_manifest = "manifest.json";
constexpr std::string_view k_schema = "sgw-diag/manifest/1";
constexpr std::size_t k_max_problems = 1000;
constexpr std::size_t k_longest_part = 100;  // of a path, as BundlePath cuts it
constexpr std::size_t k_longest_root = 160;
constexpr std::size_t k_longest_path = 2048;
constexpr std::size_t k_shown_bytes = 200;  // of a path in a problem

struct SeenFile {
  std::uint64_t bytes = 0;
  std::string sha256;
};

bool is_safe_part(std::string_view part, std::size_t longest) {
  const auto allowed = [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '-'; };
  return !part.empty() && part.size() <= longest && part.front() != '.' && part.front() != '-' &&
         std::all_of(part.begin(), part.end(), allowed);
}

// Relative, only plain characters, no "." and "..": nothing that could surprise on unpacking.
bool is_safe_path(std::string_view path) {
  if (path.size() > k_longest_path) return false;
  for (std::size_t longest = k_longest_root;; longest = k_longest_part) {
    const std::size_t slash = path.find('/');
    if (!is_safe_part(path.substr(0, slash), longest)) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

// Takes the archive's entries as they come, and compares with the manifest once all were seen.
class BundleReading {
 public:
  BundleReading(const std::vector<RawText>& known_values, std::stop_token stop, const SearchedFiles& searched)
      : stop_(std::move(stop)), searched_(searched), leaks_(known_values) {}

  BundleCheck check(const std::filesystem::path& archive);
  // Whether each file that was said to be searched before is what was searched.
  bool searched_whole() const { return searched_whole_; }

 private:
  bool begin(const package::ArchiveEntry& entry);
  bool is_sound_name(const package::ArchiveEntry& entry);
  std::string_view below_root(const package::ArchiveEntry& entry) const {
    return std::string_view(entry.path).substr(std::min(root_.size() + 1, entry.path.size()));
  }
  Result<void> data(std::string_view chunk);
  Result<void> end();
  void compare_with_manifest();
  void compare(std::string_view path, const JsonReader& declared);
  void problem(Literal what, std::string_view file);

  std::stop_token stop_;
  const SearchedFiles& searched_;
  bool searched_whole_ = true;
  BundleCheck result_;
  LeakCheck leaks_;
  std::string root_;
  std::map<std::string, SeenFile, std::less<>> files_;  // below the root
  std::string manifest_;
  bool manifest_too_large_ = false;
  // The file being read.
  std::string current_;
  std::string expected_;  // the digest of what was searched before; empty: nothing was
  std::uint64_t bytes_ = 0;
  Sha256 digest_;
};

void BundleReading::problem(Literal what, std::string_view file) {
  // A thousand names of a mebibyte each would be a gigabyte.
  if (result_.problems.size() >= k_max_problems) return;
  result_.problems.push_back({what, std::string(file.substr(0, k_shown_bytes))});
}

bool BundleReading::is_sound_name(const package::ArchiveEntry& entry) {
  std::string_view path = entry.path;
  if (entry.folder && path.ends_with('/')) path.remove_suffix(1);
  if (!is_safe_path(path)) {
    problem("unsafe path", path);
    return false;
  }
  const std::string_view root = path.substr(0, path.find('/'));
  if (root_.empty()) root_ = root;
  if (root != root_) {
    problem("more than one root folder", path);
    return false;
  }
  if (!entry.folder && path.size() == root.size()) {
    problem("outside the root folder", path);
    return false;
  }
  return true;
}

bool BundleReading::begin(const package::ArchiveEntry& entry) {
  const bool sound = is_sound_name(entry);
  const auto before = sound ? searched_.find(below_root(entry)) : searched_.end();
  leaks_.begin(entry.path, before == searched_.end() ? LeakCheck::Extent::all : LeakCheck::Extent::known_values);
  if (entry.folder) return false;
  if (!entry.regular) {
    problem("not a plain file", entry.path);
    return false;
  }
  // A file of a bad name is searched for secrets all the same.
  current_ = sound ? std::string(below_root(entry)) : std::string();
  expected_ = before == searched_.end() ? std::string() : before->second;
  if (sound && files_.contains(current_)) {
    problem("there twice", current_);
    current_.clear();
  }
  bytes_ = 0;
  digest_ = Sha256();
  return true;
}

Result<void> BundleReading::data(std::string_view chunk) {
  if (stop_.stop_requested()) return fail(ErrorKind::cancelled, "stopped");
  bytes_ += chunk.size();
  digest_.add(chunk);
  leaks_.add(chunk);
  if (current_ != k_manifest) return {};
  manifest_too_large_ = manifest_too_large_ || manifest_.size() + chunk.size() > k_max_json_bytes;
  if (!manifest_too_large_) manifest_ += chunk;
  return {};
}

Result<void> BundleReading::end() {
  leaks_.end();
  ++result_.files;
  result_.bytes += bytes_;
  std::string digest = digest_.hex();
  searched_whole_ = searched_whole_ && (expected_.empty() || expected_ == digest);
  if (!current_.empty()) files_.emplace(std::exchange(current_, {}), SeenFile{bytes_, std::move(digest)});
  return {};
}

void BundleReading::compare(std::string_view path, const JsonReader& declared) {
  const auto seen = files_.find(path);
  if (seen == files_.end()) return problem("missing", path);
  const auto bytes = declared["bytes"].integer();
  if (!bytes || *bytes < 0 || static_cast<std::uint64_t>(*bytes) != seen->second.bytes) problem("size differs", path);
  if (declared["sha256"].text_or("") != seen->second.sha256) problem("digest differs", path);
  files_.erase(seen);
}

void BundleReading::compare_with_manifest() {
  const auto found = files_.find(k_manifest);
  if (found == files_.end()) return problem("there is no manifest", k_manifest);
  files_.erase(found);
  const auto manifest = manifest_too_large_ ? std::nullopt : JsonReader::parse(manifest_);
  if (!manifest) return problem("the manifest cannot be read", k_manifest);
  if ((*manifest)["schema"].text_or("") != k_schema) return problem("the manifest has another schema", k_manifest);
  if (!(*manifest)["files"].is_array()) return problem("the manifest lists no files", k_manifest);
  std::map<std::string, int, std::less<>> listed;
  for (const auto& declared : (*manifest)["files"].items()) {
    const std::string path = declared["path"].text_or("");
    if (path.empty()) {
      problem("an entry of the manifest has no path", k_manifest);
    } else if (++listed[path] > 1) {
      problem("twice in the manifest", path);
    } else {
      compare(path, declared);
    }
  }
  for (const auto& [path, file] : files_) problem("not in the manifest", path);
}

Literal unreadable(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::not_found:
      return "there is no such file";
    case ErrorKind::denied:
      return "no right to read it";
    case ErrorKind::too_large:
      return "unpacks to too much";
    case ErrorKind::cancelled:
      return "not checked to its end: the check was stopped";
    case ErrorKind::protocol:
      return "not a bundle, broken, cut, or longer than it should be";
    default:
      return "cannot be read";
  }
}

// Looks at the archive's frame, which takes unpacking it, while its files are read.
class FrameCheck {
 public:
  FrameCheck(const std::filesystem::path& archive, const std::stop_token& stop)
      : thread_([this, archive](const std::stop_token& end) { look(archive, end); }),
        on_stop_(stop, [this] { thread_.request_stop(); }) {}

  bool is_own() {
    thread_.join();
    return own_;
  }

 private:
  // What cannot be looked at for lack of memory is not proved to be ours.
  void look(const std::filesystem::path& archive, const std::stop_token& end) {
    try {
      own_ = package::has_own_frame(archive, end);
    } catch (const std::bad_alloc&) {
      own_ = false;
    }
  }

  bool own_ = false;
  std::jthread thread_;
  std::stop_callback<std::function<void()>> on_stop_;
};

BundleCheck BundleReading::check(const std::filesystem::path& archive) {
  const package::ArchiveVisitor visitor{
      .begin = [this](const package::ArchiveEntry& entry) { return begin(entry); },
      .data = [this](std::string_view chunk) { return data(chunk); },
      .end = [this] { return end(); },
  };
  FrameCheck frame(archive, stop_);
  if (const auto read = package::read_archive(archive, visitor, {}, stop_); !read) {
    leaks_.end();  // what came before the break is searched
    result_.stopped = read.error().kind == ErrorKind::cancelled;
    problem(unreadable(read.error().kind), archive.filename().string());
  } else {
    const bool own = frame.is_own();
    result_.stopped = stop_.stop_requested();
    if (result_.stopped) {
      problem(unreadable(ErrorKind::cancelled), archive.filename().string());
    } else if (!own) {
      problem("bytes that no bundle has beside its files", archive.filename().string());
    }
    compare_with_manifest();
  }
  result_.leaks = leaks_.leaks();
  return std::move(result_);
}

}  // namespace

BundleCheck check_bundle(const std::filesystem::path& archive, const std::vector<RawText>& known_values,
                         const std::stop_token& stop, const SearchedFiles& searched) {
  BundleReading reading(known_values, stop, searched);
  BundleCheck result = reading.check(archive);
  if (reading.searched_whole() || result.stopped) return result;
  const SearchedFiles none;
  return BundleReading(known_values, stop, none).check(archive);
}

}  // namespace sgw::verify
