#include "tests/support/tls_material.hpp"

#include "tests/support/child_process.hpp"

#include <stdexcept>

namespace sgw::test {

namespace {

const std::vector<std::string> k_new_key{"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};

std::string names(const std::string& dns_name) {
  return "subjectAltName=DNS:" + dns_name + "\nbasicConstraints=CA:FALSE\n";
}

}  // namespace

TlsMaterial::TlsMaterial(const TlsAuthorities& called) {
  make_ca("root", called.root);
  make_ca("corp", called.corp);
  request("inter", called.issuing);
  sign("inter", "root", 3650, "basicConstraints=critical,CA:TRUE,pathlen:0\n");
}

TlsFiles TlsMaterial::leaf(const std::string& dns_name, int days) {
  const std::string name = next_name();
  request(name, "/CN=" + dns_name);
  // As public CAs do.
  sign(name, "inter", days, names(dns_name) + "authorityInfoAccess=caIssuers;URI:http://ca.example/issuing.crt\n");
  return with_chain(name);
}

TlsFiles TlsMaterial::signed_by(const std::string& ca_subject, const std::string& dns_name) {
  const std::string name = next_name();
  make_ca(name + "-ca", ca_subject);
  request(name, "/CN=" + dns_name);
  sign(name, name + "-ca", 365, names(dns_name));
  return {.chain = folder_ / (name + ".pem"), .key = folder_ / (name + ".key")};
}

std::filesystem::path TlsMaterial::ca_of(const TlsFiles& files) {
  return files.chain.parent_path() / (files.chain.stem().string() + "-ca.pem");
}

TlsFiles TlsMaterial::weak(const std::string& dns_name) {
  const std::string name = next_name();
  openssl({"req", "-newkey", "rsa:1024", "-nodes", "-keyout", name + ".key", "-out", name + ".csr", "-subj",
           "/CN=" + dns_name});
  sign(name, "inter", 365, names(dns_name));
  return with_chain(name);
}

TlsFiles TlsMaterial::huge(const std::string& dns_name, std::size_t bytes) {
  const std::string name = next_name();
  request(name, "/CN=" + dns_name);
  std::string filler = "1.2.3.4=DER:04";
  for (std::size_t i = 0; i < bytes; ++i) filler += ":00";
  sign(name, "inter", 365, names(dns_name) + filler + "\n");
  return with_chain(name);
}

TlsFiles TlsMaterial::leaf_alone(const std::string& dns_name) {
  const TlsFiles files = leaf(dns_name);
  return {.chain = std::filesystem::path(files.key).replace_extension("pem"), .key = files.key};
}

TlsFiles TlsMaterial::leaf_for_address(const std::string& address) {
  const std::string name = next_name();
  request(name, "/CN=" + address);
  sign(name, "inter", 365, "subjectAltName=IP:" + address + "\nbasicConstraints=CA:FALSE\n");
  return with_chain(name);
}

TlsFiles TlsMaterial::intercepted(const std::string& dns_name) {
  const std::string name = next_name();
  request(name, "/CN=" + dns_name);
  sign(name, "corp", 365, names(dns_name));
  return {.chain = folder_ / (name + ".pem"), .key = folder_ / (name + ".key")};
}

TlsFiles TlsMaterial::self_signed(const std::string& dns_name) {
  const std::string name = next_name();
  std::vector<std::string> arguments{"req",   "-x509",           "-keyout", name + ".key",
                                     "-out",  name + ".pem",     "-days",   "365",
                                     "-subj", "/CN=" + dns_name, "-addext", "subjectAltName=DNS:" + dns_name};
  arguments.insert(arguments.end(), k_new_key.begin(), k_new_key.end());
  openssl(arguments);
  return {.chain = folder_ / (name + ".pem"), .key = folder_ / (name + ".key")};
}

TlsFiles TlsMaterial::dated(const std::string& dns_name, const std::string& from, const std::string& to) {
  const std::string name = next_name();
  request(name, "/CN=" + dns_name);
  folder_.write("index", "");
  folder_.write("ca.cnf",
                "[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=.\ndatabase=index\nserial=serial\nrand_serial=yes\n"
                "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n");
  folder_.write(name + ".ext", names(dns_name));
  openssl({"ca", "-batch", "-config", "ca.cnf", "-cert", "inter.pem", "-keyfile", "inter.key", "-in", name + ".csr",
           "-out", name + ".pem", "-extfile", name + ".ext", "-startdate", from, "-enddate", to, "-notext"});
  return with_chain(name);
}

std::string TlsMaterial::next_name() { return "leaf" + std::to_string(++count_); }

void TlsMaterial::make_ca(const std::string& name, const std::string& subject) {
  std::vector<std::string> arguments{"req",   "-x509",       "-keyout", name + ".key",
                                     "-out",  name + ".pem", "-days",   "3650",
                                     "-subj", subject,       "-addext", "basicConstraints=critical,CA:TRUE"};
  arguments.insert(arguments.end(), k_new_key.begin(), k_new_key.end());
  openssl(arguments);
}

void TlsMaterial::request(const std::string& name, const std::string& subject) {
  std::vector<std::string> arguments{"req", "-keyout", name + ".key", "-out", name + ".csr", "-subj", subject};
  arguments.insert(arguments.end(), k_new_key.begin(), k_new_key.end());
  openssl(arguments);
}

void TlsMaterial::sign(const std::string& name, const std::string& issuer, int days, const std::string& extensions) {
  folder_.write(name + ".ext", extensions);
  openssl({"x509", "-req", "-in", name + ".csr", "-CA", issuer + ".pem", "-CAkey", issuer + ".key", "-CAcreateserial",
           "-days", std::to_string(days), "-extfile", name + ".ext", "-out", name + ".pem"});
}

void TlsMaterial::openssl(const std::vector<std::string>& arguments) {
  Argv argv{"openssl"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  ProcessOptions options;
  options.folder = folder_.path();
  const ProcessResult result = run(argv, options);
  if (result.exit_code != 0) throw std::runtime_error("openssl " + arguments.front() + ": " + result.err);
}

TlsFiles TlsMaterial::with_chain(const std::string& name) {
  folder_.write(name + ".chain", read_file(folder_ / (name + ".pem")) + read_file(folder_ / "inter.pem"));
  return {.chain = folder_ / (name + ".chain"), .key = folder_ / (name + ".key")};
}

}  // namespace sgw::test
