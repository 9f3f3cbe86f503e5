// Raw text does not turn into a string.
// refused: conversion from|no viable conversion
#include <sgw_diag/raw.hpp>

#include <string>

void way_around(const sgw::RawText& raw) {
#ifdef ALLOWED
  const std::string text = std::to_string(raw.size());
#else
  const std::string text = raw;
#endif
  static_cast<void>(text);
}
