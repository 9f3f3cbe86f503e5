#include "src/triage/file_order.hpp"

#include <sgw_diag/log_name.hpp>

namespace sgw::triage {

bool is_older(const BundlePath& left, const BundlePath& right) {
  return comes_before(parse_log_name(left.text().view()), parse_log_name(right.text().view()));
}

}  // namespace sgw::triage
