// title: Camp fire
// family: camp_fire
// description: Tongues of flame rise over crossed logs, sparks and smoke above
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kTongues identity 2.2 1.2 4.0
// @param kWind pose 0.2 -0.8 0.8
// @param kHeat light 1.0 0.5 1.5
// @param kHue palette 0.0 0.0 6.28
// @param kLogs clutter 4.0 2.0 6.0
const float kTongues = 2.2;
const float kWind = 0.2;
const float kHeat = 1.0;
const float kHue = 0.0;
const float kLogs = 4.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float segment(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float t = iTime, flick = 0.85 + 0.15 * vnoise(vec2(7.0 * t, 1));
    vec3 col = vec3(0.03, 0.035, 0.06) + vec3(0.3, 0.13, 0.05) * flick * kHeat * exp(-1.6 * length(p + vec2(0.0, 0.35)));
    float far = p.y + 0.15 - 0.25 * vnoise(vec2(5.0 * p.x, 3)) * vnoise(vec2(17.0 * p.x, 5)) ;
    col = mix(col, col * 0.35, smoothstep(0.01, -0.01, far - 0.2));
    vec3 soil = vec3(0.2, 0.14, 0.1) * (0.4 + 0.9 * vnoise(vec2(14.0, 40.0) * p)) * (0.3 + 1.4 * kHeat * flick * exp(-2.5 * length((p + vec2(0.0, 0.7)) * vec2(0.8, 1.6))));
    col = mix(col, soil, smoothstep(-0.4, -0.44, p.y));
    vec2 smoke = vec2(p.x - kWind * (p.y + 0.5), p.y);
    col += 0.13 * smoothstep(0.45, 0.8, fbm(vec2(3.0 * smoke.x, 2.0 * p.y - 0.8 * t))) * smoothstep(0.5, 0.0, abs(smoke.x) - 0.2 * p.y) * smoothstep(-0.2, 0.6, p.y);
    for (int k = 0; k < 6; k++) {
        if (float(k) >= floor(kLogs)) break;
        float a = 3.1416 * (float(k) + 0.3) / floor(kLogs) * 0.8 + 0.3;
        vec2 e = 0.6 * vec2(cos(a), 0.28 * sin(a) - 0.05), q = p + vec2(0.0, 0.68 - 0.03 * float(k));
        float d = segment(q, -e, e) - 0.075, along = dot(q, normalize(e));
        vec3 wood = mix(vec3(0.16, 0.1, 0.07), vec3(0.36, 0.22, 0.12), vnoise(vec2(9.0 * along, 50.0 * d))) * (0.5 - 5.0 * d);
        wood += kHeat * vec3(1.0, 0.3, 0.05) * smoothstep(0.55, 0.75, vnoise(vec2(14.0 * along + float(k), 25.0 * d + t))) * exp(-5.0 * along * along);
        col = mix(col, wood, smoothstep(0.012, -0.012, d));
    }
    for (int k = 0; k < 3; k++) {
        float z = float(k);
        vec2 q = vec2(p.x - kWind * (p.y + 0.6) * (p.y + 0.6) + 0.18 * (z - 1.0), p.y + 0.62);
        q.x += 0.16 * (fbm(vec2(kTongues * q.x + 9.0 * z, kTongues * q.y - 2.2 * t)) - 0.47) * (1.0 + 4.0 * q.y) * 0.9;
        float tall = (1.05 - 0.12 * z) * (0.8 + 0.35 * vnoise(vec2(2.5 * t, z))), f = q.y / tall, body = abs(q.x) - 0.26 * sqrt(clamp(f * 3.0, 0.0, 1.0)) * (1.0 - f) - 0.02;
        float hot = smoothstep(0.03, -0.16, body) * step(0.0, f) * step(f, 1.0);
        col += kHeat * (vec3(1.0, 0.32, 0.05) * hot + vec3(0.6, 0.6, 0.3) * hot * hot * (1.0 - f)) * 0.7;
    }
    vec2 s = vec2(9.0 * (p.x - kWind * p.y) + sin(3.0 * p.y + t), 6.0 * p.y - 3.0 * t), c = floor(s);
    col += vec3(1.2, 0.6, 0.15) * smoothstep(0.1, 0.0, length(s - c - rnd2(c)) - 0.03) * step(0.8, rnd(c + 2.0)) * smoothstep(1.0, 0.0, p.y + 0.2) * step(abs(p.x), 0.5 + 0.3 * p.y);
    col = spin(col, kHue);
    fragColor = vec4(col, 1.0);
}
