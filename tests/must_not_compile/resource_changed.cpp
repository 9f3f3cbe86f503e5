// A resource that the store has given out stays what it is.
// refused: no match for .operator=.|no viable overloaded
#include <sgw_diag/resource.hpp>

#include <string_view>

void way_around(sgw::Resource resource, std::string_view foreign) {
#ifdef ALLOWED
  foreign = resource.bytes;
#else
  resource.bytes = foreign;
#endif
  static_cast<void>(resource);
  static_cast<void>(foreign);
}
