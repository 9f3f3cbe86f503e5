#include "collector/log_excerpt.hpp"

#include "collector/log_decoder.hpp"

namespace sgw::collector {

namespace {

std::uint64_t read_lines(std::string_view log, const LogRange& range, LogDecoder::Output output,
                         std::uint64_t& left_out) {
  LogDecoder decoder(range);
  decoder.begin_part(LogFormat::plain, std::move(output));
  decoder.add(log);
  decoder.finish_log();
  left_out = decoder.window().left_out();
  return decoder.window().lines();
}

}  // namespace

LogExcerpt excerpt_of(std::string_view log, const LogRange& range, std::optional<std::uint64_t> tail) {
  LogExcerpt excerpt;
  LogRange wanted = range;
  if (tail) {
    const std::uint64_t lines = read_lines(log, range, nullptr, excerpt.left_out);
    if (lines > *tail) wanted.skip = lines - *tail;
  }
  const auto keep = [&excerpt](std::string_view block) { excerpt.lines += block; };
  read_lines(log, wanted, keep, excerpt.left_out);
  return excerpt;
}

void say_left_out(const SafeName& source, std::string_view log, std::uint64_t left_out, LeftOfLog left, RawSink& sink) {
  const bool nothing = left == LeftOfLog::nothing;
  RawText count = left_out == 0
                      ? RawText()
                      : RawText(std::to_string(left_out) + (left_out == 1 ? " line" : " lines") + " left out");
  sink.remark({nothing ? Remark::Kind::warning : Remark::Kind::info, source,
               nothing ? Literal("nothing of a log is within --since, --until and --tail")
                       : Literal("a log was cut as --since, --until or --tail ask"),
               RawText(log), std::move(count)});
}

}  // namespace sgw::collector
