#pragma once

#include "src/report/reports.hpp"

namespace sgw::report {

// support-request.md: the portal's fields filled in; or where to go instead, when the policy leaves the problem to the
// customer or there is none.
NamedDocument write_support_request(const ResourceStore& store, const ReportInput& input);

}  // namespace sgw::report
