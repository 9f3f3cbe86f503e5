#include "tests/redaction/corpus/undo_bytes.hpp"
#include "tests/redaction/corpus/undo_text.hpp"

#include <algorithm>
#include <array>

namespace sgw::corpus {
namespace {

template <class See>
void each_line(std::string_view text, See see) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    see(text.substr(at, end - at));
    at = end + 1;
  }
}

std::vector<std::string> not_empty(std::array<std::string, 2>& streams) {
  std::vector<std::string> out;
  for (std::string& stream : streams) {
    if (!stream.empty()) out.push_back(std::move(stream));
  }
  return out;
}

bool starts_like_a_time(std::string_view text) {
  return text.size() > 20 && text[0] == '2' && text[4] == '-' && text[10] == 'T';
}

}  // namespace

std::vector<std::string> undo_cri(std::string_view text) {
  std::array<std::string, 2> streams;
  each_line(text, [&](std::string_view line) {
    if (!starts_like_a_time(line)) return;
    const std::size_t blank = line.find(' ');
    if (blank > 40) return;  // or there is none
    const std::string_view rest = line.substr(blank + 1);
    const bool out = rest.starts_with("stdout ");
    if ((!out && !rest.starts_with("stderr ")) || rest.size() < 9) return;
    std::string& stream = streams[out ? 0 : 1];
    stream += rest.substr(std::min<std::size_t>(9, rest.size()));
    if (rest[7] == 'F') stream += '\n';
  });
  return not_empty(streams);
}

std::vector<std::string> undo_docker_json(std::string_view text) {
  static constexpr std::string_view k_head = R"({"log":")";
  std::array<std::string, 2> streams;
  each_line(text, [&](std::string_view line) {
    const std::size_t end = line.rfind(R"(","stream":")");
    if (!line.starts_with(k_head) || end == std::string_view::npos || end < k_head.size()) return;
    const std::string_view log = line.substr(k_head.size(), end - k_head.size());
    std::string decoded = undo_backslashes(log);
    if (!decoded.empty()) decoded.pop_back();  // the line feed that ends a decoded line
    streams[line.substr(end).find("\"stderr\"") == std::string_view::npos ? 0 : 1] += decoded.empty() ? log : decoded;
  });
  return not_empty(streams);
}

std::vector<std::string> undo_docker_frames(std::string_view bytes) {
  std::array<std::string, 2> streams;
  while (bytes.size() >= 8 && static_cast<unsigned char>(bytes[0]) <= 2 &&
         bytes.substr(1, 3) == std::string_view("\0\0\0", 3)) {
    std::size_t size = 0;
    for (std::size_t i = 4; i < 8; ++i) size = size * 256 + static_cast<unsigned char>(bytes[i]);
    streams[bytes[0] == 2 ? 1 : 0] += bytes.substr(8, size);
    bytes.remove_prefix(std::min(bytes.size(), 8 + size));
  }
  return not_empty(streams);
}

std::string undo_prefixes(std::string_view text) {
  std::string out;
  bool found = false;
  each_line(text, [&](std::string_view line) {
    std::string_view rest = line;
    if (rest.starts_with("[pod/") && rest.find("] ") != std::string_view::npos) rest = rest.substr(rest.find("] ") + 2);
    if (starts_like_a_time(rest) && rest.find(' ') < 40) rest = rest.substr(rest.find(' ') + 1);
    found = found || rest.size() != line.size();
    out.append(rest).append("\n");
  });
  return found ? out : "";
}

}  // namespace sgw::corpus
