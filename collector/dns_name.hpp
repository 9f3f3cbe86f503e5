#pragma once

#include <sgw_diag/safe_text.hpp>

#include <string>
#include <string_view>

namespace sgw::collector {

// In lower case, without a final dot and without the brackets of a literal IPv6 address.
std::string normal_host(std::string_view host);
// Whether it is written with a final dot: whole as it is, whatever the search domains.
bool is_absolute(std::string_view host);

// A literal IPv4 or IPv6 address, without brackets.
bool is_address(std::string_view host);

// A literal address of the loopback interface: 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view host);

// A literal address that is not routed in the Internet: private (RFC 1918, RFC 4193), shared (RFC 6598), link-local or
// loopback.
bool is_private_address(std::string_view host);

// A name that can be asked for: letters, digits, '-', '_' and '.', no empty label, within the lengths of RFC 1035.
bool is_host_name(std::string_view host);

// Why something is no such name, for people.
Literal why_no_host_name(std::string_view host);

// "host", or "[host]" for an IPv6 address, with ":port" unless it is `usual_port`.
std::string host_and_port(std::string_view host, unsigned port, unsigned usual_port);

}  // namespace sgw::collector
