#pragma once

#include <sgw_diag/result.hpp>
#include <sgw_diag/safe_text.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw {

// Text that is compiled in. Made like a literal, so that nothing of run time passes for it.
class EmbeddedText : public std::string_view {
 public:
  template <std::size_t Size>
  consteval EmbeddedText(const char (&text)[Size])  // NOLINT(google-explicit-constructor)
      : std::string_view(Literal(text).view()) {}
};

// One file of what sgw_embed() compiled in.
struct EmbeddedFile {
  EmbeddedText path;  // "redaction/packs/core.json"
  EmbeddedText bytes;
};

enum class Origin { shipped, given };  // compiled in, or named by a flag

// Declared only: defined in tests/support/resource_forge.hpp and nowhere else, so that a test can make safe text.
class ResourceForge;

// What a resource holds. A type of its own, so that nothing else is put in its place.
class ResourceBytes : public std::string_view {
 public:
  // Its strings may be shown: shipped, or given and left unchanged by the gate.
  bool presentable() const noexcept { return presentable_; }

 private:
  friend struct Resource;
  ResourceBytes(std::string_view bytes, bool presentable) : std::string_view(bytes), presentable_(presentable) {}
  bool presentable_;
};

// Its strings may pass for safe text, so the store alone makes one.
struct Resource {
  Resource(PassKey<ResourceStore>, SafeText file, Origin from, bool presentable, std::string_view content)
      : name(std::move(file)), origin(from), bytes(content, presentable) {}
  Resource(PassKey<ResourceForge>, SafeText file, std::string_view content)
      : name(std::move(file)), origin(Origin::shipped), bytes(content, true) {}

  SafeText name;  // "redaction/packs/core.json", or the masked path that the operator gave
  Origin origin;
  ResourceBytes bytes;  // lives as long as the store
};

// What is compiled in, and the files that the operator gave by flag. Immutable once the run starts.
class ResourceStore {
 public:
  void add(std::span<const EmbeddedFile> files);
  // A file given by --rules, --redact or --facts. `folder` is where its like lie: "triage", "redaction/packs".
  // `presentable` is true when the gate found nothing to mask in it.
  void add_given(std::string_view folder, SafeText name, std::string bytes, bool presentable);

  // All files whose path starts with `folder`/, sorted by path, shipped before given.
  std::vector<Resource> in_folder(std::string_view folder) const;
  Result<Resource> find(std::string_view path) const;
  // The text of a file that is compiled in, such as a template. Ends the program when it is not there: a mistake of the
  // build.
  SafeText shipped_text(std::string_view path) const;

 private:
  struct Entry {
    std::string path;
    Resource resource;
    std::shared_ptr<std::string> owned;
  };
  std::vector<Entry> entries_;
};

}  // namespace sgw
