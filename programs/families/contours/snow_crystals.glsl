// title: Snow crystals
// family: snow_crystals
// description: Six-armed crystals with side branches sink through a blue dusk
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kArms identity 6.0 3.0 9.0
// @param kBranches identity 6.0 3.0 10.0
// @param kSide identity 1.0 0.5 1.4
// @param kFall pose 0.35 0.1 1.0
// @param kDusk palette 0.5 0.0 1.0
const float kArms = 6.0;
const float kBranches = 6.0;
const float kSide = 1.0;
const float kFall = 0.35;
const float kDusk = 0.5;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
float crystal(vec2 q, float id) {
    float w = 6.2832 / floor(kArms), a = mod(atan(q.y, q.x) + 0.5 * w, w) - 0.5 * w;
    q = length(q) * vec2(cos(a), abs(sin(a)));
    float d = max(q.y - 0.025, q.x - 1.0), step_ = 1.0 / floor(kBranches), k = floor(q.x / step_ - q.y * cos(kSide) / sin(kSide) / step_ + 0.5);
    vec2 root = q - vec2(k * step_, 0.0), dir = vec2(cos(kSide), sin(kSide));
    float len = 0.45 * rnd(vec2(k, id)) * (1.05 - k * step_), along = clamp(dot(root, dir), 0.0, len);
    if (k > 0.5 && k * step_ < 1.0) d = min(d, length(root - along * dir) - 0.02);
    return min(d, length(q) - 0.1 - 0.1 * rnd(vec2(9.0, id)));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(mix(vec3(0.05, 0.08, 0.22), vec3(0.3, 0.12, 0.35), kDusk), vec3(0.45, 0.6, 0.8), 0.5 - 0.4 * p.y);
    for (int layer = 0; layer < 4; layer++) {
        float z = float(layer), scale = 2.6 - 0.55 * z;
        vec2 g = scale * p + vec2(0.3 * sin(0.4 * iTime + z), kFall * iTime * (1.0 + 0.4 * z)) + 7.3 * z, cell = floor(g), id = cell + 31.0 * z;
        vec2 q = turn(iTime * (rnd(id) - 0.5) * 1.5 + 6.0 * rnd(id + 3.0)) * (g - cell - 0.5 - 0.2 * (rnd2(id) - 0.5));
        float size = 0.24 + 0.1 * rnd(id + 7.0), d = crystal(q / size, rnd(id) * 500.0) * size;
        vec3 ice = mix(vec3(0.6, 0.75, 0.95), vec3(1.0), 0.33 * z) * (0.8 + 0.3 * q.y / size);
        float there = step(0.25, rnd(id + 17.0));
        col = mix(col, ice, there * (0.35 + 0.2 * z) * smoothstep(0.02, -0.005, d));
        col += there * 0.1 * exp(-14.0 * max(d, 0.0));
    }
    fragColor = vec4(col, 1.0);
}
