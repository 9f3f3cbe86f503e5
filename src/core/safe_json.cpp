#include <sgw_diag/json_reader.hpp>

#include <algorithm>

namespace sgw {

Result<SafeJson> SafeJson::open(const Resource& resource) {
  if (!resource.bytes.presentable()) {
    return fail(ErrorKind::unsafe, "the file holds something that looks like a secret", resource.name);
  }
  std::size_t offset = 0;
  auto reader = JsonReader::parse(resource.bytes, &offset);
  if (!reader) {
    const auto before = resource.bytes.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return fail(ErrorKind::bad_data_file, "not valid JSON",
                resource.name + ": line " + SafeText(line) + ", byte " + SafeText(offset));
  }
  return SafeJson(Trusted{}, *std::move(reader));
}

std::optional<SafeJson> SafeJson::parse(const RedactedBytes& document) {
  auto reader = JsonReader::parse(document.view());
  if (!reader) return std::nullopt;
  return SafeJson(Trusted{}, *std::move(reader));
}

std::optional<SafeJson> SafeJson::parse(const SafeText& document) {
  auto reader = JsonReader::parse(document.view());
  if (!reader) return std::nullopt;
  return SafeJson(Trusted{}, *std::move(reader));
}

SafeJson SafeJson::operator[](std::string_view key) const { return {Trusted{}, JsonReader::operator[](key)}; }
SafeJson SafeJson::at(std::size_t index) const { return {Trusted{}, JsonReader::at(index)}; }

std::vector<SafeJson> SafeJson::items() const {
  std::vector<SafeJson> list;
  for (auto& item : JsonReader::items()) list.push_back(SafeJson(Trusted{}, std::move(item)));
  return list;
}

std::vector<std::pair<SafeText, SafeJson>> SafeJson::members() const {
  std::vector<std::pair<SafeText, SafeJson>> list;
  for (auto& [key, value] : JsonReader::members()) {
    list.emplace_back(SafeText(PassKey<SafeJson>(), key), SafeJson(Trusted{}, std::move(value)));
  }
  return list;
}

std::optional<SafeText> SafeJson::safe_text() const {
  auto held = text();
  if (!held) return std::nullopt;
  return SafeText(PassKey<SafeJson>(), *std::move(held));
}

SafeText SafeJson::safe_text_or(Literal fallback) const { return safe_text().value_or(SafeText(fallback)); }
SafeText SafeJson::safe_dump() const { return {PassKey<SafeJson>(), dump()}; }
SafeText SafeJson::where() const { return {PassKey<SafeJson>(), pointer()}; }

}  // namespace sgw
