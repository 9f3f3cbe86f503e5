#pragma once

#include "collector/http_client.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <span>
#include <string_view>

namespace sgw::collector {

// What has come of one exchange so far. The functions that take and give are for a C library: nothing flies out of
// them.
class HttpTransfer {
 public:
  // A 2xx body goes to `on_data` when there is one; any other is kept, up to `max_body` bytes. `upload` is sent when
  // there is one.
  HttpTransfer(const HttpClient::OnData* on_data, std::size_t max_body, const HttpUpload* upload = nullptr)
      : on_data_(on_data), max_body_(max_body), upload_(upload) {}

  // False: the transfer must end.
  bool take_header(std::string_view line) noexcept;
  bool take_body(std::string_view chunk) noexcept;
  // The next bytes to send; none at the end. Nothing: they cannot be read.
  std::optional<std::size_t> give_body(std::span<char> into) noexcept;
  void give_from(std::uint64_t offset) { sent_ = offset; }

  HttpResponse& response() { return response_; }
  const HttpResponse& response() const { return response_; }
  bool streams() const { return on_data_ != nullptr; }
  const HttpUpload* upload() const { return upload_; }
  bool unreadable() const { return unreadable_; }  // the body to send
  std::uint64_t bytes() const { return bytes_; }   // of the body, whoever got them
  bool answered() const { return header_bytes_ > 0; }
  bool too_large() const { return too_large_; }
  Deadline::Clock::time_point last_byte() const { return last_byte_; }
  void rethrow() const;  // what the taker threw

 private:
  bool add_header(std::string_view line);
  bool add_body(std::string_view chunk);

  HttpResponse response_;
  const HttpClient::OnData* on_data_;
  std::size_t max_body_;
  std::size_t header_bytes_ = 0;
  std::uint64_t bytes_ = 0;
  Deadline::Clock::time_point last_byte_ = Deadline::Clock::now();
  bool too_large_ = false;
  const HttpUpload* upload_;
  std::uint64_t sent_ = 0;
  bool unreadable_ = false;
  std::exception_ptr thrown_;
};

}  // namespace sgw::collector
