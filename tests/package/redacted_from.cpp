#include "tests/package/redacted_from.hpp"

#include "src/report/document.hpp"
#include "tests/support/resource_forge.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>
#include <sgw_diag/resource.hpp>

#include <stdexcept>
#include <string>

namespace sgw::test {

SafeText safe_text_from(std::string_view text) {
  const std::string json = json_quoted(text);
  const auto reader = SafeJson::open(ResourceForge::of(json));
  const auto safe = reader ? reader->safe_text() : std::nullopt;
  if (!safe) throw std::runtime_error("cannot make safe text of this");
  return *safe;
}

RedactedBytes redacted_from(std::string_view text) {
  auto document = report::Document::text();
  document.add(safe_text_from(text));
  return document.take();
}

}  // namespace sgw::test
