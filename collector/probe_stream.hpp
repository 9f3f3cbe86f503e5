#pragma once

#include "collector/probe_time.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace sgw::collector {

struct IoResult {
  Io state = Io::error;
  std::size_t bytes = 0;  // read, when done; never 0 then
};

// A connection that never blocks longer than it is told. One thread at a time.
class ProbeStream {
 public:
  virtual ~ProbeStream() = default;
  // Up to `to.size()` bytes; Io::closed at an orderly end.
  virtual IoResult read(std::span<char> to, const ProbeTime& time) = 0;
  // All of it, or not.
  virtual Io write(std::string_view bytes, const ProbeTime& time) = 0;
  // The other side has said, in the words of the protocol, that it will not go on: a TLS alert.
  virtual bool turned_away() const { return false; }
};

// Over a connected, non-blocking socket, which it owns.
class SocketStream : public ProbeStream {
 public:
  explicit SocketStream(ProbeFd socket) : socket_(std::move(socket)) {}
  IoResult read(std::span<char> to, const ProbeTime& time) override;
  Io write(std::string_view bytes, const ProbeTime& time) override;

 private:
  ProbeFd socket_;
};

}  // namespace sgw::collector
