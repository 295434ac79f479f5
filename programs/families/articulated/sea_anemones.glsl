// title: Sea anemones
// family: sea_anemones
// description: Rings of tentacles sway in the surge, clownish fish between
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kTentacles identity 17.0 9.0 27.0
// @param kSway pose 0.4 0.1 0.8
// @param kHue palette 0.85 0.0 1.0
// @param kDepth light 0.5 0.0 1.0
// @param kFish occlusion 3.0 0.0 5.0
const float kTentacles = 17.0;
const float kSway = 0.4;
const float kHue = 0.85;
const float kDepth = 0.5;
const float kFish = 3.0;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.02, 0.15, 0.3), vec3(0.15, 0.6, 0.7), 0.5 + 0.5 * p.y) * (1.2 - 0.5 * kDepth);
    col += 0.1 * pow(vnoise(vec2(4.0 * p.x + p.y + 0.5 * iTime, 1)), 2.0) * (1.0 + p.y);
    for (int row = 0; row < 3; row++) {
        float z = float(row);
        for (int f = 0; f < 2; f++) {
            if (2.0 * z + float(f) >= kFish) continue;
            vec2 id = vec2(row, f + 4), q = p - vec2(1.8 * sin(0.4 * iTime * (0.6 + rnd(id)) + 6.0 * rnd(id)), 0.35 - 0.3 * z + 0.15 * sin(iTime + 5.0 * rnd(id)));
            q.x *= -sign(cos(0.4 * iTime * (0.6 + rnd(id)) + 6.0 * rnd(id)));
            q /= 0.2;
            float body = length(q * vec2(0.8, 1.3)) - 0.8, tail = max(abs(q.y) - 0.6 * (q.x - 0.7), abs(q.x - 1.1) - 0.3), band = step(0.75, cos(4.5 * q.x + 0.4));
            col = mix(col, mix(pal(kHue + 0.25), vec3(1.0), band) * (0.75 - 0.3 * q.y * -1.0), smoothstep(0.04, -0.04, min(body, tail)));
            col = mix(col, vec3(0.05), smoothstep(0.05, 0.0, length(q - vec2(-0.6, 0.12)) - 0.09));
        }
        for (int k = 0; k < 27; k++) {
            if (float(k) >= floor(kTentacles)) break;
            float u = float(k) / floor(kTentacles), x0 = 2.6 * (fract(0.618 * float(k) + 0.27 * z) - 0.5), len = 0.45 + 0.35 * rnd(vec2(k, row)), w = 0.04 + 0.02 * u;
            vec2 root = vec2(x0, -0.45 - 0.28 * z), q = p - root;
            float y = clamp(q.y / len, 0.0, 1.0), bend = kSway * y * y * sin(1.4 * iTime + 2.0 * x0 + z + 2.0 * y) * len, d = length(vec2(q.x - bend, q.y - y * len)) - w * (1.15 - 0.5 * y) - 0.03 * smoothstep(0.88, 1.0, y);
            vec3 flesh = pal(kHue + 0.12 * z + 0.1 * rnd(vec2(k, 7))) * (0.35 + 0.5 * y);
            flesh = mix(flesh, vec3(1.0, 0.95, 0.8), smoothstep(0.85, 0.95, y) * 0.8) * (0.75 - 7.0 * d) ;
            col *= 1.0 - 0.3 * smoothstep(0.05, 0.0, d);
            col = mix(col, flesh, smoothstep(0.008, -0.008, d));
        }
        float rock = p.y + 0.5 + 0.28 * z - 0.12 * vnoise(vec2(3.0 * p.x + 9.0 * z, 1));
        col = mix(col, mix(vec3(0.35, 0.25, 0.35), pal(kHue + 0.4), 0.3) * (0.3 + 0.7 * vnoise(12.0 * p + 5.0 * z)), smoothstep(0.01, -0.01, rock));
    }
    fragColor = vec4(col, 1.0);
}
