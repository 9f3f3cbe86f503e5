#pragma once

#include "tests/support/temp_dir.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace sgw::test {

// A certificate with the chain to present, and its key; PEM files.
struct TlsFiles {
  std::filesystem::path chain;
  std::filesystem::path key;
};

// What the authorities are called: "/O=…/CN=…".
struct TlsAuthorities {
  std::string root = "/O=Test/CN=Test Root CA";
  std::string issuing = "/CN=Test Issuing CA";
  std::string corp = "/O=Test/CN=Corp Intercept CA";
};

// Certificates made by the openssl program in a folder of their own: a root, an issuing authority below it, and that of
// an interceptor, which nobody trusts. Elliptic keys: they are made quickly. Throws when openssl fails.
class TlsMaterial {
 public:
  explicit TlsMaterial(const TlsAuthorities& called = {});

  std::filesystem::path root() const { return folder_ / "root.pem"; }  // what to trust

  TlsFiles corp() const {
    return {.chain = folder_ / "corp.pem", .key = folder_ / "corp.key"};
  }  // as an interceptor has it

  TlsFiles leaf(const std::string& dns_name, int days = 365);  // with the issuing CA in its chain
  TlsFiles leaf_alone(const std::string& dns_name);            // without it
  TlsFiles leaf_for_address(const std::string& address);       // names an IP address
  TlsFiles intercepted(const std::string& dns_name);           // by the interceptor
  // By a CA of that name ("/O=…/CN=…"), which is `ca_of(…)` afterwards and trusted by nobody yet; without it in its
  // chain.
  TlsFiles signed_by(const std::string& ca_subject, const std::string& dns_name);
  static std::filesystem::path ca_of(const TlsFiles& files);
  TlsFiles weak(const std::string& dns_name);                     // an RSA key of 1024 bits, with its chain
  TlsFiles huge(const std::string& dns_name, std::size_t bytes);  // has an extension of that size
  TlsFiles self_signed(const std::string& dns_name);
  // From and to as "20200101000000Z".
  TlsFiles dated(const std::string& dns_name, const std::string& from, const std::string& to);

 private:
  std::string next_name();
  void make_ca(const std::string& name, const std::string& subject);
  void request(const std::string& name, const std::string& subject);
  void sign(const std::string& name, const std::string& issuer, int days, const std::string& extensions);
  void openssl(const std::vector<std::string>& arguments);
  TlsFiles with_chain(const std::string& name);

  TempDir folder_;
  int count_ = 0;
};

}  // namespace sgw::test
