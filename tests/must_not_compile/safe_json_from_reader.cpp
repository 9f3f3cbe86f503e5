// That a document is safe is known when it is opened, not afterwards.
// refused: use of deleted function|call to deleted constructor
#include <sgw_diag/json_reader.hpp>

void way_around(const sgw::JsonReader& foreign, const sgw::RedactedBytes& redacted) {
#ifdef ALLOWED
  const auto safe = sgw::SafeJson::parse(redacted);
#else
  const sgw::SafeJson safe(foreign);
#endif
  static_cast<void>(foreign);
  static_cast<void>(redacted);
  static_cast<void>(safe);
}
