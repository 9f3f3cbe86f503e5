// A key of one's own opens nothing.
// refused: no matching function|no matching constructor
#include <sgw_diag/redacted.hpp>

#include <string>
#include <utility>

class Intruder {
 public:
  static void way_around(const sgw::RedactedBytes& redacted, std::string foreign) {
#ifdef ALLOWED
    const sgw::RedactedBytes bytes = redacted.part(0, foreign.size());
#else
    const sgw::RedactedBytes bytes(sgw::PassKey<Intruder>(), std::move(foreign));
#endif
    static_cast<void>(redacted);
    static_cast<void>(bytes);
  }
};
