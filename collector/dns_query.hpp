#pragma once

#include "collector/dns_channel.hpp"
#include "collector/probe_time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

// A name and what a server said about it.
struct DnsAsked {
  std::string name;
  DnsStatus status = DnsStatus::skipped;
  std::vector<std::string> addresses{};
};

// What one name server says about a name.
struct DnsServerAnswer {
  std::string server;  // "10.0.0.10", with the port when it is not 53
  DnsStatus status = DnsStatus::skipped;
  std::vector<std::string> addresses;  // A before AAAA, at most 16
  std::vector<std::string> cnames;     // at most 10; also when the chain ends nowhere
  bool truncated = false;  // an answer did not fit into a datagram: `status` is what came of asking again over TCP
  std::chrono::milliseconds took{0};
  std::vector<DnsAsked> asked;      // without addresses, in order: the last one is what was answered
  std::optional<DnsAsked> as_is{};  // the name itself, where one in a search domain was the answer

  // It said something, if only that it cannot.
  bool answered() const { return decides() || status == DnsStatus::servfail || status == DnsStatus::refused; }
  // What it said was long in coming: a second is as long as a lookup may take that nobody complains about.
  bool slow() const { return answered() && took > std::chrono::seconds(1); }
  // A program takes this for the answer and asks no other server.
  bool decides() const {
    return status == DnsStatus::ok || status == DnsStatus::nxdomain || status == DnsStatus::nodata;
  }
};

enum class AskServers {
  each,     // all at the same time, each by itself
  in_turn,  // the next one only when the one before gave no answer, as programs do
};

struct DnsQuestion {
  std::string host;
  std::vector<std::string> servers;  // "address", "address:port", "[v6]:port"
  std::vector<std::string> before;   // names in search domains: each is asked for when the one before does not exist
  AskServers how = AskServers::each;
};

// Asks for A and AAAA side by side, the names before the host first; where one of them has addresses, for the host as
// well (not `in_turn`): what a program does not get to see. One entry for each server, in order; `skipped` for one that
// was not asked. Ends when all have answered, or were given up after two tries, or at the time's end.
std::vector<DnsServerAnswer> ask_name_servers(const DnsQuestion& question, const ProbeTime& time);

// The index of the answer that a program would take: the first that decides, else the one that says most. `answers` is
// not empty.
std::size_t answer_that_counts(const std::vector<DnsServerAnswer>& answers);

}  // namespace sgw::collector
