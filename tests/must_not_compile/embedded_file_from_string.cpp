// What passes for compiled in was there when the program was compiled.
// refused: could not convert|no viable conversion|no matching function|not a constant expression
#include <sgw_diag/resource.hpp>

#include <string>

void way_around(sgw::ResourceStore& store, const std::string& foreign) {
#ifdef ALLOWED
  const sgw::EmbeddedFile file{"a.json", "[]"};
#else
  const sgw::EmbeddedFile file{"a.json", std::string_view(foreign)};
#endif
  store.add({&file, 1});
  static_cast<void>(foreign);
}
