// title: Retina
// family: retina_vessels
// description: Vessels fork out of a bright disc over the back of an eye, a pulse of dye runs along them
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kForks identity 4.0 3.0 6.0
// @param kWind identity 0.5 0.2 0.9
// @param kGaze viewpoint 0.5 0.2 0.8
// @param kDye light 0.6 0.2 1.0
// @param kHue palette 0.0 0.0 6.28
const float kForks = 4.0;
const float kWind = 0.5;
const float kGaze = 0.5;
const float kDye = 0.6;
const float kHue = 0.0;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float glow = 0.5 + 0.5 * sin(0.55 * iTime), hue = kHue + 0.6 * sin(0.5 * iTime), zoom = 0.95 + 0.3 * sin(0.6 * iTime + 1.0);
    vec2 disc = kGaze * vec2(sin(0.62 * iTime), 0.7 * cos(0.5 * iTime)), q = turn(0.3 * sin(0.4 * iTime)) * (p - disc) * zoom, stray = kWind * (vec2(vnoise(2.6 * q), vnoise(2.6 * q + 30.0)) - 0.5);
    vec2 spot = q - vec2(0.85, -0.1);
    vec3 col = spin(mix(vec3(0.88, 0.42, 0.16), vec3(0.5, 0.16, 0.07), clamp(0.55 * length(q - vec2(0.3, 0.0)), 0.0, 1.0)), hue) * (0.7 + 0.5 * fbm(2.5 * q));
    col *= mix(1.0, 0.75 + 0.4 * vnoise(28.0 * q), 0.6);
    col *= 1.0 - 0.6 * exp(-9.0 * dot(spot, spot));
    vec2 e = 3.2 * q, ec = floor(e), ev = e - ec - 0.3 - 0.4 * rnd2(ec);
    float fleck = length(ev) - 0.06 - 0.12 * rnd(ec + 4.0) * glow + 0.1 * (vnoise(14.0 * q) - 0.5);
    col = mix(col, spin(vec3(0.98, 0.86, 0.45), hue), 0.8 * smoothstep(0.05, -0.03, fleck) * step(0.72, rnd(ec + 9.0)));
    for (int tree = 0; tree < 2; tree++) {
        float z = float(tree), r = length(q + 0.3 * stray) + 0.001, a = atan(q.y + 0.45 * stray.y * r, q.x + 0.45 * stray.x * r) + 0.35 * z - 0.5 * sin(1.4 * r + 2.0 * z);
        float n = floor(kForks), turn_ = a / 6.2832 + 0.5, best = 9.0, depth = 0.0, from = 0.0, to = 0.0, d;
        for (int k = 0; k < 5; k++) {
            float f = float(k), inner = 0.26 * f - 0.05, outer = inner + 0.26, x = turn_ * n, cell = floor(x), lean = 0.16 * (rnd(vec2(mod(cell, n), f + 7.0 * z)) - 0.5);
            to = (cell + 0.5 + lean) / n;
            float up = floor(0.5 * cell + 0.001), older = 0.16 * (rnd(vec2(mod(up, max(0.5 * n, 1.0)), f - 1.0 + 7.0 * z)) - 0.5);
            from = k == 0 ? to : (up + 0.5 + older) / (0.5 * n);
            if (r >= inner && r < outer) {
                float s = smoothstep(0.0, 1.0, (r - inner) / 0.26);
                d = abs(turn_ - mix(from, to, s)) * 6.2832 * r;
                best = d; depth = f + (r - inner) / 0.26;
                break;
            }
            n *= 2.0;
        }
        float wide = (0.036 - 0.0055 * depth) * (1.0 + 0.3 * z) * (1.0 + 0.12 * sin(9.0 * r - 3.0 * iTime)), there = smoothstep(0.012, -0.006, best - wide) * smoothstep(1.3, 1.15, r);
        float front = fract(0.16 * iTime + 0.45 * z) * 2.8 - 0.6 - r, pulse = exp(-14.0 * front * front);
        vec3 blood = spin(mix(vec3(0.66, 0.1, 0.06), vec3(0.36, 0.03, 0.07), z), hue) * (0.75 + 0.5 * smoothstep(0.6 * wide, 0.0, best) * (1.0 - z));
        col *= 1.0 - 0.3 * smoothstep(0.04, 0.0, best - wide) * smoothstep(1.3, 1.15, r);
        col = mix(col, mix(blood, spin(vec3(0.85, 1.0, 0.35), hue), kDye * pulse), 0.95 * there);
    }
    float rim = length(q * vec2(1.0, 0.9)) - 0.2;
    col = mix(col, spin(mix(vec3(1.0, 0.93, 0.65), vec3(0.95, 0.7, 0.35), smoothstep(-0.16, 0.0, rim)), hue), 0.75 * smoothstep(0.03, -0.03, rim));
    vec2 glare = p - 0.5 * vec2(cos(0.6 * iTime), sin(0.75 * iTime));
    col += vec3(0.35, 0.4, 0.45) * exp(-9.0 * dot(glare, glare)) * (0.6 + 0.4 * glow);
    float field = length(p - 0.25 * disc) - 1.12;
    col = mix(col * (1.0 - 0.3 * smoothstep(-0.6, 0.0, field)), vec3(0.02, 0.015, 0.02), smoothstep(-0.03, 0.03, field));
    fragColor = vec4(col, 1.0);
}
