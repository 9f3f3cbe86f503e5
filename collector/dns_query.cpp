#include "collector/dns_query.hpp"

#include "collector/dns_channel.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <memory>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_addresses = 16, k_max_cnames = 10;

constexpr std::array k_by_weight{DnsStatus::ok,      DnsStatus::nxdomain, DnsStatus::servfail,
                                 DnsStatus::refused, DnsStatus::timeout,  DnsStatus::unreachable,
                                 DnsStatus::error,   DnsStatus::nodata,   DnsStatus::skipped};

// One answer for both questions: an address wins; that the name does not exist is about the name, whatever the type; of
// the rest the one that says most.
DnsStatus joined(DnsStatus left, DnsStatus right) {
  return *std::find_if(k_by_weight.begin(), k_by_weight.end(),
                       [&](DnsStatus status) { return status == left || status == right; });
}

// One server that is asked both questions.
class Asked {
 public:
  Asked(const DnsQuestion& question, const std::string& server) : question_(question) { answer_.server = server; }
  Asked(Asked&&) = delete;  // c-ares keeps the address of the queries
  ~Asked() = default;

  bool started() const { return started_; }
  bool settled() const { return settled_; }
  std::chrono::milliseconds age() const { return started_ ? watch_.elapsed() : std::chrono::milliseconds(0); }
  const DnsServerAnswer& answer() const { return answer_; }

  void start() {
    started_ = true;
    watch_ = Stopwatch();
    ask(question_.before.empty() ? question_.host : question_.before.front());
    if (channel_) advance();
  }

  void add_sockets(std::vector<pollfd>& polled, std::vector<Asked*>& whose) {
    std::array<ares_socket_t, ARES_GETSOCK_MAXNUM> sockets{};
    const auto mask = static_cast<unsigned>(ares_getsock(channel_.get(), sockets.data(), ARES_GETSOCK_MAXNUM));
    for (unsigned i = 0; i < ARES_GETSOCK_MAXNUM; ++i) {
      const bool reads = (mask >> i & 1U) != 0;
      const bool writes = (mask >> i & (1U << ARES_GETSOCK_MAXNUM)) != 0;
      if (!reads && !writes) continue;
      polled.push_back({sockets[i], static_cast<short>((reads ? POLLIN : 0) | (writes ? POLLOUT : 0)), 0});
      whose.push_back(this);
    }
  }

  void process(const pollfd& polled) {
    const bool writable = (polled.revents & POLLOUT) != 0;
    ares_process_fd(channel_.get(), polled.fd, writable ? polled.fd : ARES_SOCKET_BAD);
  }

