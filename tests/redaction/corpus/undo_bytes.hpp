#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

// What the scorer undoes in runs of characters that stand for bytes, and in files made of others.
namespace sgw::corpus {

// Every run of base64 or hexadecimal digits, decoded at every alignment: the readable stretches of all of them, a line
// each, and separately what is a compressed file.
struct DecodedRuns {
  std::string readable;
  std::vector<std::string> files;
};
// Runs whose hash is in `done` were decoded in another view and are passed over; those of this text are added.
using RunHashes = std::unordered_set<std::size_t>;
DecodedRuns undo_base64(std::string_view text, RunHashes& done);
DecodedRuns undo_hex(std::string_view text, RunHashes& done);
std::string undo_hexdump(std::string_view text);  // the bytes of `hexdump -C` and `xxd` lines

bool is_packed(std::string_view bytes);                     // gzip, zstd, xz, bzip2, zip or tar
std::vector<std::string> unpacked(std::string_view bytes);  // members' contents, and first all their names

// Lines of container logs, put together again, one text a stream.
std::vector<std::string> undo_cri(std::string_view text);
std::vector<std::string> undo_docker_json(std::string_view text);
std::vector<std::string> undo_docker_frames(std::string_view bytes);
std::string undo_prefixes(std::string_view text);  // "[pod/…] 2026-…Z " at the start of lines

}  // namespace sgw::corpus
