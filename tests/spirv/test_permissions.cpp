#include "engine/spirv/compile.h"
#include "engine/spirv/permissions.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

std::string reason_of(const std::string& program) {
  return refusal_of(program).reason;
}

TEST_CASE(
    "permissions: buffers, images, shared memory and push constants of a program's own are "
    "refused") {
  CHECK(reason_of(main_image("c.x = own[0];",
                             "layout(std430, set = 0, binding = 4) buffer B { float own[]; };")) ==
        "has a buffer of its own: ");
  CHECK(reason_of(main_image("c.x = float(own[0]);",
                             "layout(std430, set = 0, binding = 1) buffer B { uint own[]; };"))
            .substr(0, 20) == "has a buffer of its ");
  CHECK(
      reason_of(main_image("c.x = own;", "layout(set = 0, binding = 0) uniform B { float own; };"))
          .substr(0, 13) == "has a uniform");
  CHECK(reason_of(main_image("c.x = own ? 1.0 : 0.0;", "layout(constant_id = 7) const bool own = true;")) ==
        "has a specialisation constant of its own");
  CHECK(reason_of(main_image("c = texture(own, p);", "layout(binding = 7) uniform sampler2D own;"))
            .substr(0, 14) == "has a resource");
  CHECK(reason_of(main_image("own[0] = p.x; c.x = own[1];", "shared float own[4];")) ==
        "has shared memory: own");
  CHECK(refusal_of(main_image("c.x = own;", "layout(push_constant) uniform P { float own; };"))
            .stage == "compile");
}

TEST_CASE(
    "permissions: code of a program that names the engine's memory is refused, reading its frame "
    "is not") {
  CHECK(reason_of(main_image("pp_slot[0] = uint8_t(7u);")) == "touches engine memory");
  CHECK(reason_of(main_image("pp_scratch[3] = 1.0;")) == "touches engine memory");
  CHECK(reason_of(main_image("atomicAdd(pp_statistics[0].num_nan_px, 1u);")) ==
        "touches engine memory");
  CHECK(build_program(main_image("c.x = iTime;")).words.size() > 100);
}

TEST_CASE("permissions: barriers, doubles and foreign workgroups are refused") {
  CHECK(reason_of(main_image("barrier();")) == "uses barriers");
  CHECK(reason_of(main_image("memoryBarrier();")) == "uses barriers");
  CHECK(reason_of(main_image("double d = double(p.x); c.x = float(d * d);")) ==
        "uses double precision");
  const auto foreign =
      compile("#version 450\nlayout(local_size_x = 8) in;\nvoid main() {}\n").value();
  CHECK(check_permissions(parse_or_fail(foreign))->reason ==
        "does not run in workgroups of 64x1x1");
}

TEST_CASE("permissions: variables beyond 256 KiB are refused before a driver sees them") {
  CHECK(reason_of(main_image("a[int(p.x)] = 1.0; c.x = a[3];", "float a[64000], b[6000];")) ==
        "its variables take 274 KiB (an array of 64000 elements alone 250 KiB): at most 256 KiB");
  CHECK(reason_of(
            main_image("vec4 a[300][300]; a[int(p.x)][1] = p.xyxy; c = a[3][2];")) ==
        "its variables take 1407 KiB (an array of 300 elements alone 1407 KiB): at most 256 KiB");
  CHECK(reason_of(main_image("float a[int(pow(2.0, 16.0))]; a[int(p.x)] = 0.5; c.x = a[int(p.y)];"))
            .starts_with("an array of 65536 elements: at most "));
  std::string values = "1.0";
  for (int i = 1; i < 65533; ++i) values += ",1.";
  CHECK(reason_of(main_image("c.x = t[int(p.x)];", "const float t[] = float[](" + values + ");"))
            .starts_with("an array of 65533 elements: at most "));
  CHECK(build_program(main_image("float a[4096]; a[int(p.x)] = 1.0; c.x = a[3];")).num_loops == 0);
}

}  // namespace
}  // namespace progpretrain::spirv
