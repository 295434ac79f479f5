// title: Frosted pane
// family: frosted_pane
// description: Feathers of ice creep over a window with blurred street lights behind
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kFeathers identity 3.0 1.0 5.0
// @param kCreep pose 0.5 0.1 0.9
// @param kLights clutter 9.0 3.0 14.0
// @param kHue palette 0.1 0.0 1.0
// @param kCold light 0.6 0.2 1.0
const float kFeathers = 3.0;
const float kCreep = 0.5;
const float kLights = 9.0;
const float kHue = 0.1;
const float kCold = 0.6;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.05, 0.07, 0.16), vec3(0.2, 0.14, 0.25), 0.5 - 0.5 * p.y);
    for (int k = 0; k < 14; k++) {
        if (float(k) >= kLights) break;
        vec2 id = vec2(k, 3.0), c = vec2(2.8 * fract(rnd(id) + 0.04 * iTime * (rnd(id + 5.0) - 0.5)) - 1.4, 1.2 * rnd(id + 1.0) - 0.7);
        float r = 0.08 + 0.16 * rnd(id + 2.0), d = length(p - c) - r;
        col += pal(kHue + 0.5 * rnd(id + 4.0)) * (0.32 * smoothstep(0.02, -0.02, d) + 0.12 * smoothstep(0.02, 0.0, abs(d))) * (0.8 + 0.2 * sin(2.0 * iTime + float(k)));
    }
    float ice = 0.0, grow = kCreep * (0.75 + 0.35 * sin(0.5 * iTime));
    for (int k = 0; k < 5; k++) {
        if (float(k) >= floor(kFeathers)) break;
        vec2 root = vec2(1.1 * cos(2.4 * float(k) + 0.8), 1.1 * sin(2.4 * float(k) + 0.8)), q = turn(-2.4 * float(k) - 0.8 - 3.1416) * (p - root);
        q.y += 0.25 * q.x * q.x * sin(3.0 * float(k) + 1.0);
        float scale_ = 7.0, h = 0.0;
        float reach = 2.2 * grow, edge = smoothstep(reach, reach - 0.3, q.x) * step(0.0, q.x), row = (q.x - 0.8 * abs(q.y)) * 9.0, id = rnd(vec2(floor(row), k));
        float len = (0.2 + 0.35 * id) * (1.1 - clamp(q.x / reach, 0.0, 1.0)), along = abs(q.y), twig = abs(fract(row * 5.0 + 9.0 * along) - 0.5);
        h = smoothstep(0.02, 0.005, along) + smoothstep(0.32, 0.12, abs(fract(row) - 0.5)) * smoothstep(len, len - 0.06, along) * (0.55 + 0.45 * smoothstep(0.4, 0.1, twig));
        h *= edge;
        ice = max(ice, h);
    }
    float rim = smoothstep(0.7, 1.35, max(abs(p.x), abs(p.y)) + 0.4 * (fbm(4.0 * p) - 0.5) + 0.3 * grow), grainy = vnoise(45.0 * p);
    ice = clamp(ice + 0.6 * rim * rim * (0.5 + 0.6 * grainy), 0.0, 1.0);
    col = mix(col, mix(vec3(0.55, 0.7, 0.9), vec3(0.97, 0.98, 1.0), grainy) * (0.55 + 0.4 * kCold), 0.8 * ice);
    float bar = min(abs(p.x), abs(p.y + 0.1)) - 0.035;
    col = mix(col, vec3(0.3, 0.22, 0.18) * (0.8 + 0.3 * vnoise(vec2(60.0, 6.0) * p)), smoothstep(0.008, -0.008, bar));
    col += 0.25 * smoothstep(0.02, 0.0, abs(bar - 0.012)) * ice;
    fragColor = vec4(col, 1.0);
}
