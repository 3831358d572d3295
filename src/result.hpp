// A value, or the code of an error. The core is built without exceptions.
#pragma once

#include <optional>
#include <utility>

#include "vocabulary.hpp"

namespace tailchat {

template <class T>
class [[nodiscard]] result {
 public:
  result(T&& value) noexcept : value_(std::move(value)) {}
  result(error_code error) noexcept : error_(error) {}

  explicit operator bool() const noexcept { return value_.has_value(); }
  /// The code of the failure, or error_code::none.
  error_code error() const noexcept { return error_; }
  /// The value. Call this only after testing for success.
  T& operator*() noexcept { return *value_; }
  const T& operator*() const noexcept { return *value_; }
  T* operator->() noexcept { return &*value_; }
  const T* operator->() const noexcept { return &*value_; }

 private:
  std::optional<T> value_;
  error_code error_ = error_code::none;
};

}  // namespace tailchat
