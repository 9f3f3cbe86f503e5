#include "tests/redaction/corpus/plain_body.hpp"

#include "tests/redaction/corpus/escape.hpp"

namespace sgw::corpus {

std::string plain_line(Page& page, const Slot& slot) {
  switch (page.rng().below(3)) {
    case 0:
      return slot.name + '=' + slot.text();
    case 1:
      return slot.name + ": " + slot.text();
    default:
      return R"({"id":7,")" + json(slot.name) + "\":\"" + json(slot.text()) + "\"}";
  }
}

std::string plain_body(Page& page, std::span<const Slot> slots) {
  std::string out;
  for (const Slot& slot : slots) out += gateway_line(page) + '\n' + plain_line(page, slot) + '\n';
  return out + gateway_line(page) + '\n';
}

std::string filler(Page& page, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += word(page.rng()) + ' ';
  out.resize(bytes);
  return out;
}

}  // namespace sgw::corpus
