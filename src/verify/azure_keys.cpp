#include "src/verify/azure_keys.hpp"

#include "src/verify/base64.hpp"
#include "src/verify/characters.hpp"
#include "src/verify/marvin.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace sgw::verify {

namespace {

constexpr std::size_t k_shortest_key = 43;
constexpr std::size_t k_checksum_bytes = 4;
constexpr std::size_t k_checksum_characters = 6;  // after the signature; padding may follow
constexpr std::size_t k_common_fields = 20;       // characters after the signature of a "common annotated" key
constexpr std::size_t k_most_behind = 32;         // characters behind a signature that are looked at

// The seed of a checksum is a word of eight characters, one for each kind of key.
consteval std::uint64_t seed_of(const char (&word)[9]) {
  std::uint64_t seed = 0;
  for (std::size_t index = 0; index < 8; ++index) seed = (seed << 8U) | static_cast<unsigned char>(word[index]);
  return seed;
}

// A fixed signature in the base64 of a key, and how many characters stand before it.
struct KeyKind {
  std::string_view signature;
  std::size_t before;
  std::size_t bytes;                     // of the key
  std::array<std::uint64_t, 4> seeds{};  // 0: no more of them
};

constexpr auto k_messaging =
    std::array<std::uint64_t, 4>{seed_of("Send0000"), seed_of("Listen00"), seed_of("Manage00"), seed_of("System00")};
constexpr std::array k_kinds = {
    // Direct management, subscription, gateway, repository.
    KeyKind{"APIM", 76, 64, {seed_of("Tenant00"), seed_of("IoTHub00"), seed_of("Gatewy00"), seed_of("GitKey00")}},
    KeyKind{"+ASt", 76, 64, {seed_of("Default0")}},
    KeyKind{"ACDb", 76, 64, {seed_of("MastRW00"), seed_of("MastRO00")}},
    KeyKind{"+ABa", 76, 64, {seed_of("AbAcct00")}},
    KeyKind{"+AMC", 76, 64, {seed_of("Classic0")}},
    KeyKind{"+ASb", 33, 32, k_messaging},
    KeyKind{"+AEh", 33, 32, k_messaging},
    KeyKind{"+ARm", 33, 32, k_messaging},
    KeyKind{"AIoT", 33, 32, {seed_of("IoTHub00"), seed_of("DpsKey00"), seed_of("Device00")}},
    KeyKind{"AzCa", 33, 32, {seed_of("Access00")}},
    KeyKind{"AZEG", 33, 32},
    KeyKind{"+ACR", 42, 39, {seed_of("ACRDflt0")}},
    KeyKind{"AzSe", 42, 39, {seed_of("PAdmin00"), seed_of("Query000")}},
    KeyKind{"AzFu", 44, 40, {seed_of("Functi00"), seed_of("System00"), seed_of("Master00")}},
};
constexpr std::string_view k_common = "JQQJ9";  // "9", "D" or "H" follows
constexpr std::size_t k_before_common = 52;

bool checksum_holds(const KeyKind& kind, std::string_view key) {
  const std::string bytes = decode_base64(key);
  if (bytes.size() != kind.bytes) return false;
  std::uint32_t stated = 0;
  for (std::size_t index = kind.bytes; index > kind.bytes - k_checksum_bytes; --index) {
    stated = (stated << 8U) | static_cast<unsigned char>(bytes[index - 1]);
  }
  const std::string_view summed = std::string_view(bytes).substr(0, kind.bytes - k_checksum_bytes);
  return std::any_of(kind.seeds.begin(), kind.seeds.end(),
                     [&](std::uint64_t seed) { return seed != 0 && marvin32(summed, seed) == stated; });
}

// A key of the kind whose signature stands at `at`.
void find_at(const KeyKind& kind, std::string_view run, std::size_t at, Findings& found) {
  if (at < kind.before) return;
  const std::size_t first = at - kind.before;
  const std::size_t end = at + kind.signature.size();
  // Either alphabet for a checksum, which tells by itself.
  const auto in_any = [](char c) { return is_base64(c) || is_base64_url(c); };
  const std::size_t characters = (kind.bytes * 8 + 5) / 6;
  if (span_of(run.substr(0, std::min(run.size(), first + characters)), first, in_any) == characters &&
      checksum_holds(kind, run.substr(first, characters))) {
    found.add("Azure key, its checksum holds");
    return;
  }
  const bool url = kind.signature == "AzFu";
  const auto in_key = [url](char c) { return url ? is_base64_url(c) : is_base64(c); };
  if (span_of(run.substr(0, at), first, in_key) != kind.before) return;
  const std::size_t behind = span_of(run.substr(0, end + k_most_behind), end, in_key);
  if (behind == k_checksum_characters || behind == k_checksum_characters - 1) found.add("Azure key");
}

// The checksum of this kind is written in another alphabet: its fields tell.
void find_common(std::string_view run, Findings& found) {
  for (std::size_t at = run.find(k_common); at != std::string_view::npos; at = run.find(k_common, at + 1)) {
    const std::size_t end = at + k_common.size() + 1;
    if (at < k_before_common || end > run.size()) continue;
    const char version = run[end - 1];
    if (version != '9' && version != 'D' && version != 'H') continue;
    if (span_of(run.substr(0, at), at - k_before_common, is_base64) != k_before_common) continue;
    if (span_of(run.substr(0, end + k_most_behind), end, is_base64) >= k_common_fields) found.add("Azure key");
  }
}

}  // namespace

void find_azure_keys(std::string_view run, Findings& found) {
  if (run.size() < k_shortest_key) return;
  for (const KeyKind& kind : k_kinds) {
    for (std::size_t at = run.find(kind.signature); at != std::string_view::npos;
         at = run.find(kind.signature, at + 1)) {
      find_at(kind, run, at, found);
    }
  }
  find_common(run, found);
}

}  // namespace sgw::verify
