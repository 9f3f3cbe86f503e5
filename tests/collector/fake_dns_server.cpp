#include "tests/collector/fake_dns_server.hpp"

#include "tests/support/free_port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>
#include <string_view>

namespace sgw::collector {

namespace {

std::string number(std::size_t value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 255)}; }

std::string wire_name(std::string_view name) {
  std::string wire;
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    wire += static_cast<char>(dot);
    wire += name.substr(0, dot);
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  return wire + '\0';
}

std::string record(const std::string& owner, unsigned type, const std::string& data) {
  return owner + number(type) + number(1) + number(0) + number(60) + number(data.size()) + data;
}

struct Question {
  std::string name;
  unsigned type = 0;
  std::size_t end = 0;  // behind it
};

Question question_of(std::string_view query) {
  Question question;
  std::size_t at = 12;
  while (at < query.size() && query[at] != 0) {
    const auto length = static_cast<std::size_t>(query[at]);
    question.name += (question.name.empty() ? "" : ".") + std::string(query.substr(at + 1, length));
    at += length + 1;
  }
  question.type = static_cast<unsigned char>(query.at(at + 2));
  question.end = at + 5;
  return question;
}

std::string reply_to(std::string_view query, const Question& question, const FakeDnsAnswer& answer) {
  std::string records;
  std::size_t count = answer.raw.size() + answer.cnames.size();
  for (const auto& [from, to] : answer.cnames) records += record(wire_name(from), 5, wire_name(to));
  for (const auto& raw : answer.raw) records += raw;
  for (const auto& address : answer.addresses) {
    in_addr bytes{};
    if (question.type != 1 || inet_pton(AF_INET, address.c_str(), &bytes) != 1) continue;
    records += record(wire_name(question.name), 1, {reinterpret_cast<const char*>(&bytes), sizeof bytes});
    ++count;
  }
  const std::size_t flags = 0x8180 | answer.code | (answer.truncated ? 0x0200U : 0U);
  return std::string(query.substr(0, 2)) + number(flags) + number(1) + number(count) + number(0) + number(0) +
         std::string(query.substr(12, question.end - 12)) + records;
}

}  // namespace

FakeDnsServer::FakeDnsServer(Script script) : script_(std::move(script)), port_(test::free_port()) {
  socket_ = ProbeFd(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot bind");
  thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

FakeDnsServer::~FakeDnsServer() {
  thread_.request_stop();
  thread_.join();
}

std::vector<std::string> FakeDnsServer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void FakeDnsServer::serve(const std::stop_token& stop) {
  std::array<char, 4096> buffer{};
  while (!stop.stop_requested()) {
    pollfd polled{socket_.get(), POLLIN, 0};
    if (poll(&polled, 1, 20) <= 0) continue;
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    auto* generic = reinterpret_cast<sockaddr*>(&peer);
    const ssize_t count = recvfrom(socket_.get(), buffer.data(), buffer.size(), 0, generic, &size);
    if (count < 17) continue;
    const std::string_view query(buffer.data(), static_cast<std::size_t>(count));
    const Question question = question_of(query);
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(question.name);
    }
    const FakeDnsAnswer answer = script_(question.name, question.type);
    if (answer.silent) continue;
    const std::string reply = reply_to(query, question, answer);
    sendto(socket_.get(), reply.data(), reply.size(), 0, generic, size);
  }
}

}  // namespace sgw::collector
