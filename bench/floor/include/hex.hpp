// Shared by both stand-ins.
#pragma once

/// The value of a hexadecimal digit, or -1.
constexpr int hex_value(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
