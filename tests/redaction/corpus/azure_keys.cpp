#include "tests/redaction/corpus/azure_keys.hpp"

#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/marvin.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace sgw::corpus {
namespace {

struct KeyType {
  std::string_view name;
  std::size_t bytes;
  std::string_view signature;
  std::string_view seed;
  Alphabet alphabet = Alphabet::standard;
  bool letters_only = false;
};

constexpr std::array k_types{
    KeyType{"apim-gateway", 64, "APIM", "Gatewy00"},
    KeyType{"apim-subscription", 64, "APIM", "IoTHub00"},
    KeyType{"apim-management", 64, "APIM", "Tenant00"},
    KeyType{"apim-repository", 64, "APIM", "GitKey00"},
    KeyType{"storage", 64, "+ASt", "Default0"},
    KeyType{"cosmos", 64, "ACDb", "MastRW00"},
    KeyType{"batch", 64, "+ABa", "AbAcct00"},
    KeyType{"ml", 64, "+AMC", "Classic0"},
    KeyType{"servicebus", 32, "+ASb", "Manage00"},
    KeyType{"eventhub", 32, "+AEh", "Send0000"},
    KeyType{"relay", 32, "+ARm", "Listen00"},
    KeyType{"iothub", 32, "AIoT", "IoTHub00"},
    KeyType{"iotdevice", 32, "AIoT", "Device00"},
    KeyType{"iotdps", 32, "AIoT", "DpsKey00"},
    KeyType{"redis", 32, "AzCa", "Access00"},
    KeyType{"eventgrid", 32, "AZEG", "Default0"},
    KeyType{"acr", 39, "+ACR", "ACRDflt0"},
    KeyType{"search", 39, "AzSe", "PAdmin00", Alphabet::standard, true},
    KeyType{"search-query", 39, "AzSe", "Query000", Alphabet::standard, true},
    KeyType{"functions", 40, "AzFu", "Functi00", Alphabet::url},
    KeyType{"functions-master", 40, "AzFu", "Master00", Alphabet::url},
};

constexpr std::string_view k_digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void set_sextet(std::string& bytes, std::size_t index, std::size_t value) {
  for (std::size_t bit = 0; bit < 6; ++bit) {
    const std::size_t at = index * 6 + bit;
    const auto mask = static_cast<unsigned char>(0x80U >> (at % 8));
    auto byte = static_cast<unsigned char>(bytes[at / 8]);
    byte = static_cast<unsigned char>((value >> (5 - bit) & 1U) != 0 ? byte | mask : byte & ~mask);
    bytes[at / 8] = static_cast<char>(byte);
  }
}

void put_little_endian(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (unsigned i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8U * i) & 0xffU);
}

std::string identifiable(Rng& rng, const KeyType& type) {
  const std::size_t characters = (type.bytes * 8 + 5) / 6;
  while (true) {
    std::string bytes = rng.bytes(type.bytes);
    for (std::size_t i = 0; i < 4; ++i) {
      set_sextet(bytes, characters - 10 + i, k_digits64.find(type.signature[i]));
    }
    const std::size_t body = type.bytes - 4;
    put_little_endian(bytes, body, marvin32(std::string_view(bytes).substr(0, body), seed_of(type.seed)));
    std::string key = base64(bytes, type.alphabet);
    if (!type.letters_only || key.find_first_of("+/") == std::string::npos) return key;
  }
}

std::string entra(Rng& rng, std::string_view signature) {
  static constexpr std::string_view k_set = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";
  std::string secret = rng.chars(k_alnum, 3) + std::string(signature) + rng.chars(k_set, 31);
  if (signature == "7Q~") return secret;
  std::uint32_t checksum = marvin32(secret, seed_of("AadPwd00"));
  std::string encoded;
  for (int i = 0; i < 6; ++i, checksum /= 66) encoded += k_set[checksum % 66];
  std::reverse(encoded.begin(), encoded.end());
  return secret + encoded.substr(0, 3);
}

// The checksum's bytes as one number in base 62, filled up with zeros behind it.
std::string base62_checksum(std::uint32_t checksum) {
  static constexpr std::string_view k_set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::uint32_t number = 0;
  for (unsigned i = 0; i < 4; ++i) number = number << 8U | (checksum >> (8U * i) & 0xffU);
  std::string out;
  for (; number > 0; number /= 62) out.insert(out.begin(), k_set[number % 62]);
  out.resize(6, '0');
  return out;
}

std::string common_annotated(Rng& rng, std::string_view provider) {
  std::string text = rng.chars(k_alnum, 52) + "JQQJ99" + rng.chars("BC", 1) + rng.chars("ABCDEFGHIJKL", 1) +
                     rng.chars(k_alnum, 12) + rng.chars("AB", 4) + std::string(provider);
  std::string bytes(60, '\0');
  for (std::size_t i = 0; i < text.size(); ++i) set_sextet(bytes, i, k_digits64.find(text[i]));
  return text + base62_checksum(marvin32(bytes, seed_of("Default0"))).substr(0, 4);
}

std::string devops_token(Rng& rng) {
  static constexpr std::string_view k_base32 = "abcdefghijklmnopqrstuvwxyz234567";
  std::string bytes = rng.bytes(33);
  const std::string body = bytes.substr(0, 2) + bytes.substr(3, 4) + bytes.substr(9, 13) + bytes.substr(23, 9);
  const std::uint32_t checksum = crc32(body) ^ 0xE0B9692DU;
  std::size_t shift = 0;
  for (const std::size_t at : {22U, 8U, 7U, 2U}) {
    bytes[at] = static_cast<char>(checksum >> shift & 0xffU);
    shift += 8;
  }
  std::string out;
  for (std::size_t bit = 0; out.size() < 52; bit += 5) {
    const auto high = static_cast<unsigned char>(bytes[bit / 8]);
    const auto low = static_cast<unsigned char>(bit / 8 + 1 < bytes.size() ? bytes[bit / 8 + 1] : 0);
    out += k_base32[((unsigned{high} << 8U | low) >> (11 - bit % 8)) & 31U];
  }
  return out;
}

}  // namespace

std::string azure_key(Rng& rng, std::string_view type) {
  if (type == "entra8") return entra(rng, "8Q~");
  if (type == "entra7") return entra(rng, "7Q~");
  if (type == "pat") return devops_token(rng);
  if (type.starts_with("cask-")) return common_annotated(rng, type.substr(5));
  const auto* const row =
      std::find_if(k_types.begin(), k_types.end(), [&](const KeyType& k) { return k.name == type; });
  if (row == k_types.end()) throw std::invalid_argument("no key type " + std::string(type));
  return identifiable(rng, *row);
}

}  // namespace sgw::corpus
