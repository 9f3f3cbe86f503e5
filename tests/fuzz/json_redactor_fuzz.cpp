#include "tests/fuzz/gate_fuzz.hpp"

#include <sgw_diag/json_reader.hpp>

#include <cstddef>
#include <cstdint>

// What is JSON stays JSON, and a value beside a telling key never stays.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 65536) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string masked = sgw::fuzz::through_gate(sgw::Format::json, {text});
  const bool was_json = sgw::JsonReader::parse(text).has_value();
  if (was_json && !masked.starts_with("<withheld") && !sgw::JsonReader::parse(masked)) std::abort();
  const std::string planted =
      R"({"a":)" + std::string(was_json ? text : "0") + R"(,"password":"hunter2-canary-9f8e7d6c"})";
  const std::string other = sgw::fuzz::through_gate(sgw::Format::json, {planted});
  if (other.find("\"hunter2-canary") != std::string::npos) std::abort();
  return 0;
}