  // c-ares' own time-outs, and what follows from the answers.
  void advance() {
    ares_process_fd(channel_.get(), ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    if (!v4_.answered || !v6_.answered) return;
    if (!by_stream_ && (v4_.answer.truncated || v6_.answer.truncated)) return ask_by_stream();
    const DnsStatus status = joined(status_of(v4_), status_of(v6_));
    if (as_is_) return settle_as_is(status);
    const std::size_t place = answer_.asked.size();
    // musl goes on to the next name when this one does not exist, and for no other reason.
    if (place < question_.before.size() && status == DnsStatus::nxdomain) {
      answer_.asked.push_back({name_, status});
      return ask(place + 1 < question_.before.size() ? question_.before[place + 1] : question_.host);
    }
    take(status);
    const bool in_domain = name_ != question_.host;
    if (!in_domain || status != DnsStatus::ok || question_.how == AskServers::in_turn) return settle();
    as_is_ = true;
    ask(question_.host);
  }

  // What has come so far is all.
  void end() {
    if (!started_ || settled_) return;
    ares_cancel(channel_.get());
    const DnsStatus status = joined(status_of(v4_), status_of(v6_));
    if (as_is_) return settle_as_is(status);
    take(status);
    settle();
  }

 private:
  void ask(const std::string& name) {
    name_ = name;
    if (!channel_ || by_stream_) channel_ = open_dns_channel(answer_.server, DnsTransport::datagrams);
    by_stream_ = false;
    ask_both();
  }

  void ask_both() {
    if (!channel_) {
      if (!as_is_) answer_.status = DnsStatus::error;
      return settle();
    }
    ask_dns(channel_, name_, DnsType::a, v4_);
    ask_dns(channel_, name_, DnsType::aaaa, v6_);
  }

  void ask_by_stream() {
    if (!as_is_) answer_.truncated = true;
    by_stream_ = true;
    DnsChannel stream = open_dns_channel(answer_.server, DnsTransport::stream);
    const bool again_v4 = v4_.answer.truncated;
    const bool again_v6 = v6_.answer.truncated;
    channel_ = std::move(stream);
    if (!channel_) return ask_both();
    if (again_v4) ask_dns(channel_, name_, DnsType::a, v4_);
    if (again_v6) ask_dns(channel_, name_, DnsType::aaaa, v6_);
  }

  // The answer that a program gets.
  void take(DnsStatus status) {
    answer_.status = status;
    answer_.took = watch_.elapsed();
    answer_.asked.push_back({name_, status});
    answer_.addresses = addresses();
    answer_.cnames = v4_.answer.cnames.empty() ? v6_.answer.cnames : v4_.answer.cnames;
    if (answer_.cnames.size() > k_max_cnames) answer_.cnames.resize(k_max_cnames);
  }

  void settle() {
    if (answer_.asked.empty()) answer_.took = watch_.elapsed();
    settled_ = true;
  }

  void settle_as_is(DnsStatus status) {
    answer_.as_is = DnsAsked{name_, status, addresses()};
    settled_ = true;
  }

  std::vector<std::string> addresses() const {
    std::vector<std::string> all = v4_.answer.addresses;
    // Half of the room at least is for IPv6.
    if (all.size() > k_max_addresses / 2 && !v6_.answer.addresses.empty()) all.resize(k_max_addresses / 2);
    all.insert(all.end(), v6_.answer.addresses.begin(), v6_.answer.addresses.end());
    if (all.size() > k_max_addresses) all.resize(k_max_addresses);
    return all;
  }

  const DnsQuestion& question_;
  DnsServerAnswer answer_;
  std::string name_;  // that is being asked for
  bool started_ = false;
  bool settled_ = false;
  bool by_stream_ = false;
  bool as_is_ = false;  // what a program gets is known; beside it the name itself is asked for
  Stopwatch watch_;
  DnsQuery v4_;
  DnsQuery v6_;
  DnsChannel channel_;  // last: its destructor still calls back
};

using AllAsked = std::vector<std::unique_ptr<Asked>>;

void start_due(AllAsked& all, AskServers how) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i]->started()) continue;
    if (how == AskServers::in_turn && i > 0) {
      const Asked& before = *all[i - 1];
      const bool waits = before.settled() ? before.answer().decides() : before.age() < k_dns_first_wait;
      if (waits) return;
    }
    all[i]->start();
  }
}

// A program asks nobody else. Who asks each waits for all of them: one that is slow is not silent.
bool decided(const AllAsked& all, AskServers how) {
  return how == AskServers::in_turn && std::any_of(all.begin(), all.end(), [](const auto& asked) {
           return asked->settled() && asked->answer().decides();
         });
}

void process_once(AllAsked& all, const ProbeTime& time) {
  std::vector<pollfd> polled;
  std::vector<Asked*> whose;
  for (auto& asked : all) {
    if (asked->started() && !asked->settled()) asked->add_sockets(polled, whose);
  }
  poll(polled.data(), polled.size(), time.slice());
  for (std::size_t i = 0; i < polled.size(); ++i) {
    if (polled[i].revents != 0) whose[i]->process(polled[i]);
  }
  for (auto& asked : all) {
    if (asked->started() && !asked->settled()) asked->advance();
  }
}

}  // namespace

std::vector<DnsServerAnswer> ask_name_servers(const DnsQuestion& question, const ProbeTime& time) {
  AllAsked all;
  for (const auto& server : question.servers) all.push_back(std::make_unique<Asked>(question, server));
  const auto settled = [](const auto& asked) { return asked->settled(); };
  while (!time.over()) {
    start_due(all, question.how);
    if (std::all_of(all.begin(), all.end(), settled) || decided(all, question.how)) break;
    process_once(all, time);
  }
  std::vector<DnsServerAnswer> answers;
  for (auto& asked : all) {
    asked->end();
    answers.push_back(asked->answer());
  }
  return answers;
}

std::size_t answer_that_counts(const std::vector<DnsServerAnswer>& answers) {
  const auto first = std::find_if(answers.begin(), answers.end(), [](const auto& one) { return one.decides(); });
  if (first != answers.end()) return static_cast<std::size_t>(first - answers.begin());
  const auto weight = [](const DnsServerAnswer& one) {
    return std::find(k_by_weight.begin(), k_by_weight.end(), one.status);
  };
  const auto most = std::min_element(answers.begin(), answers.end(),
                                     [&](const auto& left, const auto& right) { return weight(left) < weight(right); });
  return static_cast<std::size_t>(most - answers.begin());
}

}  // namespace sgw::collector
