// title: Spiral stair
// family: spiral_stair
// description: Steps wind round a pole inside a lit shaft
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kSteps identity 12.0 6.0 20.0
// @param kRise identity 1.6 0.8 2.6
// @param kClimb pose 0.5 0.2 1.2
// @param kPitch viewpoint 0.3 -0.6 0.8
// @param kLamp light 0.6 0.2 1.2
// @param kStone palette 0.1 0.0 1.0
const float kSteps = 12.0;
const float kRise = 1.6;
const float kClimb = 0.5;
const float kPitch = 0.3;
const float kLamp = 0.6;
const float kStone = 0.1;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec2 pick(vec2 a, vec2 b) { return a.x < b.x ? a : b; }
vec2 scene(vec3 q) {
    float r = length(q.xz), turn_ = (atan(q.z, q.x) / 6.2832 + 0.5), n = floor(kSteps), y = q.y / kRise - turn_, lap = y - floor(y);
    float k = floor(turn_ * n), top = (floor(y + 0.5) + (k + 0.5) / n) * kRise, tread = max(abs(q.y - top) - 0.05, r - 1.15);
    float rail = length(vec2(r - 1.15, (abs(lap - 0.5) - 0.5 + 0.33) * kRise * 0.8)) - 0.05;
    vec2 best = pick(vec2(tread, 1.0), vec2(r - 0.13, 2.0));
    best = pick(best, vec2(rail * 0.5, 2.0));
    return pick(best, vec2(2.1 - r, 3.0));
}
float map(vec3 q) { return min(scene(q).x, 0.1); }    // short steps: the treads are not continuous
vec3 normal(vec3 q) {
    vec2 e = vec2(0.003, -0.003);
    return normalize(e.xyy * map(q + e.xyy) + e.yyx * map(q + e.yyx) + e.yxy * map(q + e.yxy) + e.xxx * map(q + e.xxx) + 1e-7);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.4 * iTime, lift = kClimb * iTime;
    vec3 ro = vec3(1.75 * cos(a), lift, 1.75 * sin(a)), f = normalize(vec3(-cos(a), kPitch, -sin(a))), r = normalize(cross(f, vec3(0, 1, 0))), rd = normalize(p.x * r + p.y * cross(r, f) + 0.9 * f);
    float t = 0.0, d = 1.0;
    for (int k = 0; k < 90 && d > 0.002 && t < 14.0; k++) { d = map(ro + t * rd); t += d; }
    vec3 q = ro + t * rd, n = normal(q), lamp = vec3(0.9 * cos(a + 1.0), lift + 1.2, 0.9 * sin(a + 1.0)) - q;
    float kind = scene(q).y, around = atan(q.z, q.x);
    vec2 brick = vec2(around * 3.5 + 0.5 * mod(floor(q.y * 3.0), 2.0), q.y * 3.0), joint = abs(fract(brick) - 0.5);
    vec3 base = kind < 1.5 ? mix(vec3(0.7, 0.55, 0.4), pal(kStone), 0.35) * (0.7 + 0.5 * vnoise(q.xz * vec2(3.0, 9.0))) : kind < 2.5 ? vec3(0.85, 0.65, 0.25) : mix(pal(kStone + 0.08 * rnd(floor(brick))), vec3(0.5), 0.6) * (0.8 + 0.4 * rnd(floor(brick)));
    if (kind > 2.5) base *= 0.4 + 0.6 * smoothstep(0.5, 0.42, max(joint.x, joint.y));
    float glow = max(dot(n, normalize(lamp)), 0.0) / (0.3 + 0.6 * dot(lamp, lamp));
    vec3 col = base * (0.15 + 1.6 * kLamp * glow + 0.15 * n.y);
    col = mix(col, vec3(0.08, 0.07, 0.1), smoothstep(2.0, 9.0, t));
    fragColor = vec4(col, 1.0);
}
