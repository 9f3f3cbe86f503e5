#pragma once

namespace sgw::app {

// The first statement of main: no core dump and no tracing by other processes of the same user (memory holds secrets
// before they are masked), and files that are private from the start (umask 077). A failure of any of these is not
// ignored: the process ends, because it would run without what it promises. Besides, as many open files as the system
// allows, within reason.
void harden();

}  // namespace sgw::app
