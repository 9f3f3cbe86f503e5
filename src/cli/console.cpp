#include "src/cli/console.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace sgw::cli {

namespace {

constexpr std::chrono::milliseconds k_redraw_interval{100};
constexpr std::size_t k_live_width = 78;

struct TerminalSize {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

TerminalSize terminal_size() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 2 || size.ws_row < 2) return {};
  return {size.ws_col, size.ws_row};
}

bool environment_has(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

std::string_view color_code(report::ScreenLine::Emphasis emphasis) {
  using Emphasis = report::ScreenLine::Emphasis;
  switch (emphasis) {
    case Emphasis::plain:
      return "";
    case Emphasis::strong:
      return "\x1b[1m";
    case Emphasis::good:
      return "\x1b[1;32m";
    case Emphasis::bad:
      return "\x1b[1;31m";
    case Emphasis::warning:
      return "\x1b[33m";
    case Emphasis::dim:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

Console::Console() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  live_possible_ = ::isatty(STDERR_FILENO) != 0 && !dumb;
  color_wanted_ = !environment_has("NO_COLOR") && !dumb;
}

void Console::write(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      if (descriptor == STDOUT_FILENO) output_failed_ = true;
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
}

std::string Console::painted(const SafeText& text, Emphasis emphasis, int descriptor) const {
  const std::string_view code = color_code(emphasis);
  const std::string plain(text.printable().view());
  if (code.empty() || !color_wanted_ || ::isatty(descriptor) == 0) return plain + '\n';
  return std::string(code) + plain + "\x1b[0m\n";
}

void Console::say(const SafeText& line) {
  if (verbosity_ == Verbosity::quiet) return;
  const std::lock_guard lock(mutex_);
  erase_live();
  write(STDERR_FILENO, painted(line, Emphasis::plain, STDERR_FILENO));
  draw_live();
}

void Console::detail(const SafeText& line) {
  if (verbose()) say(line);
}

void Console::problem(const SafeText& text) {
  const std::lock_guard lock(mutex_);
  erase_live();
  // The subject of a data file's error lists its problems, one a line.
  const std::string_view rest = text.view();
  bool first = true;
  std::size_t offset = 0;
  while (offset <= rest.size()) {
    const std::size_t end = std::min(rest.find('\n', offset), rest.size());
    const SafeText line = text.part(offset, end - offset);
    write(STDERR_FILENO,
          painted(first ? "sgw-diag: " + line : line, first ? Emphasis::bad : Emphasis::plain, STDERR_FILENO));
    first = false;
    offset = end + 1;
  }
}

bool Console::can_ask() { return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0; }

void Console::prompt(const SafeText& question) {
  const std::lock_guard lock(mutex_);
  erase_live();
  write(STDERR_FILENO, question.printable().view());
  write(STDERR_FILENO, " ");
}

void Console::screen(const std::vector<report::ScreenLine>& lines) {
  const std::lock_guard lock(mutex_);
  erase_live();
  const int descriptor = document_on_stdout_ ? STDERR_FILENO : STDOUT_FILENO;
  if (document_on_stdout_ && verbosity_ == Verbosity::quiet) return;
  for (const auto& line : lines) write(descriptor, painted(line.text, line.emphasis, descriptor));
}

void Console::result(const SafeText& line) { screen({{Emphasis::plain, line}}); }

void Console::document(const RedactedBytes& bytes) {
  const std::lock_guard lock(mutex_);
  erase_live();
  write(STDOUT_FILENO, bytes.view());
}

void Console::revealed(const RevealedBytes& bytes) {
  const std::lock_guard lock(mutex_);
  erase_live();
  write(STDOUT_FILENO, bytes.view(PassKey<Console>()));
}

void Console::begin(std::size_t slot, const SafeName& source) {
  const std::lock_guard lock(mutex_);
  live_[slot] = {source, {}, 0, false};
  if (shows_live()) draw_live();
}

void Console::advance(std::size_t slot, std::uint64_t bytes, const SafeText& file) {
  if (!shows_live()) return;
  const std::lock_guard lock(mutex_);
  Live& live = live_[slot];
  live.bytes = bytes;
  live.file = file;
  if (std::chrono::steady_clock::now() - last_draw_ >= k_redraw_interval) draw_live();
}

void Console::end(std::size_t slot) {
  const std::lock_guard lock(mutex_);
  live_[slot].ended = true;
  if (shows_live()) draw_live();
}

void Console::stage(Literal what) {
  const std::lock_guard lock(mutex_);
  erase_live();
  live_.clear();
  if (!shows_live()) return;
  write(STDERR_FILENO, painted(SafeText(what) + " …", Emphasis::dim, STDERR_FILENO));
  live_lines_ = 1;
}

void Console::clear_live() {
  const std::lock_guard lock(mutex_);
  erase_live();
  live_.clear();
}

void Console::abandon_live() {
  // Somebody may hold the lock while a slow terminal takes its bytes, or the terminal takes none (Ctrl-S): then the
  // lines stay, and the end is not held up.
  const std::unique_lock lock(mutex_, std::try_to_lock);
  pollfd terminal{STDERR_FILENO, POLLOUT, 0};
  if (lock.owns_lock() && ::poll(&terminal, 1, 0) == 1) erase_live();
}

void Console::erase_live() {
  // Up one line and clear it, for each.
  for (; live_lines_ > 0; --live_lines_) write(STDERR_FILENO, "\x1b[1A\x1b[2K");
}

void Console::draw_live() {
  if (!shows_live()) return;
  erase_live();
  // Lines that wrap, or leave the screen at its top, could not be taken away again.
  const TerminalSize size = terminal_size();
  for (const auto& [slot, live] : live_) {
    if (live_lines_ + 1 >= size.rows) break;
    if (live.ended && live.bytes == 0) continue;
    SafeText line = SafeText(live.ended ? Literal("  ✓ ") : Literal("  … ")) + live.source;
    if (!live.file.empty()) line += "  " + live.file + "  " + SafeText::bytes(live.bytes);
    write(STDERR_FILENO, painted(line.clipped(std::min(k_live_width, size.columns - 1)), Emphasis::dim, STDERR_FILENO));
    ++live_lines_;
  }
  last_draw_ = std::chrono::steady_clock::now();
}

}  // namespace sgw::cli
