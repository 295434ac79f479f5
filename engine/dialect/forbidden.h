#pragma once
// What a program from the internet may not do: it can write nothing but its pixel.
#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

/// imageStore(), atomicAdd(), barrier(), subgroupBallot() and their families.
bool is_shared_memory_function(std::string_view name);

/// image2D, uimageBuffer, ...
bool is_image_type(std::string_view name);

/// The first thing in the program that is refused (unsupported, with the line): buffers, output
/// blocks, shared memory, images, attributes, subroutines, `layout` on anything but a plain
/// uniform, input or output; atomics, barriers, subgroup operations; gl_ names other than those of
/// a fragment stage. `permitted_calls`: tokens of functions that are ours to answer, ascending.
std::optional<corpus::Refusal> find_forbidden(const AuthorProgram& program,
                                              const std::vector<size_t>& permitted_calls = {});

}  // namespace progpretrain::dialect
