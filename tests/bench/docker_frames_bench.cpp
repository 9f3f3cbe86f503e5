#include "collector/docker_log_lines.hpp"

#include <sgw_diag/docker_frames.hpp>

#include <benchmark/benchmark.h>

#include <string>

// MB/s of taking an engine's log stream apart: frames, then lines with their stamps, as chunks of 16 KiB.

namespace {

using namespace sgw::collector;
using sgw::DockerFrames;

constexpr std::size_t k_stream_bytes = std::size_t{16} << 20;
constexpr std::size_t k_chunk = 16384;
constexpr std::string_view k_stamp = "2026-11-23T19:11:12.916838834Z ";

std::string framed_stream(std::size_t line_bytes) {
  const std::string payload = std::string(k_stamp) + std::string(line_bytes, 'x') + "\n";
  std::string frame{'\x01', '\0', '\0', '\0'};
  for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>((payload.size() >> shift) & 255);
  frame += payload;
  std::string stream;
  while (stream.size() < k_stream_bytes) stream += frame;
  return stream;
}

std::string terminal_stream(std::size_t line_bytes) {
  const std::string line = std::string(k_stamp) + std::string(line_bytes, 'x') + "\r\n";
  std::string stream;
  while (stream.size() < k_stream_bytes) stream += line;
  return stream;
}

void set_rate(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void docker_frames(benchmark::State& state) {
  const std::string stream = framed_stream(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    std::size_t out = 0;
    DockerLogLines lines(DockerLogLines::Kind::framed, [&out](std::string bytes) { out += bytes.size(); });
    DockerFrames frames;
    const DockerFrames::OnPart take = [&lines](DockerFrames::Stream, std::string_view part, bool begins) {
      lines.piece(part, begins);
    };
    for (std::size_t at = 0; at < stream.size(); at += k_chunk)
      frames.add(std::string_view(stream).substr(at, k_chunk), take);
    lines.finish();
    benchmark::DoNotOptimize(out);
  }
  set_rate(state, stream.size());
}
BENCHMARK(docker_frames)->Arg(60)->Arg(300)->Arg(8000);

void docker_terminal(benchmark::State& state) {
  const std::string stream = terminal_stream(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    std::size_t out = 0;
    DockerLogLines lines(DockerLogLines::Kind::terminal, [&out](std::string bytes) { out += bytes.size(); });
    for (std::size_t at = 0; at < stream.size(); at += k_chunk) lines.raw(std::string_view(stream).substr(at, k_chunk));
    lines.finish();
    benchmark::DoNotOptimize(out);
  }
  set_rate(state, stream.size());
}
BENCHMARK(docker_terminal)->Arg(60)->Arg(300);

}  // namespace
