#pragma once

#include <sgw_diag/raw.hpp>
#include <sgw_diag/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::verify {

// Something that looks like a secret in finished content. Says where and of what kind, never what.
struct Leak {
  std::string file;  // path in the archive, foreign unless our own bundle; at most 2048 bytes of it
  std::uint64_t line = 0;
  Literal what = "";  // "known value", "gateway token", "private key", …
};

// The second opinion on a finished bundle: known values in all their forms, structure (token grammar, PEM, JWT, key
// signatures by signature, offset and length, connection strings, authorization headers, user info in URLs) and
// entropy beside telling names. Shares no rule, pack or matching code with redaction/. Streaming; memory is bounded.
class LeakCheck {
 public:
  // What a file's content is searched for; its name is always searched for everything.
  enum class Extent { all, known_values };

  explicit LeakCheck(const std::vector<RawText>& known_values);
  ~LeakCheck();
  LeakCheck(LeakCheck&&) noexcept;
  LeakCheck& operator=(LeakCheck&&) noexcept;

  // Values are looked for in names too.
  void begin(std::string_view file, Extent extent = Extent::all);
  void add(std::string_view chunk);
  void end();

  const std::vector<Leak>& leaks() const;  // at most 1000

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::verify
