#include "src/triage/log_record.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_name = 80;  // of an event
constexpr std::size_t k_max_time = 36;
constexpr std::size_t k_min_time = 20;  // 2026-11-23T16:44:57Z

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A set of bytes. Short texts are looked up byte by byte, without a branch for each.
class Bytes {
 public:
  constexpr explicit Bytes(std::string_view members) {
    for (const char c : members) set_[static_cast<unsigned char>(c)] = 1;
  }
  constexpr bool has(char c) const { return set_[static_cast<unsigned char>(c)] != 0; }
  constexpr bool has_all(std::string_view text) const {
    unsigned all = 1;
    for (const char c : text) all &= set_[static_cast<unsigned char>(c)];
    return all != 0;
  }

 private:
  std::array<unsigned char, 256> set_{};
};

constexpr Bytes k_name_bytes("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.");
constexpr Bytes k_prefix_bytes("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-");
constexpr Bytes k_stamp_bytes("0123456789-T:.Z");

// How a text begins in which any digit may stand for '0', and nothing else for the other bytes. Eight bytes are looked
// at together; those of the last eight that were looked at before are so again.
template <std::size_t Size>
class Layout {
 public:
  constexpr explicit Layout(const char (&text)[Size]) {
    for (std::size_t i = 0; i < k_words; ++i) {
      std::array<char, k_word> bytes{};
      std::array<char, k_word> fixed{};
      for (std::size_t at = 0; at < k_word; ++at) {
        bytes[at] = text[begin_of(i) + at];
        fixed[at] = bytes[at] == '0' ? '\0' : '\xFF';
      }
      words_[i] = std::bit_cast<std::uint64_t>(bytes);
      fixed_[i] = std::bit_cast<std::uint64_t>(fixed);
    }
  }

  bool begins(std::string_view text) const {
    if (text.size() < k_size) return false;
    constexpr std::uint64_t upper_halves = 0xF0F0F0F0F0F0F0F0;
    constexpr std::uint64_t all_six = 0x0606060606060606;
    std::uint64_t bad = 0;
    for (std::size_t i = 0; i < k_words; ++i) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + begin_of(i), sizeof word);
      word ^= words_[i];  // digits become 0 to 9
      bad |= (word & (fixed_[i] | upper_halves)) | ((word + all_six) & upper_halves);
    }
    return bad == 0;
  }

 private:
  static constexpr std::size_t k_size = Size - 1;  // without the zero at the end
  static constexpr std::size_t k_word = sizeof(std::uint64_t);
  static constexpr std::size_t k_words = (k_size + k_word - 1) / k_word;
  static constexpr std::size_t begin_of(std::size_t word) { return std::min(word * k_word, k_size - k_word); }

  std::array<std::uint64_t, k_words> words_{};
  std::array<std::uint64_t, k_words> fixed_{};  // ones where the text has no '0'
};

constexpr Layout k_usual_stamp("0000-00-00T00:00:00.000");
constexpr Layout k_usual_minute("0000-00-00T00:00");

bool is_name(char c) { return k_name_bytes.has(c); }

struct LevelWord {
  std::string_view word;
  std::string_view level;
};
constexpr std::array k_levels{
    LevelWord{"Info", "info"},          LevelWord{"Warn", "warning"},  LevelWord{"Error", "error"},
    LevelWord{"Fatal", "fatal"},        LevelWord{"Debug", "debug"},   LevelWord{"Warning", "warning"},
    LevelWord{"Informational", "info"}, LevelWord{"Verbose", "debug"}, LevelWord{"Critical", "fatal"},
};

