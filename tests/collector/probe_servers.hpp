#pragma once

#include "collector/probe_stream.hpp"

#include <sgw_diag/source.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sgw::collector {

// Listens on 127.0.0.1 and never accepts: a connection stands (the kernel makes it), and nothing is ever answered.
class SilentServer {
 public:
  explicit SilentServer(int backlog = 16);
  std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_ = 0;  // before the socket: making that sets it
  ProbeFd socket_;
};

// Its queue is full: a connection attempt gets no answer at all, like behind a firewall that drops.
class FullServer {
 public:
  FullServer();
  std::uint16_t port() const { return server_.port(); }

 private:
  SilentServer server_;
  std::vector<ProbeFd> clients_;
};

// Accepts one connection after the other, waits for the first bytes of the client, sends an answer, and ends the
// connection as told.
class ScriptedServer {
 public:
  enum class End { close, reset, hold };
  struct Turn {
    std::string answer;
    End end = End::close;
  };
  ScriptedServer(std::string answer, End end) : ScriptedServer(std::vector<Turn>{{std::move(answer), end}}) {}
  // The first client gets the first turn, and so on; the turns begin again at their end.
  explicit ScriptedServer(std::vector<Turn> turns);
  ~ScriptedServer();

  std::uint16_t port() const { return port_; }
  std::string received() const;  // the first bytes of all clients

 private:
  void serve(const std::stop_token& stop);
  void serve_one(ProbeFd client, const Turn& turn, std::vector<ProbeFd>& held);

  std::vector<Turn> turns_;
  std::uint16_t port_ = 0;  // before the socket: making that sets it
  ProbeFd socket_;
  mutable std::mutex mutex_;
  std::string received_;
  std::jthread thread_;  // last: it uses the others
};

// Answers one connection with the beginning of an HTTP head that goes on for `bytes`, as fast as they are taken.
class FloodServer {
 public:
  explicit FloodServer(std::uint64_t bytes);
  ~FloodServer();

  std::uint16_t port() const { return port_; }
  std::uint64_t sent() const { return sent_; }

 private:
  void serve(const std::stop_token& stop, std::uint64_t bytes);

  std::uint16_t port_ = 0;  // before the socket: making that sets it
  ProbeFd socket_;
  std::atomic<std::uint64_t> sent_ = 0;
  std::jthread thread_;  // last: it uses the others
};

// Hands out `bytes` in pieces of `piece`, then `end`.
class MemoryStream : public ProbeStream {
 public:
  MemoryStream(std::string bytes, std::size_t piece, Io end = Io::closed)
      : bytes_(std::move(bytes)), piece_(piece), end_(end) {}
  IoResult read(std::span<char> to, const ProbeTime& time) override;
  Io write(std::string_view bytes, const ProbeTime& time) override;

  std::string written;

 private:
  std::string bytes_;
  std::size_t piece_;
  Io end_;
};

// Long enough for any machine; what is to time out gets its own, short limit.
ProbeTime plenty_of_time();
CollectContext probe_context(std::chrono::milliseconds limit = std::chrono::seconds(60), std::stop_token stop = {});

}  // namespace sgw::collector
