#pragma once
// doctest's CHECK in a file that also sees LibTorch, whose logging header defines macros of the
// same names (and aborts where doctest would report). Include it in place of doctest.h.
#include <c10/util/Logging.h>
#include <torch/types.h>

#undef CHECK
#undef CHECK_EQ
#undef CHECK_NE
#undef CHECK_LT
#undef CHECK_LE
#undef CHECK_GT
#undef CHECK_GE
#include <doctest/doctest.h>
