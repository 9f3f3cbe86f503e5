#pragma once

#include <sgw_diag/source.hpp>

#include <string_view>
#include <utility>

namespace sgw::collector {

// A header whose `parts` (literals and raw texts) are listed in order.
template <class... Parts>
RawHeader raw_header(SafeName source, Role role, Format format, std::optional<InstanceId> folder, Parts&&... parts) {
  RawHeader header;
  header.source = std::move(source);
  header.role = role;
  header.format = format;
  header.folder = folder;
  (header.parts.emplace_back(std::forward<Parts>(parts)), ...);
  return header;
}

// Opens an artifact, writes `bytes` in chunks of at most k_chunk_bytes, and finishes it as complete. `context` ends it
// early (then it is partial).
void write_artifact(RawHeader header, std::string_view bytes, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
