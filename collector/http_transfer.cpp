#include "collector/http_transfer.hpp"

#include "collector/text.hpp"

#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_header_bytes = std::size_t{64} << 10;
constexpr std::size_t k_max_error_body = std::size_t{64} << 10;

// "HTTP/1.1 200 OK"; 0 when there is no number.
int status_of(std::string_view line) {
  const std::size_t blank = line.find(' ');
  int status = 0;
  if (blank != std::string_view::npos) std::from_chars(line.data() + blank + 1, line.data() + line.size(), status);
  return status;
}

}  // namespace

bool HttpTransfer::take_header(std::string_view line) noexcept {
  try {
    return add_header(line);
  } catch (...) {
    thrown_ = std::current_exception();
    return false;
  }
}

bool HttpTransfer::take_body(std::string_view chunk) noexcept {
  try {
    const bool go_on = add_body(chunk);
    last_byte_ = Deadline::Clock::now();  // after the taker: its time is not the server's
    return go_on;
  } catch (...) {
    thrown_ = std::current_exception();
    return false;
  }
}

std::optional<std::size_t> HttpTransfer::give_body(std::span<char> into) noexcept {
  try {
    last_byte_ = Deadline::Clock::now();
    const auto given = upload_->read(sent_, into);
    unreadable_ = !given;
    sent_ += given.value_or(0);
    return given;
  } catch (...) {
    thrown_ = std::current_exception();
    return std::nullopt;
  }
}

void HttpTransfer::rethrow() const {
  if (thrown_) std::rethrow_exception(thrown_);
}

// False when there are too many, interim answers included: a server may send them without end.
bool HttpTransfer::add_header(std::string_view line) {
  last_byte_ = Deadline::Clock::now();
  header_bytes_ += line.size();
  too_large_ = header_bytes_ > k_max_header_bytes;
  if (too_large_) return false;
  if (line.starts_with("HTTP/")) {
    response_.headers.clear();  // an interim answer came before
    response_.status = status_of(line);
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  std::string name = lower(line.substr(0, colon));
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r' || value.back() == ' ')) {
    value.remove_suffix(1);
  }
  response_.headers.emplace_back(std::move(name), value);
  return true;
}

bool HttpTransfer::add_body(std::string_view chunk) {
  bytes_ += chunk.size();
  if (streams() && response_.ok()) {
    if ((*on_data_)(chunk)) return true;
    response_.ended_by_caller = true;
    return false;
  }
  const std::size_t limit = streams() ? k_max_error_body : max_body_;
  if (response_.body.size() + chunk.size() <= limit) {
    response_.body += chunk;
    return true;
  }
  response_.body += chunk.substr(0, limit - response_.body.size());
  too_large_ = true;
  return false;
}

}  // namespace sgw::collector
