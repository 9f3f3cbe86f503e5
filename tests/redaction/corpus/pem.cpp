#include "tests/redaction/corpus/pem.hpp"

#include "tests/redaction/corpus/encode.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace sgw::corpus {
namespace {

std::string der(unsigned tag, const std::string& body) {
  std::string out(1, static_cast<char>(tag));
  if (body.size() < 0x80) {
    out += static_cast<char>(body.size());
  } else if (body.size() < 0x100) {
    out += '\x81';
    out += static_cast<char>(body.size());
  } else {
    out += '\x82';
    out += static_cast<char>(body.size() >> 8U);
    out += static_cast<char>(body.size() & 0xffU);
  }
  return out + body;
}

std::string sequence(const std::string& body) { return der(0x30, body); }
std::string integer(unsigned value) { return der(0x02, std::string(1, static_cast<char>(value))); }

// A positive number of exactly `bytes` bytes: the leading bit is set, so DER wants a zero before it.
std::string big_integer(Rng& rng, std::size_t bytes) {
  std::string number = rng.bytes(bytes);
  number[0] = static_cast<char>(static_cast<unsigned char>(number[0]) | 0x80U);
  number.back() = static_cast<char>(static_cast<unsigned char>(number.back()) | 1U);
  return der(0x02, '\0' + number);
}

std::string from_hex(std::string_view text) {
  std::string out;
  const auto value = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    out += static_cast<char>(value(text[i]) << 4U | value(text[i + 1]));
  }
  return out;
}

std::string rsa(Rng& rng, std::size_t bytes) {
  const std::string exponent = from_hex("0203010001");
  std::string body = integer(0) + big_integer(rng, bytes) + exponent + big_integer(rng, bytes);
  for (int i = 0; i < 5; ++i) body += big_integer(rng, bytes / 2);
  return sequence(body);
}

std::string ec(Rng& rng) {
  return sequence(integer(1) + der(0x04, rng.bytes(32)) + der(0xa0, from_hex("06082a8648ce3d030107")) +
                  der(0xa1, der(0x03, std::string("\0\x04", 2) + rng.bytes(64))));
}

std::string pkcs8(const std::string& key, std::string_view algorithm_hex) {
  return sequence(integer(0) + sequence(from_hex(algorithm_hex)) + der(0x04, key));
}

std::string encrypted(Rng& rng, std::size_t bytes) {
  const std::string salt = der(0x04, rng.bytes(16)) + from_hex("02020800300c06082a864886f70d02090500");
  const std::string kdf = sequence(from_hex("06092a864886f70d01050c") + sequence(salt));
  const std::string cipher = sequence(from_hex("060960864801650304012a") + der(0x04, rng.bytes(16)));
  return sequence(sequence(from_hex("06092a864886f70d01050d") + sequence(kdf + cipher)) + der(0x04, rng.bytes(bytes)));
}

std::string ssh_string(const std::string& text) {
  std::string out(2, '\0');
  out += static_cast<char>(text.size() >> 8U);
  out += static_cast<char>(text.size() & 0xffU);
  return out + text;
}

std::string openssh(Rng& rng, const std::string& type, std::size_t bytes) {
  return "openssh-key-v1" + std::string(1, '\0') + ssh_string("none") + ssh_string("none") + ssh_string("") +
         from_hex("00000001") + ssh_string(ssh_string(type) + ssh_string(rng.bytes(32))) + ssh_string(rng.bytes(bytes));
}

struct Block {
  std::string_view type;
  std::string_view label;
  std::string_view headers;  // lines between the first line and the base64
  std::size_t fixed;         // characters that every key of the type begins with
  std::string (*body)(Rng&);
};

constexpr std::string_view k_rsa_algorithm = "06092a864886f70d0101010500";
constexpr std::string_view k_ec_algorithm = "06072a8648ce3d020106082a8648ce3d030107";

