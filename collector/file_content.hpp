#pragma once

#include "collector/file_tree.hpp"

#include <sgw_diag/source.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// Where a content lies: the how-many-th file of an input, the how-many-th member in it (0 of a file that is not
// packed).
struct ContentId {
  std::size_t file = 0;
  std::size_t member = 0;

  // The check sees the zero that the compiler compares with in the body that it writes.
  friend auto operator<=>(const ContentId&, const ContentId&) = default;  // NOLINT(modernize-use-nullptr)
};

// Receives one content after the other: a file, or the members of a packed one.
class ContentVisitor {
 public:
  virtual ~ContentVisitor() = default;
  // `name` is relative, with '/'. False skips the content: neither data() nor end() follows.
  virtual bool begin(ContentId id, const std::string& name) = 0;
  // False: enough of this content; end() follows.
  virtual bool data(std::string_view chunk) = 0;
  // `broken`: why what came before is not all of it.
  virtual void end(std::optional<RawError> broken) = 0;
};

// Opens `file` and hands out what is in it: itself, or what unpack() finds, packed members of packed files included (to
// a depth of 3, and of at most k_max_nested_bytes each). An error is one of opening or unpacking; what could be read
// has been handed out then. `prefix` goes before the members' names.
RawResult<void> visit_contents(const FoundFile& file, std::size_t index, const std::string& prefix,
                               ContentVisitor& visitor, const CollectContext& context);

inline constexpr std::size_t k_max_nested_bytes = std::size_t{32} << 20;

}  // namespace sgw::collector
