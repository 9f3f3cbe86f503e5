#include "tests/support/http_answer.hpp"

#include "tests/support/fake_wire.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace sgw::test {

namespace {

std::string chunk_of(std::string_view bytes) {
  char size[24];
  (void)std::snprintf(size, sizeof(size), "%zx\r\n", bytes.size());
  std::string chunk = size;
  chunk.append(bytes).append("\r\n");
  return chunk;
}

bool has_body(const HttpAnswer& answer) { return answer.status != 204; }

std::string head_of(const HttpAnswer& answer) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " Scripted\r\n";
  for (const auto& [name, value] : answer.headers) {
    for (const std::string_view part :
         {std::string_view(name), std::string_view(": "), std::string_view(value), std::string_view("\r\n")})
      head += part;
  }
  const bool chunks = answer.is_chunked || answer.end == HttpAnswer::End::endless || !answer.lent.empty();
  if (chunks) {
    head += "Transfer-Encoding: chunked\r\n";
  } else if (has_body(answer)) {
    head += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
  }
  return head + "\r\n";
}

// In pieces that are large enough to cost little, each when it is due.
bool send_lent(FakeWire& wire, const HttpAnswer& answer) {
  constexpr std::size_t k_piece = std::size_t{128} << 10;
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t sent = 0; sent < answer.lent.size();) {
    const std::string_view piece = answer.lent.substr(sent, k_piece);
    char size[24];
    const int length = std::snprintf(size, sizeof(size), "%zx\r\n", piece.size());
    if (!wire.send_all({size, static_cast<std::size_t>(length)}) || !wire.send_all(piece) || !wire.send_all("\r\n")) {
      return false;
    }
    sent += piece.size();
    if (answer.per_second == 0) continue;
    const auto due = begin + std::chrono::microseconds(sent * 1'000'000 / answer.per_second);
    if (!wire.pause_until(due)) return false;
  }
  return wire.send_all("0\r\n\r\n");
}

}  // namespace

bool send_answer(FakeWire& wire, const HttpAnswer& answer) {
  using End = HttpAnswer::End;
  if (answer.end == End::silent) {
    wire.keep_silent();
    return false;
  }
  if (answer.end == End::raw) {
    wire.send_all(answer.body);
    return false;
  }
  if (!wire.send_all(head_of(answer))) return false;
  if (!has_body(answer)) return true;
  if (!answer.lent.empty()) return send_lent(wire, answer);
  if (answer.end == End::endless) {
    const std::string chunk = chunk_of(answer.body);
    while (wire.send_all(chunk)) {
    }
    return false;
  }
  const bool whole = answer.end == End::proper;
  const std::string_view body = std::string_view(answer.body).substr(0, whole ? std::string::npos : answer.sent_bytes);
  if (!wire.send_all(answer.is_chunked && !body.empty() ? chunk_of(body) : std::string(body))) return false;
  if (whole && answer.is_chunked) return wire.send_all("0\r\n\r\n");
  if (answer.end == End::stall) wire.keep_silent();
  return whole;
}

HttpAnswer HttpAnswer::error(int status, const std::string& message) {
  HttpAnswer answer = json(R"({"message":")" + message + "\"}\n");
  answer.status = status;
  return answer;
}

HttpAnswer HttpAnswer::with_status(int number) && {
  status = number;
  return std::move(*this);
}

HttpAnswer HttpAnswer::header(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

HttpAnswer HttpAnswer::chunked() && {
  is_chunked = true;
  return std::move(*this);
}

HttpAnswer HttpAnswer::cut_after(std::size_t bytes) && {
  end = End::cut;
  sent_bytes = bytes;
  return std::move(*this);
}

HttpAnswer HttpAnswer::stall_after(std::size_t bytes) && {
  end = End::stall;
  sent_bytes = bytes;
  return std::move(*this);
}

HttpAnswer HttpAnswer::endless() && {
  end = End::endless;
  return std::move(*this);
}

HttpAnswer HttpAnswer::after(std::chrono::milliseconds wait) && {
  delay = wait;
  return std::move(*this);
}

}  // namespace sgw::test
