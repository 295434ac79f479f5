#pragma once
// What a program from the internet may not do: it can write nothing but its pixel.
#include "engine/dialect/author_program.h"
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

/// imageStore(), atomicAdd(), barrier(), subgroupBallot() and their families.
bool is_shared_memory_function(std::string_view name);

/// The first thing in the program that is refused (unsupported, with the line): buffers, uniform
/// and interface blocks, shared memory, images, attributes, `layout` on anything but a plain
/// uniform, input or output; atomics, barriers, subgroup operations; gl_ names other than those of
/// a fragment stage; textures and the previous frame, for now.
std::optional<corpus::Refusal> find_forbidden(const AuthorProgram& program, const Dialect& dialect);

}  // namespace progpretrain::dialect
