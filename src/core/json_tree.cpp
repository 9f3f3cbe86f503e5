#include "src/core/json_tree.hpp"

#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <utility>

namespace sgw {

namespace {

constexpr std::size_t k_few_members = 16;  // are compared one with another

bool has_repeated(const JsonNode::Object& members) {
  for (std::size_t later = 1; later < members.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (members[earlier].key == members[later].key) return true;
    }
  }
  return false;
}

// A number with a fraction keeps showing that it has one.
std::string text_of(double number) {
  if (!std::isfinite(number)) return "null";
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  if (error != std::errc()) std::abort();
  std::string text(buffer.data(), end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

class Dump {
 public:
  std::string text;

  void operator()(std::nullptr_t) { text += "null"; }
  void operator()(bool flag) { text += flag ? "true" : "false"; }
  void operator()(std::int64_t number) { text += std::to_string(number); }
  void operator()(std::uint64_t number) { text += std::to_string(number); }
  void operator()(double number) { text += text_of(number); }
  void operator()(const std::string& string) { text += json_quoted(string); }
  void operator()(const JsonNode::Array& items) {
    text += '[';
    for (const JsonNode& item : items) {
      if (&item != &items.front()) text += ',';
      std::visit(*this, item.value);
    }
    text += ']';
  }
  void operator()(const JsonNode::Object& members) {
    text += '{';
    for (const JsonMember& member : members) {
      if (&member != &members.front()) text += ',';
      text += json_quoted(member.key);
      text += ':';
      std::visit(*this, member.value.value);
    }
    text += '}';
  }
};

}  // namespace

std::vector<std::string> drop_repeated(JsonNode::Object& members) {
  std::vector<std::string> repeated;
  if (members.size() <= k_few_members && !has_repeated(members)) return repeated;
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return members[left].key < members[right].key; });
  std::vector<bool> dropped(members.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && members[order[last + 1]].key == members[order[first]].key) {
      dropped[order[++last]] = true;
    }
    if (last > first) {
      repeated.push_back(members[order[first]].key);
      members[order[first]].value = std::move(members[order[last]].value);
    }
    first = last + 1;
  }
  std::size_t index = 0;
  std::erase_if(members, [&](const JsonMember&) { return dropped[index++]; });
  return repeated;
}

const JsonNode* member_of(const JsonNode::Object& members, std::string_view key) {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const JsonMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::string dump(const JsonNode& node) {
  Dump writer;
  std::visit(std::ref(writer), node.value);
  return std::move(writer.text);
}

}  // namespace sgw
