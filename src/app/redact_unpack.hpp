#pragma once

#include "src/app/redact_name.hpp"
#include "src/app/redact_sink.hpp"

#include <sgw_diag/unpack.hpp>

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace sgw::app {

// What one input may unpack to, all that is nested in it included.
struct RedactLimits {
  UnpackLimits unpack;                           // bytes and members in all; the ratio for each archive
  int depth = 4;                                 // archives in archives
  std::uint64_t held = std::uint64_t{64} << 20;  // bytes of nested archives in memory at a time
};

// Gives one input to the gate: as it is, or unpacked. A compressed file goes on as its text, an archive as its members;
// what is packed in it is unpacked too. What cannot be unpacked is withheld: a note stands in its place, and the report
// names it. Links, devices and the like in an archive are left out.
class RedactFeed {
 public:
  // The next bytes; empty at the end. The view lives until the next call.
  using Read = std::function<Result<std::string_view>()>;

  RedactFeed(const Session& session, const RedactJob& job, RedactReport& report, std::stop_token stop,
             RedactLimits limits = {});
  ~RedactFeed();
  RedactFeed(const RedactFeed&) = delete;
  RedactFeed& operator=(const RedactFeed&) = delete;

  // Errors end the job: bad_usage (an archive without a place for its members), io (the output), cancelled.
  Result<void> feed(const RedactName& name, const Read& read);

 private:
  class Level;
  class Member;

  bool over() const { return failure_ || sink_.failure() || stop_.stop_requested(); }
  void feed_plain(const RedactName& name, std::string_view first, const Read& read);
  void feed_packed(const RedactName& name, std::string_view first, const Read& read);
  // Unpacks what `read` gives. What went wrong, unless it was told in a member's outcome.
  void unpack(const RedactName& name, int depth, const Read& read);
  void withhold(const RedactName& name, const Error& why, std::uint64_t bytes);
  void leave_out(const RedactName& name, Literal why);
  std::optional<Error> spend(std::uint64_t bytes, std::uint32_t members);

  const Session& session_;
  const RedactJob& job_;
  RedactReport& report_;
  std::stop_token stop_;
  RedactLimits limits_;
  RedactSink sink_;
  std::unique_ptr<RawSink> gate_;
  std::optional<Error> failure_;
  UnpackLimits left_;       // of this input
  std::uint64_t held_ = 0;  // bytes of nested archives in memory
};

}  // namespace sgw::app
