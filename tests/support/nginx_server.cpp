#include "tests/support/nginx_server.hpp"

#include "tests/support/free_port.hpp"

#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace sgw::test {

NginxServer::NginxServer(const std::vector<NginxSite>& sites) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (start(sites)) return;
  }
  throw std::runtime_error("nginx does not start: " + process_->err());
}

bool NginxServer::start(const std::vector<NginxSite>& sites) {
  ports_.clear();
  for (const NginxSite& site : sites) ports_.push_back(site.port != 0 ? site.port : free_port());
  const auto file = folder_.write("nginx.conf", configuration(sites));
  process_ =
      std::make_unique<ChildProcess>(Argv{"nginx", "-p", folder_.path().string(), "-c", file.string()}, folder_.path());
  const auto all_answer = [this] { return std::all_of(ports_.begin(), ports_.end(), port_answers); };
  return wait_until([&] { return !process_->running() || all_answer(); }) && process_->running();
}

std::string NginxServer::configuration(const std::vector<NginxSite>& sites) const {
  std::string text = "pid nginx.pid; error_log err.log warn; daemon off; worker_processes 1;\n";
  if (geteuid() == 0) text += "user root;\n";
  text +=
      "events { worker_connections 64; }\nhttp {\n"
      "log_format all '$request_method $request_uri authorization=$http_authorization "
      "proxy-authorization=$http_proxy_authorization cookie=$http_cookie';\n"
      "access_log access.log all;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    text += std::string(kind) + "_temp_path " + kind + "_temp;\n";
  }
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const NginxSite& site = sites[i];
    text += "server { listen " + site.address + ":" + std::to_string(ports_[i]) + (site.tls ? " ssl " : " ") +
            site.listen_options + ";\n";
    if (site.tls) {
      text += "ssl_certificate " + site.tls->chain.string() + "; ssl_certificate_key " + site.tls->key.string() + ";\n";
    }
    text += site.directives + "\n}\n";
  }
  return text + "}\n";
}

std::string NginxServer::access_log(std::size_t lines_due) const {
  std::string log;
  wait_until([&] {
    log = read_file(folder_ / "access.log");
    return static_cast<std::size_t>(std::count(log.begin(), log.end(), '\n')) >= lines_due;
  });
  return log;
}

}  // namespace sgw::test
