#include "collector/raw_artifact.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

void write_artifact(RawHeader header, std::string_view bytes, const CollectContext& context, RawSink& sink) {
  const auto entry = sink.open(std::move(header));
  while (!bytes.empty()) {
    if (context.over()) {
      entry->finish(RawOutcome::partial({ErrorKind::cancelled, "the time was up", {}}));
      return;
    }
    entry->write(RawBytes(bytes.substr(0, k_chunk_bytes)));
    bytes.remove_prefix(std::min(bytes.size(), k_chunk_bytes));
  }
  entry->finish(RawOutcome::complete());
}

}  // namespace sgw::collector
