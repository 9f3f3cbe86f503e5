#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace sgw::collector {

// MD5 over what is added: for the header Content-MD5 (RFC 1864), by which a server notices what was damaged on its way.
// Where the system has no MD5 at all, the digest is empty.
class Md5 {
 public:
  Md5();
  ~Md5();
  Md5(Md5&&) noexcept;
  Md5& operator=(Md5&&) noexcept;

  void add(std::string_view bytes);
  std::string base64();  // finishes

  static std::string of(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::collector
