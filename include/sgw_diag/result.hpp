#pragma once

#include <sgw_diag/safe_text.hpp>

#include <tl/expected.hpp>
#include <utility>

namespace sgw {

enum class ErrorKind {
  bad_usage,      // exit 2: a flag or its value
  bad_data_file,  // exit 2: a rule, pack or facts file
  not_found,
  denied,
  timeout,
  unreachable,
  protocol,  // the other side answered something that is not what it should be
  too_large,
  cancelled,
  io,      // exit 5 when it is the output
  unsafe,  // exit 4
};

Literal to_literal(ErrorKind kind);

// `what` is a sentence without a full stop; `subject` the thing it is about. what() of a library is never a subject:
// a parser quotes its input.
struct Error {
  ErrorKind kind = ErrorKind::io;
  Literal what = "";
  SafeText subject;

  // "cannot open the bundle: a.tar.gz"
  SafeText text() const;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, Literal what, SafeText subject = {}) {
  return tl::make_unexpected(Error{kind, what, std::move(subject)});
}

#define SGW_JOIN_(left, right) left##right
#define SGW_JOIN(left, right) SGW_JOIN_(left, right)
#define SGW_TRY_(holder, declaration, ...)                            \
  auto holder = (__VA_ARGS__);                                        \
  if (!holder) return tl::make_unexpected(std::move(holder).error()); \
  declaration = *std::move(holder)

// SGW_TRY(const Plan plan, make_plan(…)); returns the error to the caller, else declares the value.
#define SGW_TRY(declaration, ...) SGW_TRY_(SGW_JOIN(sgw_result_, __LINE__), declaration, __VA_ARGS__)
// SGW_CHECK(spool.add(bytes)); returns the error to the caller.
#define SGW_CHECK(...)                                                                                              \
  do {                                                                                                              \
    if (auto sgw_checked = (__VA_ARGS__); !sgw_checked) return tl::make_unexpected(std::move(sgw_checked).error()); \
  } while (false)

}  // namespace sgw
