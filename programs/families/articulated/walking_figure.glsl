// title: Walking figures
// family: walking_figure
// description: Jointed people with striped coats walk past shop fronts
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kStride pose 0.6 0.2 1.0
// @param kPace pose 4.0 1.0 8.0
// @param kBuild identity 0.085 0.05 0.13
// @param kPeople clutter 4.0 1.0 6.0
// @param kHue palette 0.0 0.0 1.0
const float kStride = 0.6;
const float kPace = 4.0;
const float kBuild = 0.085;
const float kPeople = 4.0;
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
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float walk = 0.25 * iTime;
    vec2 shop = vec2(p.x * 1.1 + walk, p.y), bay = vec2(floor(shop.x), 0.0), u = vec2(shop.x - bay.x - 0.5, p.y);
    vec3 wall = pal(kHue + rnd(bay)) * 0.3 + 0.45, col = wall * (0.9 + 0.15 * step(0.5, fract(8.0 * p.y + 4.0 * step(0.5, fract(shop.x * 4.0)))));
    if (max(abs(u.x) - 0.38, abs(u.y - 0.1) - 0.5) < 0.0) col = mix(vec3(0.12, 0.18, 0.25), vec3(0.9, 0.75, 0.45), 0.6 * vnoise(vec2(7.0 * shop.x, 6.0 * p.y)) * step(0.3, rnd(bay + 5.0)));
    if (abs(u.y - 0.68) < 0.12 + 0.05 * abs(sin(20.0 * u.x))) col = mix(vec3(0.95), pal(kHue + rnd(bay + 2.0)), step(0.5, fract(6.0 * u.x)));
    if (p.y < -0.5) col = vec3(0.55, 0.53, 0.5) * (0.75 + 0.2 * step(0.04, fract((p.x + walk) / (0.6 - p.y) * 3.0)) + 0.1 * vnoise(40.0 * p));
    for (int k = 0; k < 6; k++) {
        if (float(k) >= floor(kPeople)) break;
        float id = rnd(vec2(k, 8)), way = mod(float(k), 2.0) < 0.5 ? 1.0 : -1.0, tall = 0.8 + 0.12 * float(k), t = kPace * iTime * (0.7 + 0.5 * id) + 6.0 * id;
        vec2 q = vec2(way * p.x - 3.0 * fract(0.27 * float(k) + id * 0.2 + 0.035 * kPace * iTime * (0.3 + 0.3 * id)) + 1.5, p.y + 0.6 + 0.08 * float(k) - 0.1) / tall;
        q.y -= 0.03 * abs(sin(t));
        vec2 hip = vec2(0.0, 0.05), neck = hip + turn(-0.08) * vec2(0.0, 0.5);
        float limb = 9.0, coat = segment(q, hip + vec2(0.0, 0.05), neck - vec2(0.0, 0.08)) - kBuild * 1.6, arm = 9.0;
        for (int side = 0; side < 2; side++) {
            float s = t + 3.1416 * float(side), a = kStride * sin(s), b = max(kStride * 1.4 * cos(s), 0.0);
            vec2 knee = hip + 0.3 * vec2(sin(a), -cos(a)), foot = knee + 0.3 * vec2(sin(a - b), -cos(a - b)), elbow = neck + 0.22 * vec2(sin(-a), -cos(a)), hand = elbow + 0.2 * vec2(sin(0.4 - a), -cos(0.4 - a));
            limb = min(limb, min(segment(q, hip, knee) - kBuild * 0.85, min(segment(q, knee, foot), segment(q, foot, foot + vec2(0.1, 0.0))) - kBuild * 0.6));
            arm = min(arm, min(segment(q, neck - vec2(0, 0.05), elbow), segment(q, elbow, hand)) - kBuild * 0.55);
        }
        float head = length((q - neck - vec2(0.02, 0.15)) * vec2(1.15, 1.0)) - 0.115, hair = max(head - 0.015, 0.12 + 0.4 * id - (q.y - neck.y) + 0.3 * (q.x - neck.x));
        vec3 cloth = pal(kHue + 0.3 * float(k)) * 0.7 * (0.65 + 0.45 * step(0.5, fract((id < 0.5 ? q.y : q.x + q.y) * 14.0)));
        col *= 1.0 - 0.4 * smoothstep(0.12, 0.0, length((q - vec2(0.0, -0.58)) * vec2(0.35, 1.5)));
        col = mix(col, vec3(0.15, 0.17, 0.28) + 0.2 * id, smoothstep(0.01, -0.01, limb));
        col = mix(col, cloth, smoothstep(0.01, -0.01, coat));
        col = mix(col, cloth * 0.75, smoothstep(0.01, -0.01, arm));
        col = mix(col, mix(vec3(0.35, 0.2, 0.13), vec3(0.93, 0.72, 0.57), fract(7.0 * id)), smoothstep(0.01, -0.01, head));
        col = mix(col, mix(vec3(0.1, 0.07, 0.05), vec3(0.75, 0.5, 0.2), fract(5.0 * id)), smoothstep(0.01, -0.01, hair));
    }
    fragColor = vec4(col, 1.0);
}
