// Stands in for Boost.URL: the parts of a URI, as they stand in its text.
#pragma once

#include <cstdint>
#include <string_view>

namespace boost::urls {

using string_view = std::string_view;

enum class host_type { none, name, ipv4, ipv6, ipvfuture };

class url_view {
 public:
  bool has_userinfo() const { return has_userinfo_; }
  urls::host_type host_type() const { return host_type_; }
  string_view encoded_host() const { return host_; }
  bool has_port() const { return has_port_; }
  string_view port() const { return port_; }
  string_view encoded_path() const { return path_; }
  bool has_query() const { return has_query_; }
  bool has_fragment() const { return has_fragment_; }
  /// Path, query and fragment.
  string_view encoded_resource() const { return resource_; }

  /// 0 where there is none or it is over 65535.
  std::uint16_t port_number() const {
    std::uint32_t number = 0;
    for (char c : port_) {
      number = number * 10 + (c - '0');
      if (number > UINT16_MAX) return 0;
    }
    return static_cast<std::uint16_t>(number);
  }

 private:
  friend class uri_parser;

  string_view host_;
  string_view port_;
  string_view path_;
  string_view resource_;
  urls::host_type host_type_ = urls::host_type::none;
  bool has_userinfo_ = false;
  bool has_port_ = false;
  bool has_query_ = false;
  bool has_fragment_ = false;
};

}  // namespace boost::urls
