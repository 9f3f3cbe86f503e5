#pragma once

#include "collector/probe_time.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace sgw::collector {

// What a scripted name server answers to one question.
struct FakeDnsAnswer {
  unsigned code = 0;  // RCODE
  bool truncated = false;
  std::vector<std::string> addresses{};                       // A records of the name that was asked for
  std::vector<std::pair<std::string, std::string>> cnames{};  // from, to
  std::vector<std::string> raw{};                             // records as they are, counted as one each
  bool silent = false;
};

// A name server on 127.0.0.1, over datagrams only, that says what no proper one would: loops, too much, cut answers.
class FakeDnsServer {
 public:
  using Script = std::function<FakeDnsAnswer(const std::string& name, unsigned type)>;
  explicit FakeDnsServer(Script script);
  ~FakeDnsServer();
  FakeDnsServer(const FakeDnsServer&) = delete;
  FakeDnsServer& operator=(const FakeDnsServer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> asked() const;  // names, in order

 private:
  void serve(const std::stop_token& stop);

  Script script_;
  std::uint16_t port_ = 0;
  ProbeFd socket_;
  mutable std::mutex mutex_;
  std::vector<std::string> asked_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace sgw::collector
