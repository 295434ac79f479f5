// title: Iterated functions
// family: fractal_ifs
// description: The attractor of two to five random contractions, drawn by random iteration
// tags: baselines
// dialect: shadertoy
// licence: CC0-1.0
// @param kSeed identity 0.0 0.0 16777215.0 which contractions
const float kSeed = 0.0;
const float kDot = 0.05;
const float kSway = 0.2;
float rnd(float n, float k) {                         // random number in [0, 1)
    uint h = uint(kSeed) * 0x9E3779B1u + uint(int(n)) * 0x85EBCA77u + uint(int(k)) * 0x27D4EB2Fu;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    mat2 map[5];
    vec2 shift[5];
    float share[5], total = 0.0;
    int count = 2 + int(4.0 * rnd(0.0, 0.0));
    for (int i = 0; i < count; i++) {                 // rotation, two scales below one, rotation, shift
        float n = float(i), long_side = 0.3 + 0.6 * rnd(n, 1.0), short_side = long_side * (0.2 + 0.8 * rnd(n, 2.0));
        float sway = kSway * sin((0.3 + rnd(n, 3.0)) * iTime + 6.2832 * rnd(n, 4.0));
        map[i] = turn(6.2832 * rnd(n, 5.0) + sway) * mat2(long_side, 0, 0, short_side) * turn(6.2832 * rnd(n, 6.0));
        shift[i] = (1.0 + sway) * (2.0 * vec2(rnd(n, 7.0), rnd(n, 8.0)) - 1.0);
        total += max(long_side * short_side, 0.05);   // the greater its area, the more often it is taken
        share[i] = total;
    }
    vec2 z = vec2(0.0), mean = vec2(0.0);
    float square = 0.0;
    vec3 sum = vec3(0.0);
    for (int k = -96; k < 320; k++) {                 // the first ones find where the attractor lies
        float u = total * rnd(float(k), 9.0);
        int i = 0;
        while (i < count - 1 && u > share[i]) i++;
        z = map[i] * z + shift[i];
        if (k < -80) continue;
        if (k < 0) { mean += z / 80.0; square += dot(z, z) / 80.0; continue; }
        vec2 q = 0.55 * (z - mean) / sqrt(max(square - dot(mean, mean), 1e-4));
        sum += pal(rnd(0.0, 10.0) + 0.17 * float(i)) * smoothstep(kDot, 0.3 * kDot, length(p - q));
    }
    fragColor = vec4(1.0 - exp(-1.2 * sum), 1.0);
}
