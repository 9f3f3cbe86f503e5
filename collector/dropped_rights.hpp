#pragma once

namespace sgw::collector {

// Gives up every right of this process, which must have a single thread, for good: capabilities, those that a program
// started later could have, root's own user and groups (it becomes nobody, where such a user can be), and writing
// files. The process ends with the one that started it. False when a capability is left: then nothing may be done any
// more.
bool drop_rights();

}  // namespace sgw::collector
