#include "tests/end_to_end/planted.hpp"

#include "tests/support/temp_dir.hpp"

#include <sgw_diag/digest.hpp>

#include <map>
#include <sstream>

namespace sgw::test {

namespace {

std::string base64(std::string_view bytes, std::string_view alphabet) {
  std::string out;
  std::uint32_t bits = 0;
  int have = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    have += 8;
    while (have >= 6) {
      have -= 6;
      out += alphabet[(bits >> static_cast<unsigned>(have)) & 63U];
    }
  }
  return out;  // without the last, incomplete sextet: what follows the value is not known
}

constexpr std::string_view k_standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string escaped(std::string_view text, bool percent) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
    } else if (percent) {
      out += "%" + to_hex(std::string(1, c));
    } else {
      out += "\\u00" + to_hex(std::string(1, c));
    }
  }
  return out;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::vector<Planted> planted_values() {
  std::istringstream lines(read_file(std::string(SGW_PROJECT_ROOT) + "/tests/end_to_end/engine/secrets.sh"));
  std::vector<Planted> values;
  for (std::string line; std::getline(lines, line);) {
    const auto equals = line.find('=');
    if (!line.starts_with("SGW_") || equals == std::string::npos) continue;
    std::string value = line.substr(equals + 1);
    if (value.starts_with('\'')) value = value.substr(1, value.size() - 2);
    values.push_back({line.substr(0, equals), value});
  }
  return values;
}

std::string found_in(std::string_view bytes, const Planted& planted) {
  const std::string& value = planted.value;
  const auto holds = [&](std::string_view needle) { return bytes.find(needle) != std::string_view::npos; };
  if (holds(value)) return "raw";
  const std::string lower = lowered(bytes);
  if (lower.find(lowered(escaped(value, true))) != std::string::npos) return "percent";
  if (lower.find(lowered(escaped(value, false))) != std::string::npos) return "json";
  if (lower.find(to_hex(value)) != std::string::npos) return "hex";
  for (std::size_t skip = 0; skip < 3 && skip < value.size(); ++skip) {
    // The first whole groups at each alignment, without their unknown edges.
    if (holds(base64(std::string_view(value).substr(skip), k_standard))) return "base64";
    if (holds(base64(std::string_view(value).substr(skip), k_url))) return "base64url";
  }
  return "";
}

}  // namespace sgw::test
