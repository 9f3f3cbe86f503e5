#pragma once

#include "collector/kube_session.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace sgw::collector {

// Reads one list to its end, page by page; see KubeApi::list. For one thread and one list.
class KubeList {
 public:
  KubeList(KubeSession& session, std::string path, const KubeApi::Take& take);

  // How many objects were handed out.
  KubeResult<std::size_t> read(const CollectContext& context);

 private:
  enum class Next { page, end };

  std::string page_path() const;
  KubeResult<Next> read_page(const CollectContext& context);
  KubeResult<Next> take_page(const JsonReader& page);
  bool is_new(const JsonReader& object);
  // What to do about a failure; itself when nothing can be done.
  KubeResult<Next> recover(KubeFailure failure);
  KubeResult<Next> smaller_page(KubeFailure failure);

  KubeSession* session_;
  std::string path_;
  const KubeApi::Take* take_;
  std::size_t limit_;
  std::string continue_;
  int restarts_ = 0;
  std::size_t given_ = 0;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace sgw::collector
