// title: Prism
// family: prism_beam
// description: A white beam strikes a turning glass prism and leaves it as a fan of colours
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kSpread identity 0.6 0.3 1.0
// @param kGlass viewpoint 0.62 0.45 0.8
// @param kSweep pose 0.5 0.2 0.9
// @param kHaze light 0.5 0.2 0.9
// @param kHue palette 0.62 0.0 1.0
const float kSpread = 0.6;
const float kGlass = 0.62;
const float kSweep = 0.5;
const float kHaze = 0.5;
const float kHue = 0.62;
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
vec3 dye(float h) {                                   // a colour whose strength and depth change with its hue
    vec3 c = 0.5 + 0.5 * cos(6.2832 * (h + vec3(0.0, 0.33, 0.67)));
    return mix(vec3(dot(c, vec3(0.3, 0.5, 0.2))), c, 0.5 + 0.4 * fract(5.0 * h)) * (0.95 + 0.25 * cos(18.85 * h + 1.0));
}
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
vec3 leave(vec2 o, vec2 e, float face, float h) {     // where a ray from inside leaves: distance and normal
    vec3 hit = vec3(9.0, 1.0, 0.0);
    for (int k = 0; k < 3; k++) {
        float a = face + 2.0944 * float(k);
        vec2 n = vec2(cos(a), sin(a));
        float m = dot(e, n), t = m > 0.001 ? max(h - dot(o, n), 0.0) / m : 9.0;
        if (t < hit.x) hit = vec3(t, n);
    }
    return hit;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 c = vec2(0.25 * sin(0.6 * iTime), 0.22 * cos(0.5 * iTime)), q = p - c;
    float face = 0.5236 + 0.45 * iTime, h = 0.5 * kGlass, side = 0.0;
    float lamp = face + 0.95 + 0.22 * sin(kSweep * iTime);
    vec2 e = -vec2(cos(lamp), sin(lamp)), n1 = vec2(cos(face), sin(face)), o = n1 * h;
    vec2 wood = turn(0.3) * p + vec2(0.1 * iTime, 0.0), rule = abs(fract(2.5 * (turn(0.1 * iTime) * p) + 0.1 * iTime) - 0.5);
    vec3 col = dye(kHue + 0.12 * sin(0.6 * iTime)) * (0.2 + 0.14 * vnoise(3.0 * wood) + 0.12 * smoothstep(0.46, 0.49, max(rule.x, rule.y)));
    float d = -9.0;
    for (int k = 0; k < 3; k++) { float a = face + 2.0944 * float(k), m = dot(q, vec2(cos(a), sin(a))) - h; side = m > d ? float(k) : side; d = max(d, m); }
    float inside = smoothstep(0.008, -0.008, d), smoke = 0.55 + 0.9 * vnoise(4.0 * p + vec2(0.5, -0.3) * iTime);
    col *= 1.0 - 0.45 * smoothstep(0.12, 0.0, d + 0.1 * (p.x - p.y)) * (1.0 - inside);
    col = mix(col, col * 1.5 + vec3(0.1, 0.14, 0.16) * (1.0 + sin(2.0 * side + 0.9 * iTime)) + 0.06 * smoothstep(-0.12, 0.0, d), inside);
    for (int k = 0; k < 7; k++) {
        float u = float(k) / 6.0, index = 1.3 + 0.42 * kSpread * u;
        vec3 tint = pow(max(pal(-0.72 * u), vec3(0.0)), vec3(1.6)) * 0.62;
        vec2 r = refract(e, n1, 1.0 / index), at = o;
        for (int bounce = 0; bounce < 2; bounce++) {
            vec3 hit = leave(at + 0.002 * r, r, face, h);
            vec2 to = at + r * hit.x, beyond = refract(r, -hit.yz, index);
            col += tint * inside * smoothstep(0.03, 0.0, segment(q, at, to + 0.001 * r)) * (bounce == 0 ? 0.8 : 0.5);
            bool out_ = dot(beyond, beyond) > 0.1;
            if (out_) { vec2 v = q - to; float s = dot(v, beyond), off = abs(beyond.x * v.y - beyond.y * v.x); col += (1.0 - inside) * step(0.0, s) * tint * smoke * (0.5 + 1.4 * kHaze) * smoothstep(0.025 + 0.05 * s * kSpread, 0.0, off) * exp(-0.35 * s); break; }
            r = reflect(r, -hit.yz); at = to;
        }
    }
    vec2 v = q - o;
    float s = -dot(v, e), off = abs(e.x * v.y - e.y * v.x);
    col += (1.0 - inside) * step(0.0, s) * (smoothstep(0.035, 0.015, off) * smoke + kHaze * 0.25 * exp(-12.0 * off)) * vec3(1.0, 0.97, 0.9);
    col += vec3(0.8, 0.9, 1.0) * 0.7 * smoothstep(0.02, 0.0, abs(d + 0.008)) * (0.5 + 0.5 * sin(2.0 * side + 1.2 * iTime));
    fragColor = vec4(col, 1.0);
}
