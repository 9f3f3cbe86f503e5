#pragma once

#include "src/app/progress.hpp"
#include "src/report/reports.hpp"

#include <sgw_diag/redacted.hpp>
#include <sgw_diag/result.hpp>
#include <sgw_diag/revealed.hpp>
#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace sgw::cli {

enum class Verbosity { quiet, normal, verbose };

// The terminal. Results go to standard output, everything else to standard error; only safe text goes to either.
// Colours only on a terminal, without NO_COLOR (no-color.org) and --no-color. May be used from any thread.
class Console : public app::Progress {
 public:
  Console();

  void set_verbosity(Verbosity verbosity) { verbosity_ = verbosity; }
  void set_color(bool wanted) { color_wanted_ = wanted; }
  // With -o - or --json the result is a document: lines for people move to standard error.
  void set_document_on_stdout() { document_on_stdout_ = true; }
  // Whether a question would be seen and could be answered: standard input and error are a terminal.
  static bool can_ask();
  bool verbose() const { return verbosity_ == Verbosity::verbose; }

  void say(const SafeText& line);     // standard error, unless --quiet
  void detail(const SafeText& line);  // standard error, with -v only
  void error(const Error& error) { problem(error.text()); }
  void problem(const SafeText& text);             // standard error, always
  void prompt(const SafeText& question);          // standard error, always; the answer goes behind it
  void hint(const SafeText& line) { say(line); }  // what to do about it

  void screen(const std::vector<report::ScreenLine>& lines);  // for people: standard output, or error beside a document
  void result(const SafeText& line);                          // a line for people, to the same place
  void document(const RedactedBytes& bytes);                  // standard output, as it is
  // Standard output too, and the one place where originals are shown: `redact --reveal` alone.
  void revealed(const RevealedBytes& bytes);

  // A result could not be written (closed pipe, full disk): the command ends with the code for output.
  bool output_failed() const { return output_failed_; }

  // One live line a source on a terminal, nothing on a pipe.
  void begin(std::size_t slot, const SafeName& source) override;
  void advance(std::size_t slot, std::uint64_t bytes, const SafeText& file) override;
  void end(std::size_t slot) override;
  void stage(Literal what) override;
  // Takes the live lines away; called before anything lasting is printed.
  void clear_live();
  // The same for a program that ends at once: never waits.
  void abandon_live();

 private:
  struct Live {
    SafeName source;
    SafeText file;
    std::uint64_t bytes = 0;
    bool ended = false;
  };
  using Emphasis = report::ScreenLine::Emphasis;

  void write(int descriptor, std::string_view bytes);
  std::string painted(const SafeText& text, Emphasis emphasis, int descriptor) const;
  bool shows_live() const { return live_possible_ && verbosity_ != Verbosity::quiet; }
  void erase_live();
  void draw_live();

  std::mutex mutex_;
  Verbosity verbosity_ = Verbosity::normal;
  bool color_wanted_ = true;
  bool document_on_stdout_ = false;
  bool output_failed_ = false;
  bool live_possible_ = false;
  std::map<std::size_t, Live> live_;
  std::size_t live_lines_ = 0;
  std::chrono::steady_clock::time_point last_draw_{};
};

}  // namespace sgw::cli
