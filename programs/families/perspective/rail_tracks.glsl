// title: Rail tracks
// family: rail_tracks
// description: Two rails on sleepers with signals, wires and passing poles
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kCurve pose 0.4 -1.0 1.0
// @param kSpeed pose 2.5 1.0 5.0
// @param kHeight viewpoint 0.5 0.3 0.9
// @param kDusk light 0.5 0.0 1.0
// @param kHue palette 0.0 0.0 6.28
const float kCurve = 0.4;
const float kSpeed = 2.5;
const float kHeight = 0.5;
const float kDusk = 0.5;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float horizon = 0.12, run_ = kSpeed * iTime, bend = kCurve * sin(0.3 * iTime);
    vec3 sky = mix(mix(vec3(0.9, 0.92, 0.85), vec3(1.0, 0.6, 0.35), kDusk), mix(vec3(0.5, 0.72, 0.88), vec3(0.25, 0.2, 0.45), kDusk), smoothstep(horizon, 1.0, p.y)), col = sky;
    col = mix(col, vec3(1.0, 0.85, 0.6), kDusk * exp(-9.0 * length(p - vec2(0.5, horizon + 0.1))));
    float far = p.y - horizon - 0.16 * fbm(vec2(2.5 * p.x + bend, 4.0)) ;
    col = mix(col, mix(sky, vec3(0.25, 0.35, 0.4), 0.6), smoothstep(0.006, -0.006, far));
    float down = horizon - p.y;
    if (down > 0.0) {
        float z = kHeight / down, x = p.x * z - 0.12 * bend * z * z, fade = exp(-0.07 * z);
        vec2 g = vec2(x, z + run_);
        vec3 land = mix(vec3(0.45, 0.5, 0.2), vec3(0.7, 0.6, 0.3), vnoise(0.5 * g)) * (0.5 + 0.7 * vnoise(vec2(6.0, 3.0) * g));
        vec3 gravel = vec3(0.45, 0.42, 0.4) * (0.4 + 0.9 * rnd(floor(vec2(14.0, 8.0) * g)));
        vec3 ground = mix(gravel, land, smoothstep(1.1, 1.3, abs(x)));
        float sleeper = max(abs(x) - 0.85, abs(fract(1.4 * g.y) - 0.5) - 0.2);
        ground = mix(ground, spin(vec3(0.35, 0.22, 0.14), kHue) * (0.6 + 0.6 * vnoise(vec2(3.0, 30.0) * g)), step(sleeper, 0.0));
        float rail = abs(abs(x) - 0.55) - 0.05;
        ground = mix(ground, mix(vec3(0.35, 0.2, 0.15), mix(vec3(0.9), sky, 0.5), smoothstep(0.02, -0.02, rail + 0.02)), smoothstep(0.015, -0.015, rail));
        col = mix(sky, ground * (0.6 + 0.4 * (1.0 - kDusk)), fade);
    }
    for (int k = 7; k >= 0; k--) {
        float z = 2.0 * (float(k) + 1.0 - fract(0.5 * run_)) - 0.9, id = floor(0.5 * run_) + float(k), side = mod(id, 2.0) < 0.5 ? 1.0 : -1.0, fade = exp(-0.07 * z);
        if (z < 0.3) continue;
        vec2 q = vec2(p.x - 0.12 * bend * z - side * 1.7 / z, p.y - horizon + kHeight / z) * z;
        float pole = max(abs(q.x) - 0.045, abs(q.y - 1.0) - 1.0), arm = max(abs(q.x + 0.5 * side) - 0.55, abs(q.y - 1.8) - 0.03);
        float disc = length(q - vec2(0.0, 1.35)) - 0.16;
        col = mix(col, mix(sky, vec3(0.12), fade), smoothstep(0.02, -0.02, min(pole, arm)));
        vec3 lamp = rnd(vec2(id, 3)) < 0.5 ? vec3(0.95, 0.2, 0.15) : vec3(0.2, 0.9, 0.4);
        col = mix(col, mix(sky, lamp, fade), smoothstep(0.03, -0.03, disc) * step(0.4, rnd(vec2(id, 9))));
    }
    fragColor = vec4(col, 1.0);
}
