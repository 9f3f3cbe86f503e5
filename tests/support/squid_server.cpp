#include "tests/support/squid_server.hpp"

#include "tests/support/free_port.hpp"

#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace sgw::test {

namespace {

const std::string k_helpers = "/usr/lib/squid/";

std::string output_of(const Argv& argv) {
  const ProcessResult result = run(argv);
  if (result.exit_code != 0) throw std::runtime_error(argv.front() + ": " + result.err);
  return result.out;
}

}  // namespace

std::optional<std::string> SquidServer::why_not() {
  if (!find_program("squid")) return "missing program: squid";
  if (!std::filesystem::exists(k_helpers + "security_file_certgen")) return "this squid cannot intercept TLS";
  return std::nullopt;
}

SquidServer::SquidServer(const SquidOptions& options) {
  const std::string folder = folder_.path().string();
  std::string rules = "cache deny all\nshutdown_lifetime 1 seconds\nvisible_hostname corp\nmax_filedescriptors 1024\n";
  rules += "access_log none\ncache_log " + folder + "/cache.log\npid_filename none\ncoredump_dir " + folder + "\n";
  rules += "acl blocked dstdomain .blocked.test\nhttp_access deny blocked\n";
  if (!options.user.empty()) {
    const std::string hash = output_of({"openssl", "passwd", "-apr1", options.password});
    const auto users = folder_.write("users", options.user + ":" + hash);
    rules += "auth_param basic program " + k_helpers + "basic_ncsa_auth " + users.string() + "\n";
    rules += "auth_param basic realm corp\nacl known proxy_auth REQUIRED\nhttp_access allow known\n";
  } else if (options.asks_for_ntlm) {
    rules += "auth_param ntlm program " + k_helpers + "ntlm_fake_auth\nauth_param ntlm children 1\n";
    rules += "acl known proxy_auth REQUIRED\nhttp_access allow known\n";
  } else {
    rules += "http_access allow all\n";
  }
  rules += "http_access deny all\n";
  if (options.intercept_with) {
    const std::string ca = read_file(options.intercept_with->key) + read_file(options.intercept_with->chain);
    folder_.write("ca.pem", ca);
    const std::string maker = k_helpers + "security_file_certgen";
    output_of({maker, "-c", "-s", folder + "/certificates", "-M", "4MB"});
    rules += "sslcrtd_program " + maker + " -s " + folder + "/certificates -M 4MB\nsslcrtd_children 1\n";
    rules += "acl step1 at_step SslBump1\nssl_bump peek step1\nssl_bump bump all\nsslproxy_cert_error allow all\n";
    rules += "tls_outgoing_options flags=DONT_VERIFY_PEER\n";
  }
  const std::string how =
      options.intercept_with ? " ssl-bump generate-host-certificates=on cert=" + folder + "/ca.pem" : "";
  for (int attempt = 0; attempt < 3; ++attempt) {
    port_ = free_port();
    if (start("http_port 127.0.0.1:" + std::to_string(port_) + how + "\n" + rules)) return;
  }
  throw std::runtime_error("squid does not start: " + process_->err() + read_file(folder_ / "cache.log"));
}

// When it is killed, its shared memory stays.
SquidServer::~SquidServer() {
  process_.reset();
  for (const auto& entry : std::filesystem::directory_iterator("/dev/shm")) {
    if (entry.path().filename().string().starts_with(service() + "-")) std::filesystem::remove(entry.path());
  }
}

bool SquidServer::start(const std::string& rules) {
  const auto file = folder_.write("squid.conf", rules);
  // It does not run as root, so its files become those of the user that it takes then.
  if (geteuid() == 0) output_of({"chown", "-R", "proxy", folder_.path().string()});
  process_ = std::make_unique<ChildProcess>(Argv{"squid", "-N", "-n", service(), "-f", file.string()}, folder_.path());
  return wait_until([this] { return !process_->running() || port_answers(port_); }) && process_->running();
}

}  // namespace sgw::test