const std::array k_blocks{
    Block{"rsa2048", "RSA PRIVATE KEY", "", 16, [](Rng& rng) { return rsa(rng, 256); }},
    Block{"rsa4096", "RSA PRIVATE KEY", "", 16, [](Rng& rng) { return rsa(rng, 512); }},
    Block{"pkcs8", "PRIVATE KEY", "", 52, [](Rng& rng) { return pkcs8(rsa(rng, 256), k_rsa_algorithm); }},
    Block{"pkcs8-ec", "PRIVATE KEY", "", 48, [](Rng& rng) { return pkcs8(ec(rng), k_ec_algorithm); }},
    Block{"ec", "EC PRIVATE KEY", "", 12, &ec},
    Block{"dsa", "DSA PRIVATE KEY", "", 16,
          [](Rng& rng) {
            return sequence(integer(0) + big_integer(rng, 256) + big_integer(rng, 32) + big_integer(rng, 256) +
                            big_integer(rng, 256) + big_integer(rng, 32));
          }},
    Block{"encrypted", "ENCRYPTED PRIVATE KEY", "", 52, [](Rng& rng) { return encrypted(rng, 1232); }},
    Block{"legacy-encrypted", "RSA PRIVATE KEY",
          "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,1D0F3A9E5C7B2468ACE013579BDF0246\n\n", 0,
          [](Rng& rng) { return rng.bytes(1200); }},
    Block{"openssh", "OPENSSH PRIVATE KEY", "", 96, [](Rng& rng) { return openssh(rng, "ssh-ed25519", 136); }},
    Block{"openssh-rsa", "OPENSSH PRIVATE KEY", "", 96, [](Rng& rng) { return openssh(rng, "ssh-rsa", 1296); }},
    Block{"pgp", "PGP PRIVATE KEY BLOCK", "Version: GnuPG v2\n\n", 4,
          [](Rng& rng) { return "\x95\x03\x98\x04" + rng.bytes(916); }},
    Block{"ssh2", "SSH2 ENCRYPTED PRIVATE KEY", "Comment: \"rsa-key\"\n", 16,
          [](Rng& rng) { return from_hex("3f6ff9eb0000034700000000") + rng.bytes(820); }},
};

std::string dashes(std::string_view type, std::string_view word, std::string_view label) {
  const std::string_view line = type == "ssh2" ? "---- " : "-----";
  const std::string_view back = type == "ssh2" ? " ----" : "-----";
  return std::string(line) + std::string(word) + ' ' + std::string(label) + std::string(back);
}

PemKey putty(Rng& rng) {
  const std::string secret = base64(rng.bytes(640));
  return {"PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: imported-openssh-key\nPublic-Lines: 1\n" +
              base64(std::string("\0\0\0\7ssh-rsa", 11) + rng.bytes(37)) + "\nPrivate-Lines: 14\n" +
              wrapped(secret, 64, "") + "\nPrivate-MAC: " + rng.chars(k_hex, 64),
          secret};
}

}  // namespace

PemKey pem_key(Rng& rng, std::string_view type) {
  if (type == "putty") return putty(rng);
  const auto* const block =
      std::find_if(k_blocks.begin(), k_blocks.end(), [&](const Block& b) { return b.type == type; });
  if (block == k_blocks.end()) throw std::invalid_argument("no key type " + std::string(type));
  const std::string body = base64(block->body(rng));
  std::string checksum;
  if (type == "pgp") checksum = "\n=" + rng.chars(k_alnum, 4);
  return {dashes(type, "BEGIN", block->label) + '\n' + std::string(block->headers) + wrapped(body, 64, "") + checksum +
              '\n' + dashes(type, "END", block->label),
          body.substr(block->fixed)};
}

std::string certificate(Rng& rng) {
  const std::string body =
      base64(sequence(sequence(from_hex("a003020102") + big_integer(rng, 16) + rng.bytes(620)) +
                      sequence(from_hex("06092a864886f70d01010b0500")) + der(0x03, rng.bytes(257))));
  return "-----BEGIN CERTIFICATE-----\n" + wrapped(body, 64, "") + "\n-----END CERTIFICATE-----";
}

std::string pfx(Rng& rng) {
  const std::string content = sequence(from_hex("06092a864886f70d010701") + der(0xa0, der(0x04, rng.bytes(1700))));
  const std::string mac = sequence(sequence(rng.bytes(35)) + der(0x04, rng.bytes(8)) + from_hex("02020800"));
  return base64(sequence(integer(3) + content + mac));
}

}  // namespace sgw::corpus