std::string_view level_of(std::string_view word) {
  if (word.empty()) return {};
  for (const auto& candidate : k_levels) {
    if (candidate.word.front() == word.front() && candidate.word == word) return candidate.level;
  }
  return {};
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

// Also the remains of a code whose escape character a viewer dropped ("[33m[Warn]").
std::string_view cut_colour(std::string_view text) {
  while (text.size() > 3) {
    std::size_t at = text.front() == '\x1b' ? 1 : 0;
    if (text[at] != '[') break;
    ++at;
    const std::size_t digits = at;
    while (at < text.size() && (is_digit(text[at]) || text[at] == ';') && at - digits < 12) ++at;
    if (at >= text.size() || text[at] != 'm') break;
    text.remove_prefix(at + 1);
  }
  return text;
}

std::string_view without_colour(std::string_view text) {
  const bool may_begin = !text.empty() && (text.front() == '\x1b' || text.front() == '[');
  return may_begin ? cut_colour(text) : text;
}

std::string_view take_time(std::string_view& line) {
  if (line.size() < k_min_time || !is_digit(line.front()) || line[4] != '-' || line[10] != 'T') return {};
  const std::size_t end = line.substr(0, k_max_time + 1).find(' ');
  const std::size_t length = end == std::string_view::npos ? line.size() : end;
  if (length > k_max_time || length < k_min_time) return {};
  const std::string_view time = line.substr(0, length);
  if (time.back() != 'Z' && !(is_digit(time.back()) && time.find_first_of("+-", 19) != std::string_view::npos))
    return {};
  line.remove_prefix(std::min(line.size(), length + 1));
  return time;
}

// What `docker compose logs` ("edge-gw-1  | ") and `kubectl logs --prefix` ("[pod/edge-0/gateway] ") put before a line.
void skip_tool_prefix(std::string_view& line) {
  static constexpr std::size_t k_max_prefix = 120;
  if (k_usual_minute.begins(line)) return;
  const std::string_view start = line.substr(0, k_max_prefix);
  if (start.starts_with("[pod/")) {
    const std::size_t end = start.find("] ");
    if (end != std::string_view::npos) line.remove_prefix(end + 2);
    return;
  }
  const auto fits_name = [](char c) { return k_prefix_bytes.has(c); };
  const auto name = static_cast<std::size_t>(std::find_if_not(start.begin(), start.end(), fits_name) - start.begin());
  const std::size_t bar = std::min(start.find_first_not_of(' ', name), start.size());
  if (name == 0 || bar == name || !start.substr(bar).starts_with('|')) return;
  const std::string_view rest = without_colour(line.substr(bar + 1));
  if (rest.starts_with(' ')) line = rest.substr(1);
}

// "[Error]" at the start, taken off; empty when there is none.
std::string_view take_level(std::string_view& text) {
  if (text.empty() || text.front() != '[') return {};
  const std::size_t end = text.substr(0, 16).find(']');
  if (end == std::string_view::npos) return {};
  const std::string_view level = level_of(text.substr(1, end - 1));
  if (!level.empty()) text.remove_prefix(end + 1);
  return level;
}

// The gateway's own stamp; days are not always padded.
bool take_stamp(std::string_view& text) {
  if (text.size() < 16 || !is_digit(text.front()) || text[4] != '-') return false;
  std::size_t end = k_usual_stamp.begins(text) ? 23 : 5;
  while (end < text.size() && end < 32 && k_stamp_bytes.has(text[end])) ++end;
  text.remove_prefix(end);
  return true;
}

std::string_view name_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end <= k_max_name && is_name(text[end])) ++end;
  return end > k_max_name ? std::string_view() : text.substr(0, end);
}

std::string_view request_name(std::string_view text) {
  return text.find("isRequestSuccess") == std::string_view::npos ? std::string_view() : k_request_event;
}

bool parse_text(std::string_view text, RecordHeader& header) {
  header.level = take_level(text);
  if (header.level.empty()) return false;
  skip_blanks(text);
  const std::string_view from_stamp = text;
  take_stamp(text);
  header.stamp = from_stamp.substr(0, from_stamp.size() - text.size());
  skip_blanks(text);
  if (text.starts_with('[')) {
    const std::string_view name = name_at(text.substr(1));
    if (!name.empty() && text.size() > name.size() + 1 && text[name.size() + 1] == ']') header.event = name;
  }
  if (header.event.empty()) header.event = request_name(text.substr(0, 64));
  return true;
}

