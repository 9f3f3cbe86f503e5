#include "collector/dns_message.hpp"

#include <ares.h>
#include <arpa/inet.h>

#include <array>
#include <cstdint>

namespace sgw::collector {

namespace {

constexpr std::size_t k_header_bytes = 12;
constexpr int k_max_records = 64;
constexpr unsigned k_type_a = 1, k_type_cname = 5, k_type_aaaa = 28;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

class Cursor {
 public:
  explicit Cursor(std::string_view message) : message_(message), at_(k_header_bytes) {}

  bool failed() const { return failed_; }

  unsigned short_at(std::size_t offset) const {
    return static_cast<unsigned>(bytes_of(message_)[offset] << 8 | bytes_of(message_)[offset + 1]);
  }

  // The name at the cursor, which moves behind it.
  std::string name() {
    char* text = nullptr;
    long length = 0;
    if (at_ >= message_.size() || ares_expand_name(bytes_of(message_) + at_, bytes_of(message_),
                                                   static_cast<int>(message_.size()), &text, &length) != ARES_SUCCESS) {
      failed_ = true;
      return {};
    }
    std::string name = text;
    ares_free_string(text);
    skip(static_cast<std::size_t>(length));
    return name;
  }

  unsigned number() {
    const std::size_t at = at_;
    skip(2);
    return failed_ ? 0 : short_at(at);
  }

  void skip(std::size_t count) {
    if (failed_ || count > message_.size() - at_) {
      failed_ = true;
    } else {
      at_ += count;
    }
  }

  std::size_t at() const { return at_; }

 private:
  std::string_view message_;
  std::size_t at_;
  bool failed_ = false;
};

void add_address(std::string_view data, int family, std::vector<std::string>& addresses) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (data.size() != (family == AF_INET ? 4U : 16U)) return;
  if (inet_ntop(family, data.data(), text.data(), text.size()) != nullptr) addresses.emplace_back(text.data());
}

void read_record(std::string_view message, Cursor& cursor, DnsAnswer& answer) {
  cursor.name();
  const unsigned type = cursor.number();
  cursor.skip(2 + 4);  // class, time to live
  const unsigned length = cursor.number();
  const std::size_t start = cursor.at();
  cursor.skip(length);
  if (cursor.failed()) return;
  const std::string_view data = message.substr(start, length);
  if (type == k_type_a) add_address(data, AF_INET, answer.addresses);
  if (type == k_type_aaaa) add_address(data, AF_INET6, answer.addresses);
  if (type != k_type_cname) return;
  char* target = nullptr;
  long ignored = 0;
  // A compressed name may point anywhere in the message, so the whole message is handed over.
  if (length == 0 || ares_expand_name(bytes_of(data), bytes_of(message), static_cast<int>(message.size()), &target,
                                      &ignored) != ARES_SUCCESS) {
    answer.broken = true;
    return;
  }
  answer.cnames.emplace_back(target);
  ares_free_string(target);
}

}  // namespace

DnsAnswer parse_dns_answer(std::string_view message) {
  DnsAnswer answer;
  if (message.size() < k_header_bytes || message.size() > 65535) {
    answer.broken = true;
    return answer;
  }
  answer.truncated = (bytes_of(message)[2] & 0x02U) != 0;
  Cursor cursor(message);
  const unsigned questions = cursor.short_at(4);
  const unsigned records = cursor.short_at(6);
  for (unsigned i = 0; i < questions && i < k_max_records && !cursor.failed(); ++i) {
    cursor.name();
    cursor.skip(4);
  }
  for (unsigned i = 0; i < records && i < k_max_records && !cursor.failed(); ++i) read_record(message, cursor, answer);
  answer.broken = answer.broken || cursor.failed();
  return answer;
}

}  // namespace sgw::collector
