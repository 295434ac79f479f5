#pragma once
// What the tests of this room share: programs to modules, assembly to modules, drawing on the CPU's
// device.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/spirv/build.h"
#include "engine/spirv/module.h"
#include "tests/support/compute_unit_of.h"
#include "tests/support/run_compute.h"

namespace progpretrain::spirv {

/// `body` becomes mainImage, in which p is the position in pixels and c the colour.
std::string main_image(const std::string& body, const std::string& globals = {});

/// build() of a program; fails the test with the refusal's text.
Module build_program(const std::string& program, bool uses_derivatives = false);

/// build() of a program that must be refused.
corpus::Refusal refusal_of(const std::string& program);

/// Builds and draws.
testing::Frame draw(const std::string& program, const testing::FrameOptions& options = {});

/// SPIR-V assembly to words; fails the test when it does not assemble.
std::vector<uint32_t> assemble(const std::string& text);

/// A shader in assembly whose entry point does nothing but what `body` says: types %void %bool %int
/// %uint %float %v4float %v2int, constants %int_N for N in -1 0 1 3 32, and Private variables
/// %in_int, %in_uint (int and uint) are there.
std::string assembly_shader(const std::string& body, const std::string& declarations = {});

ParsedModule parse_or_fail(std::vector<uint32_t> words);

/// Number of instructions with this opcode.
int count(const std::vector<uint32_t>& words, spv::Op op);

}  // namespace progpretrain::spirv