// The value of a string member, found by its text: a broken document has no other way in. Some
// shippers write the record anew, with a blank after the colon. `expected` is where the key is looked for first.
template <std::size_t Size>
std::string_view member(std::string_view text, const char (&quoted_key)[Size], std::size_t expected,
                        std::size_t* end = nullptr) {
  constexpr std::size_t key_size = Size - 1;
  const bool is_there =
      expected + key_size <= text.size() && std::memcmp(text.data() + expected, quoted_key, key_size) == 0;
  const std::size_t at = is_there ? expected : text.find(quoted_key);
  if (at == std::string_view::npos) return {};
  std::string_view rest = text.substr(at + key_size);
  if (!rest.starts_with(':')) return {};
  rest.remove_prefix(1);
  skip_blanks(rest);
  if (!rest.starts_with('"')) return {};
  rest.remove_prefix(1);
  const std::size_t close = rest.substr(0, k_max_name + 1).find('"');
  if (close == std::string_view::npos) return {};
  if (end != nullptr) *end = text.size() - rest.size() + close + 1;
  return rest.substr(0, close);
}

bool parse_json(std::string_view text, RecordHeader& header) {
  if (!text.starts_with("{\"") && !text.starts_with("{ \"")) return false;
  header.json = true;
  const std::string_view start = text.substr(0, 512);  // the envelope comes first
  // As the gateway writes it, one member follows the other; the comma between them is not looked at.
  std::size_t level_end = 0;
  header.level = level_of(member(start, "\"level\"", 1, &level_end));
  std::size_t stamp_end = 0;
  header.timestamp = member(start, "\"timestamp\"", level_end + 1, &stamp_end);
  header.interleaved = header.timestamp.starts_with('{') || header.timestamp.starts_with(',') || text.ends_with("}{");
  std::string_view stamp = header.timestamp;
  header.timestamp = take_time(stamp);
  header.doubled_quote = stamp_end > 0 && text.substr(stamp_end).starts_with("\"");
  const std::string_view event = member(start, "\"eventType\"", stamp_end + 1);
  if (event.size() <= k_max_name && k_name_bytes.has_all(event)) header.event = event;
  if (header.event.empty()) header.event = request_name(start);
  return !header.level.empty() || !header.event.empty();
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  if (text.empty()) return false;
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.front() == start.front() && text.starts_with(start); });
}

}  // namespace

LineParts split_line(std::string_view line) {
  LineParts parts;
  line = without_colour(line);
  skip_tool_prefix(line);
  parts.time = take_time(line);
  if (line.starts_with("stdout ")) {
    line.remove_prefix(7);
  } else if (line.starts_with("stderr ")) {
    parts.from_stderr = true;
    line.remove_prefix(7);
  }
  parts.text = without_colour(line);
  return parts;
}

// Built where the caller has it: a copy of what was just written would wait for it.
std::optional<RecordHeader> parse_header(std::string_view text) {
  std::optional<RecordHeader> header(std::in_place);
  const bool begins = text.starts_with('{') ? parse_json(text, *header) : parse_text(text, *header);
  if (!begins) header.reset();
  return header;
}

std::size_t next_record(std::string_view text) {
  if (text.size() < 2) return std::string_view::npos;
  if (text.front() == '{') {
    const std::size_t at = text.find("}{\"level\"", 1);
    return at == std::string_view::npos ? at : at + 1;
  }
  for (std::size_t at = text.find('[', 1); at != std::string_view::npos; at = text.find('[', at + 1)) {
    std::string_view rest = text.substr(at);
    if (take_level(rest).empty()) continue;
    skip_blanks(rest);
    if (take_stamp(rest)) return at;  // a level word in brackets alone may be part of a message
  }
  return std::string_view::npos;
}

bool continues_request(std::string_view text) {
  return text.empty() || text.front() == ' ' || text.front() == '\t' || text.front() == '}' || text.front() == ']' ||
         text.front() == '{' || text.front() == '"';
}

bool is_plain_line(std::string_view text) {
  return is_unhandled_exception(text) ||
         starts_with_any(text, {"version: ", "commit: ", "Hosting environment:", "Content root path:",
                                "Now listening on:", "Application started", "Application is shutting down",
                                "WARNING: ", "Payload: ", "Failed to open temporary file", "Process terminated",
                                "GC heap initialization failed", "Failed to create CoreCLR", "exec "});
}

bool is_unhandled_exception(std::string_view text) { return starts_with_any(text, {"Unhandled exception"}); }

}  // namespace sgw::triage
