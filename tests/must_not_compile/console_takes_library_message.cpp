// The terminal takes safe text, not what a library says.
// refused: no matching function|no viable conversion|cannot convert
#include "src/cli/console.hpp"

#include <exception>

void way_around(sgw::cli::Console& console, const std::exception& error) {
#ifdef ALLOWED
  console.say(sgw::SafeText("the answer cannot be read"));
#else
  console.say(error.what());
#endif
  static_cast<void>(error);
}
