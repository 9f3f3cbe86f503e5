#pragma once

namespace sgw::test {

// From now on no file without a name can be made (O_TMPFILE), as on file systems that do not know them: for this
// process for good, so call it in a child. False where the kernel does not let us.
bool refuse_unnamed_files();

}  // namespace sgw::test
