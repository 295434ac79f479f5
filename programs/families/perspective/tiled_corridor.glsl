// title: Tiled corridor
// family: tiled_corridor
// description: A corridor with tiled floor, panelled walls, doors and ceiling lamps
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kTiles texture 2.0 1.0 4.0
// @param kWide identity 1.0 0.6 1.6
// @param kPace pose 1.5 0.5 3.0
// @param kYaw viewpoint 0.0 -0.4 0.4
// @param kLamps light 0.8 0.3 1.3
// @param kHue palette 0.0 0.0 1.0
const float kTiles = 2.0;
const float kWide = 1.0;
const float kPace = 1.5;
const float kYaw = 0.0;
const float kLamps = 0.8;
const float kHue = 0.0;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.3 * kWide * sin(0.6 * iTime), 0.1 * sin(1.1 * iTime), kPace * iTime), rd = normalize(vec3(p, 1.1));
    rd.xz = turn(kYaw + 0.2 * sin(0.4 * iTime)) * rd.xz;
    vec3 side = (vec3(kWide, 0.8, 0.0) * sign(rd) - ro) / rd;
    float t = min(side.x, side.y);
    vec3 q = ro + t * rd;
    vec3 col;
    float bay = floor(q.z / 2.0), lamp = exp(-3.0 * pow(abs(fract(q.z / 2.0) - 0.5) * 2.0, 2.0));
    if (side.y < side.x && rd.y < 0.0) {
        vec2 u = q.xz * kTiles, c = floor(u), f = fract(u) - 0.5;
        float diamond = step(abs(f.x) + abs(f.y), 0.32), odd = mod(c.x + c.y, 2.0);
        col = mix(mix(vec3(0.92, 0.9, 0.85), pal(kHue + 0.55) * 0.55, odd), pal(kHue + 0.1) * 0.8, diamond * step(0.5, rnd(c)));
        col *= 0.75 + 0.25 * smoothstep(0.5, 0.46, max(abs(f.x), abs(f.y)));
        col += 0.35 * lamp * exp(-4.0 * q.x * q.x);
    } else if (side.y < side.x) {
        vec2 f = vec2(q.x, fract(q.z / 2.0) - 0.5);
        col = vec3(0.75, 0.74, 0.72) * (0.8 + 0.2 * step(0.05, fract(q.z * 2.0)));
        col = mix(col, vec3(1.6, 1.5, 1.3), step(max(abs(f.x) - 0.25, abs(f.y) - 0.2), 0.0));
    } else {
        float u = fract(q.z / 2.0) - 0.5, y = q.y, way = sign(q.x);
        col = y < -0.2 ? pal(kHue + 0.3) * 0.35 + 0.2 : vec3(0.9, 0.85, 0.75) * (0.92 + 0.08 * step(0.5, fract(4.0 * q.z)));
        col *= y < -0.2 ? 0.8 + 0.2 * step(0.08, fract(2.0 * q.z)) : 1.0;
        col = mix(col, vec3(0.95), smoothstep(0.03, 0.02, abs(y + 0.2)));
        float id = rnd(vec2(bay, way)), door = max(abs(u) - 0.2, y - 0.45), frame = max(abs(u) - 0.28, abs(y - 0.2) - 0.25);
        if (id < 0.5) { col = door < 0.03 ? vec3(0.95) * 0.8 : col; if (door < 0.0) col = pal(kHue + id) * 0.5 * (0.75 + 0.25 * step(0.02, abs(abs(u) - 0.12)) ) + 0.5 * step(length(vec2(u - 0.15, (y + 0.15) * 0.5)), 0.02); }
        else if (frame < 0.0) col = frame > -0.03 ? vec3(0.6, 0.45, 0.15) : mix(pal(kHue + id + vnoise(vec2(9.0 * u + bay, 7.0 * y))), vec3(0.9), 0.2 * vnoise(30.0 * vec2(u, y)));
    }
    col *= 0.3 + kLamps * (0.35 + 0.6 * lamp) * (0.8 + 0.25 * q.y) * (step(0.06, rnd(vec2(bay, floor(7.0 * iTime)))) * 0.5 + 0.5);
    col = mix(col, vec3(0.06, 0.06, 0.09), 1.0 - exp(-0.13 * t));
    fragColor = vec4(col, 1.0);
}
