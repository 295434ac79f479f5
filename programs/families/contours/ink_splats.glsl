// title: Ink splats
// family: ink_splats
// description: Splashes with rays and satellite drops burst one after another on paper
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kRays identity 17.0 7.0 31.0
// @param kBurst identity 0.6 0.2 1.0
// @param kPace pose 0.5 0.2 1.2
// @param kHue palette 0.5 0.0 6.28
// @param kSpecks clutter 0.5 0.0 1.0
const float kRays = 17.0;
const float kBurst = 0.6;
const float kPace = 0.5;
const float kHue = 0.5;
const float kSpecks = 0.5;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.95, 0.93, 0.88) - 0.06 * vnoise(30.0 * p) - 0.05 * vnoise(p * vec2(3.0, 60.0));
    for (int k = 0; k < 9; k++) {
        float age = iTime * kPace + 0.9 * rnd(vec2(k, 1)) + float(k) / 9.0, gen = floor(age);
        age -= gen;
        vec2 id = vec2(float(k), gen), q = p - 2.6 * (rnd2(id) - 0.5);
        float size = (0.12 + 0.3 * rnd(id + 8.0)) * sqrt(smoothstep(0.0, 0.15, age)), a = atan(q.y, q.x) / 6.2832 + 0.5;
        float ray = a * floor(kRays), n = floor(ray), f = abs(ray - n - 0.5);
        float length_ = 1.0 + kBurst * 1.6 * pow(rnd(id + vec2(n, 90.0)), 3.0);
        float body = length(q) - size * mix(1.0, length_, smoothstep(0.45, 0.12, f));
        float far = size * length_ * 1.25, drop = length(vec2(length(q) - far, f * 6.2832 / floor(kRays) * far)) - 0.05 * size * length_;
        float d = min(body, drop) + 0.01 * vnoise(20.0 * q);
        vec3 ink = spin(vec3(0.1, 0.2, 0.7), kHue + 2.4 * float(k)) * (0.45 + 0.4 * rnd(id + 3.0));
        float wet = smoothstep(0.012, -0.012, d) * smoothstep(1.0, 0.7, age);
        col = mix(col, ink * (0.8 + 0.4 * smoothstep(0.0, -0.06, d)), wet);
        col += 0.35 * wet * smoothstep(0.05 * size, 0.0, length(q - size * vec2(-0.3, 0.35)));
    }
    vec2 speck = floor(18.0 * p);
    float dot_ = length(fract(18.0 * p) - 0.3 - 0.4 * rnd2(speck)) - 0.2 * rnd(speck + 4.0);
    col = mix(col, vec3(0.15, 0.13, 0.2), smoothstep(0.06, 0.0, dot_) * step(rnd(speck + 77.0), 0.2 * kSpecks));
    fragColor = vec4(col, 1.0);
}
