#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::test {

class FakeWire;

// What the fake server says to one request. Made by the functions below and refined by chaining:
//   HttpAnswer::json("{}").header("Api-Version", "1.41")      HttpAnswer::text(log).chunked().cut_after(100)
struct HttpAnswer {
  enum class End {
    proper,   // whole
    cut,      // closes after `sent_bytes` of the body
    stall,    // keeps silent after `sent_bytes` of the body
    endless,  // sends the body again and again
    silent,   // reads the request and never answers
    raw,      // `body` is all that is sent, headers and all
  };
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool is_chunked = false;
  End end = End::proper;
  std::size_t sent_bytes = 0;
  std::chrono::milliseconds delay{0};  // before the first byte
  std::string_view lent{};             // instead of `body`, in chunks: too long to be copied; outlives the server
  std::size_t per_second = 0;          // bytes of `lent`; 0: as fast as they go

  static HttpAnswer json(std::string body) {
    return {.headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
  }
  static HttpAnswer text(std::string body) { return {.headers = {}, .body = std::move(body)}; }
  // As engines report errors: {"message": "…"}.
  static HttpAnswer error(int status, const std::string& message);
  static HttpAnswer silence() { return {.headers = {}, .body = {}, .end = End::silent}; }
  static HttpAnswer raw_bytes(std::string bytes) { return {.headers = {}, .body = std::move(bytes), .end = End::raw}; }

  HttpAnswer with_status(int number) &&;
  HttpAnswer header(std::string name, std::string value) &&;
  HttpAnswer chunked() &&;
  HttpAnswer cut_after(std::size_t bytes) &&;
  HttpAnswer stall_after(std::size_t bytes) &&;
  HttpAnswer endless() &&;
  HttpAnswer after(std::chrono::milliseconds wait) &&;
};

// Without its delay. Returns whether the connection may go on.
bool send_answer(FakeWire& wire, const HttpAnswer& answer);

}  // namespace sgw::test
