#include <sgw_diag/resource.hpp>

#include <algorithm>
#include <cstdlib>

namespace sgw {

void ResourceStore::add(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    SafeText name(PassKey<ResourceStore>(), std::string(file.path));
    const Resource resource(PassKey<ResourceStore>(), std::move(name), Origin::shipped, true, file.bytes);
    entries_.push_back({std::string(file.path), resource, nullptr});
  }
}

void ResourceStore::add_given(std::string_view folder, SafeText name, std::string bytes, bool presentable) {
  const auto owned = std::make_shared<std::string>(std::move(bytes));
  std::string path = std::string(folder) + '/' + std::string(name.view());
  const Resource resource(PassKey<ResourceStore>(), std::move(name), Origin::given, presentable, *owned);
  entries_.push_back({std::move(path), resource, owned});
}

std::vector<Resource> ResourceStore::in_folder(std::string_view folder) const {
  std::vector<const Entry*> found;
  for (const Entry& entry : entries_) {
    const std::string_view path = entry.path;
    if (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/') found.push_back(&entry);
  }
  // Given files stay in the order of their flags, so that the last one wins.
  std::stable_sort(found.begin(), found.end(), [](const Entry* left, const Entry* right) {
    if (left->resource.origin != right->resource.origin) return left->resource.origin == Origin::shipped;
    return left->resource.origin == Origin::shipped && left->path < right->path;
  });
  std::vector<Resource> resources;
  resources.reserve(found.size());
  for (const Entry* entry : found) resources.push_back(entry->resource);
  return resources;
}

Result<Resource> ResourceStore::find(std::string_view path) const {
  for (const Entry& entry : entries_) {
    if (entry.path == path) return entry.resource;
  }
  return fail(ErrorKind::not_found, "no such file is compiled in");
}

SafeText ResourceStore::shipped_text(std::string_view path) const {
  const auto resource = find(path);
  if (!resource || resource->origin != Origin::shipped) std::abort();
  return {PassKey<ResourceStore>(), std::string(resource->bytes)};
}

}  // namespace sgw
