// title: Woven rug
// family: woven_rug
// description: A bordered rug with medallions lies on boards and slowly turns
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kTilt viewpoint 0.8 0.3 1.3
// @param kSpin viewpoint 0.3 -1.0 1.0
// @param kRings identity 6.0 3.0 10.0
// @param kHue palette 0.0 0.0 6.28
// @param kThread texture 60.0 30.0 110.0
const float kTilt = 0.8;
const float kSpin = 0.3;
const float kRings = 6.0;
const float kHue = 0.0;
const float kThread = 60.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float depth = 1.9 / (1.9 - kTilt * p.y);
    vec2 g = vec2(p.x, p.y * (1.0 + 0.4 * kTilt)) * depth, w = g * vec2(2.5, 1.0) + 0.1 * iTime;
    vec3 col = mix(vec3(0.45, 0.28, 0.15), vec3(0.62, 0.42, 0.24), rnd(vec2(floor(w.x), floor(0.4 * w.y + 3.0 * rnd(vec2(floor(w.x), 1)))))) * (0.7 + 0.4 * vnoise(w * vec2(16.0, 3.0))) * (0.5 + 0.5 * smoothstep(0.5, 0.47, abs(fract(w.x) - 0.5)));
    vec2 q = turn(kSpin * iTime) * g, a = abs(q);
    vec2 half_ = vec2(1.15, 0.8);
    float d = max(a.x - half_.x, a.y - half_.y), edge = -d;
    col *= 1.0 - 0.5 * smoothstep(0.1, 0.0, d);
    if (d < 0.0) {
        vec2 k = floor(q * kThread) / kThread;          // knots: the design in whole threads
        vec2 b = abs(k);
        float rim = min(half_.x - b.x, half_.y - b.y), m = b.x + 1.3 * b.y, step_ = floor(m * kRings);
        vec3 red = spin(vec3(0.62, 0.1, 0.12), kHue), blue = spin(vec3(0.1, 0.17, 0.38), kHue), cream = vec3(0.9, 0.82, 0.65), gold = spin(vec3(0.82, 0.58, 0.2), kHue);
        vec3 field = mod(step_, 3.0) < 0.5 ? red : mod(step_, 3.0) < 1.5 ? blue : gold;
        float star = abs(fract(5.0 * k.x) - 0.5) + abs(fract(5.0 * k.y) - 0.5);
        field = mix(field, cream, step(star, 0.22) + step(abs(fract(m * kRings) - 0.5), 0.06));
        if (m > 1.05) field = mix(red * 0.8, gold, step(abs(length(fract(4.0 * k) - 0.5) - 0.3), 0.07));
        float along = half_.x - b.x < half_.y - b.y ? k.y : k.x, tooth = abs(fract(7.0 * along) - 0.5);
        if (rim < 0.24) field = rim < 0.04 ? cream : rim < 0.08 ? blue : rim > 0.2 ? gold : mix(blue, mix(red, cream, step(0.25, tooth)), step(abs(rim - 0.14) * 6.0 + 0.1, tooth + 0.15));
        field *= 0.75 + 0.25 * sin(6.28 * kThread * q.x) * sin(6.28 * kThread * q.y) + 0.2 * (vnoise(9.0 * q) - 0.5);
        col = field;
    }
    col *= 1.15 - 0.25 * length(p - vec2(0.4 * sin(0.5 * iTime), 0.4));
    fragColor = vec4(col, 1.0);
}
