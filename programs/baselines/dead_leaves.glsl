// title: Dead leaves
// family: dead_leaves
// description: Discs and squares of all sizes fall on each other, radii by an inverse cube law
// tags: baselines
// dialect: shadertoy
// licence: CC0-1.0
// @param kSeed identity 0.0 0.0 16777215.0 which leaves
const float kSeed = 0.0;
const float kSmallest = 0.08;
const float kLargest = 1.0;
const float kLeavesPerSecond = 20.0;
float rnd(float n, float k) {                         // random number in [0, 1)
    uint h = uint(kSeed) * 0x9E3779B1u + uint(int(n)) * 0x85EBCA77u + uint(int(k)) * 0x27D4EB2Fu;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 ground = vec2(iResolution.x / iResolution.y, 1.0) + 0.3;
    float newest = 400.0 + floor(kLeavesPerSecond * iTime), ratio = kSmallest / kLargest;
    vec3 col = vec3(0.5);
    for (int k = 0; k < 400; k++) {                   // from the top down: the first that is hit is seen
        float leaf = newest - float(k);
        float radius = kSmallest / sqrt(1.0 - rnd(leaf, 0.0) * (1.0 - ratio * ratio));
        vec2 q = p - ground * (2.0 * vec2(rnd(leaf, 1.0), rnd(leaf, 2.0)) - 1.0);
        float a = 6.2832 * rnd(leaf, 3.0);
        vec2 side = abs(mat2(cos(a), sin(a), -sin(a), cos(a)) * q);
        float d = rnd(leaf, 4.0) < 0.5 ? length(q) : 1.2 * max(side.x, side.y);
        if (d < radius) { col = vec3(rnd(leaf, 5.0), rnd(leaf, 6.0), rnd(leaf, 7.0)); break; }
    }
    fragColor = vec4(col, 1.0);
}
