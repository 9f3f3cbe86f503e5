#include "collector/encoding.hpp"
#include "collector/log_decoder.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace sgw::collector;

std::string decoded(std::string_view bytes, std::size_t cut) {
  const Encoding encoding = detect_encoding(bytes);
  Transcoder transcoder(encoding);
  std::string lines;
  LogDecoder decoder({});
  decoder.begin_part(detect_log_format(bytes), [&](std::string_view block) { lines += block; });
  decoder.add(transcoder.add(bytes.substr(0, cut)));
  decoder.add(transcoder.add(bytes.substr(cut)));
  decoder.add(transcoder.finish());
  decoder.finish_log();
  return lines;
}

}  // namespace

// The lines must not depend on where a chunk ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = size == 0 ? 0 : data[0] % size;
  if (decoded(bytes, cut) != decoded(bytes, size)) std::abort();
  return 0;
}
