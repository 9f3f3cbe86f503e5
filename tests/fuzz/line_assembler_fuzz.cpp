#include "tests/fuzz/gate_fuzz.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

// The first byte says where the rest is cut. However it is cut, the same comes out, line for line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 65536) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = std::size_t{data[0]} + 1;
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < text.size(); at += step) pieces.push_back(text.substr(at, step));
  const std::string whole = sgw::fuzz::through_gate(sgw::Format::text, {text});
  if (sgw::fuzz::through_gate(sgw::Format::text, pieces) != whole) std::abort();
  // A canary on a line of its own behind the input; a key without an end or binary content may swallow it.
  constexpr std::string_view k_secret = "hunter2-canary-9f8e7d6c";
  const std::string planted = std::string(text) + "\npassword=" + std::string(k_secret) + "\n";
  const std::string masked = sgw::fuzz::through_gate(sgw::Format::text, {planted});
  if (masked.find(k_secret) != std::string::npos && text.find(k_secret) == std::string_view::npos) std::abort();
  const bool binary = masked.starts_with("<withheld:binary>");
  if (!binary && std::count(masked.begin(), masked.end(), '\n') != std::count(planted.begin(), planted.end(), '\n'))
    std::abort();
  return 0;
}
