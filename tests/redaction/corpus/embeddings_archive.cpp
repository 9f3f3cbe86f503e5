#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/pack.hpp"
#include "tests/redaction/corpus/plain_body.hpp"

#include <array>

namespace sgw::corpus {
namespace {

template <Compression compression>
std::string compressed(Page& page, std::span<const Slot> slots) {
  return compress(plain_body(page, slots), compression);
}

std::string one_tar(Page& page, std::span<const Slot> slots, Compression compression) {
  const std::array members{Member{"var/log/gateway.log", plain_body(page, slots)},
                           Member{"etc/hosts", "127.0.0.1 localhost\n"}};
  return pack(members, Container::tar, compression);
}

template <Compression compression>
std::string tar(Page& page, std::span<const Slot> slots) {
  return one_tar(page, slots, compression);
}
std::string zip(Page& page, std::span<const Slot> slots) {
  const std::array members{Member{"logs/readme.txt", "nothing here\n"},
                           Member{"logs/gateway.log", plain_body(page, slots)}};
  return pack(members, Container::zip);
}
std::string rotated_in_tar(Page& page, std::span<const Slot> slots) {
  const std::array members{Member{"gateway.log.1.gz", compress(plain_body(page, slots), Compression::gzip)}};
  return pack(members, Container::tar, Compression::gzip);
}
std::string tar_in_zip(Page& page, std::span<const Slot> slots) {
  const std::array members{Member{"bundle/inner.tar.gz", one_tar(page, slots, Compression::gzip)}};
  return pack(members, Container::zip);
}
std::string four_deep(Page& page, std::span<const Slot> slots) {
  const std::array innermost{Member{"gateway.log", plain_body(page, slots)}};
  const std::array inner{Member{"logs.zip", pack(innermost, Container::zip)}};
  const std::array outer{Member{"older.tar.zst", pack(inner, Container::tar, Compression::zstd)}};
  return pack(outer, Container::tar, Compression::gzip);
}
std::string member_name(Page& page, std::span<const Slot> slots) {
  std::vector<Member> members;
  for (const Slot& slot : slots)
    members.push_back({"captures/" + word(page.rng()) + "-" + slot.text() + ".txt", "empty\n"});
  return pack(members, Container::tar, Compression::gzip);
}

constexpr auto k_framed = Syntax::framed;
constexpr std::string_view k_folder = "archives";

constexpr std::array k_embeddings{
    Embedding{.id = "gzip",
              .hard = true,
              .folder = k_folder,
              .extension = "log.gz",
              .syntax = k_framed,
              .file = &compressed<Compression::gzip>},
    Embedding{.id = "zstd",
              .hard = true,
              .folder = k_folder,
              .extension = "log.zst",
              .syntax = k_framed,
              .file = &compressed<Compression::zstd>},
    Embedding{.id = "xz",
              .hard = true,
              .folder = k_folder,
              .extension = "log.xz",
              .syntax = k_framed,
              .file = &compressed<Compression::xz>},
    Embedding{.id = "bzip2",
              .hard = true,
              .folder = k_folder,
              .extension = "log.bz2",
              .syntax = k_framed,
              .file = &compressed<Compression::bzip2>},
    Embedding{.id = "tar",
              .hard = true,
              .folder = k_folder,
              .extension = "tar",
              .syntax = k_framed,
              .file = &tar<Compression::none>},
    Embedding{.id = "tar-gzip",
              .hard = true,
              .folder = k_folder,
              .extension = "tar.gz",
              .syntax = k_framed,
              .file = &tar<Compression::gzip>},
    Embedding{.id = "tar-zstd",
              .hard = true,
              .folder = k_folder,
              .extension = "tar.zst",
              .syntax = k_framed,
              .file = &tar<Compression::zstd>},
    Embedding{.id = "zip", .hard = true, .folder = k_folder, .extension = "zip", .syntax = k_framed, .file = &zip},
    Embedding{.id = "gzip-in-tar-gzip",
              .hard = true,
              .folder = k_folder,
              .extension = "tgz",
              .syntax = k_framed,
              .file = &rotated_in_tar},
    Embedding{.id = "tar-gzip-in-zip",
              .hard = true,
              .folder = k_folder,
              .extension = "zip",
              .syntax = k_framed,
              .file = &tar_in_zip},
    Embedding{.id = "zip-in-tar-zstd-in-tar-gzip",
              .hard = true,
              .folder = k_folder,
              .extension = "tar.gz",
              .syntax = k_framed,
              .file = &four_deep},
    Embedding{.id = "archive-member-name",
              .hard = true,
              .holds = Holds::words,
              .own_shape_only = true,
              .benign_too = false,
              .in_name = true,
              .folder = k_folder,
              .extension = "tar.gz",
              .syntax = k_framed,
              .file = &member_name},
};

}  // namespace

std::span<const Embedding> archive_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
