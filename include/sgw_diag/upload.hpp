#pragma once

#include <sgw_diag/limits.hpp>
#include <sgw_diag/safe_text.hpp>
#include <sgw_diag/source.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

class FileReader;

// A place that takes a file over HTTPS, by the URL that its owner gave out. The URL is a secret: of what these
// functions return, shown() alone is for people, through the gate like everything.
class UploadPlace {
 public:
  enum class Kind {
    azure_blob,  // the URL has a shared access signature
    plain,       // anything else that takes a PUT
  };

  // Blanks and line ends around it are nothing. A URL that ends in "/", or whose signature is for more than one blob,
  // names a folder: the file's name goes behind it. Errors: bad_usage, and none has a subject.
  static RawResult<UploadPlace> parse(std::string_view url);

  Kind kind() const { return kind_; }
  std::string shown(std::string_view file_name) const;  // "https://host/container/name": without the query
  std::optional<UtcTime> expires() const;               // as the signature says
  // Why the URL itself says that nothing can be sent by it at that time: denied.
  std::optional<RawError> refusal(UtcTime now) const;
  // What must not be shown: all values of the query but those that are known to be none, as written and decoded.
  std::vector<std::string> secrets() const;

  // For the sender alone.
  const std::string& base() const { return base_; }  // "https://host:port"
  const std::string& host() const { return host_; }
  bool is_plain_http() const { return base_.starts_with("http://"); }  // of a loopback address
  // Path and query; `more` ("comp=block") comes first in the query.
  std::string target(std::string_view file_name, std::string_view more = {}) const;

 private:
  std::string path_of(std::string_view file_name) const;
  std::string value(std::string_view name) const;  // of the query, decoded; empty without

  Kind kind_ = Kind::plain;
  std::string base_;
  std::string host_;
  std::string path_;
  std::string query_;  // without "?"
  bool is_folder_ = false;
};

// A file to be handed over. It is held open, so that what is sent is what was digested, whatever becomes of its name.
class UploadFile {
 public:
  // Reads it once. Errors: not_found, denied, io (not a plain file, or it cannot be read), cancelled; the subject is
  // the path.
  static RawResult<UploadFile> open(const std::filesystem::path& path, const std::stop_token& stop);

  const std::string& name() const { return name_; }
  std::uint64_t bytes() const { return bytes_; }
  const SafeText& sha256() const { return sha256_; }
  const std::string& md5() const { return md5_; }  // base64, as the header Content-MD5 has it
  // A path that leads to the opened file.
  std::filesystem::path held() const;
  // At most `count` bytes from `offset`; less at the end. Nothing when it cannot be read.
  std::optional<std::size_t> read(std::uint64_t offset, char* into, std::size_t count) const;

 private:
  UploadFile() = default;

  std::shared_ptr<const FileReader> file_;
  std::string name_;
  std::uint64_t bytes_ = 0;
  SafeText sha256_;
  std::string md5_;
};

struct UploadContext {
  Deadline deadline;
  std::stop_token stop;
  std::function<void(std::uint64_t bytes)> on_sent{};  // of the file, so far; may fall back when it begins anew
};

// Bounds; smaller ones for tests.
struct UploadLimits {
  std::uint64_t single = std::uint64_t{256} << 20;  // bytes of a blob that goes in one request; more goes in blocks
  std::size_t block = std::size_t{16} << 20;        // bytes, in memory
  int attempts = 5;                                 // of each request
  std::chrono::milliseconds first_wait = std::chrono::seconds{1};     // doubled each time
  std::chrono::milliseconds longest_wait = std::chrono::seconds{60};  // whatever the server asks for
  std::chrono::milliseconds stall = std::chrono::seconds{60};         // without a byte in either direction
};

// Sends the file. Never overwrites where the server can tell; redirects are not followed; the way is by the proxy that
// the environment names, if any, and SSL_CERT_FILE names further authorities that are trusted. What the server takes
// too long for, or fails at, is tried again. Errors: bad_usage, denied (the server's reason), not_found, io (the file
// has changed), too_large, timeout, unreachable, protocol, cancelled; the subject is shown(), with the status of an
// answer that has no words of ours.
RawResult<void> upload(const UploadPlace& place, const UploadFile& file, const UploadContext& context,
                       const UploadLimits& limits = {});

}  // namespace sgw::collector
