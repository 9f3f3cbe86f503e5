#pragma once

#include <functional>
#include <string>

namespace sgw::test {

// One more network namespace beside that of the calling thread, for in_own_network(): another machine, at the other end
// of a cable. It is gone with the object and with what was started in it.
class OtherNetwork {
 public:
  OtherNetwork();  // throws when there can be none
  ~OtherNetwork();
  OtherNetwork(const OtherNetwork&) = delete;
  OtherNetwork& operator=(const OtherNetwork&) = delete;

  // The calling thread is in there while `body` runs, and so is for good what `body` starts.
  void inside(const std::function<void()>& body) const;
  // A cable (veth) from `here`, in the calling thread's network, to `there`, in this one. Both ends are up.
  void plug(const std::string& here, const std::string& there) const;

 private:
  int network_ = -1;
};

}  // namespace sgw::test
